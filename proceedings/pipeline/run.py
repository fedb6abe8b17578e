"""One run over the manuscripts of a volume, and everything it learnt."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from proceedings import phrases
from proceedings.book import colophon, parts, passages
from proceedings.book.assemble import Book, assemble
from proceedings.book.parallel import Twin
from proceedings.exceptions import ProceedingsError, ProofFailed, StoreFull
from proceedings.manifest import Manifest, manifest_of
from proceedings.model import Matter, Paper, PaperEntry, Volume
from proceedings.pipeline import completeness
from proceedings.pipeline.progress import Teller
from proceedings.pipeline.reading import Request, read_all
from proceedings.pipeline.scratch import publish, staging_folder
from proceedings.proofs import PageReader, offprint, prove_all
from proceedings.readers import Reading
from proceedings.report import Finding, Report, Severity
from proceedings.store import Store
from proceedings.workbench import Workbench
from proceedings.writers import PAGED, REMARKS, WRITERS, Order, newspaper
from proceedings.writers.earlier import Earlier
from proceedings.writers.part_setting import set_parts
from proceedings.writers.setting import Setting, findings_of, set_papers


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with: workers, what was kept, and a folder for the rest."""

    bench: Workbench
    store: Store
    work: Path
    # What this press has published, by its place.
    earlier: dict[Path, Earlier] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """One run of the pipeline."""

    folder: Path
    volume: Volume
    tools: Tools
    tell: Teller
    out: Path = field(default_factory=Path)
    language: str = "en"
    formats: tuple[str, ...] = ()
    keep_going: bool = False
    draft: bool = False
    proof: bool = False
    verify: bool = False
    report: Report = field(default_factory=Report)
    papers: dict[str, Paper] = field(default_factory=dict)
    matter: dict[str, Paper] = field(default_factory=dict)
    setting: Setting | None = None
    failed: set[str] = field(default_factory=set)
    proofs: dict[str, str] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    manifest: Manifest | None = None
    written: bool = False
    stopped: bool = False

    def build(self) -> None:
        """Go through all steps, as far as the findings let."""
        self.read()
        if self.may_continue():
            self.make()

    def make(self, twins: Mapping[str, tuple[Twin, ...]] | None = None) -> None:
        """Make the book of what was read; `twins` as `Book` has them."""
        book = replace(self._assemble(), twins=twins or {})
        setting = self._set(book)
        if self.may_continue() and setting.book.papers:
            self._write(setting)

    # --- read and check -----------------------------------------------------------
    def read(self) -> None:
        """Read and examine every manuscript, and the texts of the book itself."""
        entries = self.volume.papers
        language, style = self.volume.language, self.volume.csl
        requests = [Request(entry, language, self.draft, style) for entry in entries]
        texts = parts.texts(self.volume)
        for text in texts:
            # A text of the book itself is shown as it is, like a draft.
            entry = _entry(text, language)
            requests.append(Request(entry, language, draft=True, style=style))
        with self._timed("read"):
            readings = read_all(
                requests, self.tools.bench, self.tools.store, self.tools.work
            )
            for number, entry in enumerate(entries, start=1):
                reading, made = next(readings)
                self._keep(entry.id, reading)
                self.tell("read", number, len(entries), entry.id, made=made)
            for text, (reading, _) in zip(texts, readings, strict=True):
                self._keep_text(text, reading)
        self.report.extend(colophon.findings(self.volume))

    def _keep(self, identifier: str, reading: Reading) -> None:
        findings = [replace(each, paper=identifier) for each in reading.findings]
        self.report.extend(findings)
        blocked = any(each.severity is Severity.BLOCKS for each in findings)
        if reading.paper is None:
            self.failed |= {identifier} if not blocked else set()
        elif self.draft or not blocked:
            self.papers[identifier] = reading.paper

    def _keep_text(self, text: Matter, reading: Reading) -> None:
        if reading.paper is not None:
            self.matter[text.id] = reading.paper
            return
        name = text.source.name
        self.report.extend(
            replace(each, paper="", where=name) for each in reading.findings
        )

    # --- assemble and set -----------------------------------------------------------
    def _assemble(self) -> Book:
        """Make the book of the papers that passed."""
        with self._timed("assemble"):
            self.tell("assemble", 0, 1)
            kept = [
                self.papers[each.id]
                for each in self.volume.papers
                if each.id in self.papers
            ]
            volume, findings = passages.found_in(self.volume, kept)
            self.report.extend(findings)
            foreword = self.matter.get(parts.FOREWORD)
            book = assemble(
                volume,
                kept,
                foreword=foreword.blocks if foreword else (),
                matter=self.matter,
                notes=self._notes() if self.draft else {},
                draft=self.draft,
                proof=self.proof,
                timestamp=_timestamp(self.volume),
            )
            self.tell("assemble", 1, 1)
        return book

    def _notes(self) -> dict[str, tuple[str, ...]]:
        """Return what a draft says on the page of each paper."""
        notes: dict[str, tuple[str, ...]] = {}
        # Places are told in the author's words: reviewers are to read none of them.
        blind = {entry.id for entry in self.volume.papers if entry.blind}
        for each in self.report:
            told_here = each.paper and each.paper not in blind
            if each.severity is Severity.BLOCKS and told_here:
                message, remedy = phrases.explain(each, self.language)
                place = f"{each.where}: " if each.where else ""
                told = f"{place}{message} {remedy}"
                notes[each.paper] = (*notes.get(each.paper, ()), told)
        return notes

    def _set(self, book: Book) -> Setting:
        """Have the papers typeset, when a format needs their pages."""
        if PAGED.isdisjoint(self.formats):
            self.setting = Setting(book)
            return self.setting
        # The articles of a newspaper share their pages.
        whole = book.volume.newspaper is not None
        tools = self.tools
        with self._timed("set"):
            if whole:
                self.setting = newspaper.set_newspaper(
                    book, tools.bench, tools.store, self.tell
                )
            else:
                self.setting = set_papers(
                    book, tools.bench, tools.store, self.tell, offprint.look
                )
            if self.setting.book.papers and not whole and not self._shows_papers_only():
                try:
                    self.setting = set_parts(
                        self.setting, self.tools.bench, self.tools.store
                    )
                except ProceedingsError as problem:
                    self._stop("pdf", problem)
        self.report.extend(self.setting.findings)
        self.failed |= {each.paper for each in self.setting.findings}
        return self.setting

    def _shows_papers_only(self) -> bool:
        """Whether this is the preview of papers, for which no book is needed."""
        return self.draft and {"offprint", "html"}.issuperset(self.formats)

    # --- write and proof ------------------------------------------------------------
    def _write(self, setting: Setting) -> None:
        """Write all formats beside `out`, prove them, and put them in its place."""
        with staging_folder(self.out) as staging:
            files = self._write_formats(setting, staging)
            if self._prove(setting.book, staging, files):
                self.written = True
                self.manifest = manifest_of(self, self.volume, staging)
                self.manifest.write(staging)
                publish(staging, self.out)

    def _write_formats(self, setting: Setting, staging: Path) -> list[Path]:
        tools = self.tools
        order = Order(
            setting.book,
            staging,
            tools.work,
            setting.segments,
            store=tools.store,
            bench=tools.bench,
            folder=self.folder,
            options=self._options(),
            earlier=tools.earlier.setdefault(self.out, Earlier(self.out)),
        )
        files: list[Path] = []
        with self._timed("write"):
            for number, name in enumerate(self.formats):
                self.tell("write", number, len(self.formats))
                try:
                    files += WRITERS[name](order)
                    self.report.extend(_remarks(name, setting.book))
                except ProceedingsError as problem:
                    self._stop(name, problem)
            self.tell("write", len(self.formats), len(self.formats))
        self._count(order, setting.seen)
        return list(dict.fromkeys(files))

    def _count(self, order: Order, seen: Mapping[str, Any]) -> None:
        """Say what the files of each paper lack."""
        if self.stopped:
            return
        with self._timed("proof"):
            try:
                self.report.extend(completeness.findings(order, seen, self.formats))
            except ProceedingsError as problem:
                self._stop("papers", problem)

    def _options(self) -> list[str]:
        words = [word for name in self.formats for word in ("--format", name)]
        words += ["--keep-going"] if self.keep_going else []
        return words + (["--draft", "--language", self.language] if self.draft else [])

    def _stop(self, name: str, problem: ProceedingsError) -> None:
        """Give up the whole book: no paper is to blame that could be left out.

        Raises:
            StoreFull: as it is, for nothing is wrong with the book.
        """
        if isinstance(problem, StoreFull):
            raise problem
        self.stopped = True
        code = "proof-failed" if isinstance(problem, ProofFailed) else "writing-failed"
        self.report.extend(
            replace(each, where=" ".join(part for part in (name, each.where) if part))
            for each in findings_of("", problem, code)
        )

    def _prove(self, book: Book, staging: Path, files: list[Path]) -> bool:
        if self.stopped:
            return False
        reader = PageReader(self.tools.store)
        for seen in self.setting.seen.values() if self.setting else ():
            reader.learn(seen.pages)
        with self._timed("proof"):
            self.tell("proof", 0, len(files))
            proved = prove_all(
                files,
                staging,
                book,
                verify=self.verify,
                reader=reader,
                bench=self.tools.bench,
            )
            for number, (path, verdict) in enumerate(proved, start=1):
                if isinstance(verdict, ProceedingsError):
                    self._stop(str(path.relative_to(staging)), verdict)
                else:
                    self.proofs |= verdict
                self.tell("proof", number, len(files))
        if not self.stopped:
            reader.keep()
        return not self.stopped

    # --- the end ----------------------------------------------------------------------
    def may_continue(self) -> bool:
        """Whether enough has passed for a book."""
        if not self.papers or self.stopped:
            return False
        if self.keep_going:
            return True
        if self.draft:
            # A draft shows what blocks, but cannot show what it could not read.
            return not any(
                each.paper not in self.papers or each.paper in self.failed
                for each in self.report.blocking
                if each.paper
            )
        return not self.report.blocking and not self.failed

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        passed = time.perf_counter() - started
        self.timings[step] = round(self.timings.get(step, 0.0) + passed, 3)


def _entry(text: Matter, language: str) -> PaperEntry:
    source = text.source
    return PaperEntry(text.id, source, source.parent, text.title, "", language)


def _remarks(name: str, book: Book) -> list[Finding]:
    remarks = REMARKS.get(name)
    return remarks(book) if remarks else []


def _timestamp(volume: Volume) -> int:
    """Return the date of the book, so that equal input gives equal bytes."""
    given = os.getenv("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    try:
        issued = datetime.fromisoformat(volume.issued).replace(tzinfo=UTC)
    except ValueError:
        issued = datetime(volume.year or 2000, 1, 1, tzinfo=UTC)
    return max(0, int(issued.timestamp()))
