"""From a folder of manuscripts to a book: read, check, assemble, write, proof."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from proceedings import checks, phrases, readers, volume_file
from proceedings.book.assemble import Book, assemble, settled
from proceedings.book.colophon import is_isbn
from proceedings.exceptions import (
    JobFailed,
    LimitExceeded,
    ProceedingsError,
    ProofFailed,
    WrongUsage,
)
from proceedings.manifest import manifest_of
from proceedings.model import Paper, PaperEntry, Volume
from proceedings.proofs import prove
from proceedings.readers import Reading
from proceedings.report import Finding, Report, Severity
from proceedings.workbench import Workbench
from proceedings.writers import PAGED, WRITERS, Order
from proceedings.writers.setting import Setting, findings_of, set_papers

FORMATS = tuple(WRITERS)
STANDARD_FORMATS = ("pdf", "epub", "html")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `step` is one of read, set, assemble, write, proof."""

    done: int
    total: int
    step: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of a build; `exit_code` 0 is done, 1 means findings that block."""

    manifest: dict[str, Any]
    report: Report
    exit_code: int


Watcher = Callable[[Progress], None]


def build(
    folder: Path | str,
    out: Path | str,
    *,
    formats: Sequence[str] = STANDARD_FORMATS,
    keep_going: bool = False,
    draft: bool = False,
    jobs: int = 2,
    progress: Watcher | None = None,
    cache: Path | str | None = None,
    language: str = "en",
    verify: bool = False,
) -> BuildResult:
    """Build the volume of a folder into `out`, which is replaced at the end.

    `language` is that of the messages in the manifest and on a draft's pages;
    `verify` has EPUBCheck and veraPDF examine the files, where they are installed.

    Raises:
        WrongUsage: for an unknown format, or a `volume.toml` that cannot be used.
    """
    run = _Run(
        folder=Path(folder).resolve(),
        language=language,
        out=Path(out).resolve(),
        formats=_known(formats),
        keep_going=keep_going,
        draft=draft,
        verify=verify,
        cache=Path(cache) if cache else None,
        progress=progress or _silent,
    )
    if run.out == run.folder or run.out in run.folder.parents:
        message = f"The output would replace the manuscripts: {out}"
        raise WrongUsage(message, out)
    volume = volume_file.load(run.folder)
    with (
        tempfile.TemporaryDirectory(prefix="coop-build-") as work,
        Workbench(jobs, wall_seconds=65, cpu_seconds=40) as bench,
    ):
        run.read(volume, bench, Path(work))
        if run.may_continue():
            book = run.assemble(volume)
            setting = run.set(book, bench)
            if run.may_continue() and setting.book.papers:
                run.write(setting, Path(work))
    return run.result(volume)


def check(
    folder: Path | str, *, jobs: int = 2, progress: Watcher | None = None
) -> Report:
    """Return the findings of all manuscripts of a folder; nothing is written.

    Raises:
        WrongUsage: for a `volume.toml` that cannot be used.
    """
    run = _Run(Path(folder).resolve(), progress=progress or _silent)
    volume = volume_file.load(run.folder)
    with (
        tempfile.TemporaryDirectory(prefix="coop-check-") as work,
        Workbench(jobs) as bench,
    ):
        run.read(volume, bench, Path(work))
    return run.report


def initialise(folder: Path | str) -> Path:
    """Write `volume.toml` for the manuscripts of a folder, and return its path.

    Raises:
        WrongUsage: when there is one already, or nothing to make it from.
    """

    def describe(entries: list[PaperEntry]) -> list[PaperEntry]:
        with (
            tempfile.TemporaryDirectory(prefix="coop-init-") as work,
            Workbench(2) as bench,
        ):
            jobs = [
                (_describe, (entry, Path(work, str(number))))
                for number, entry in enumerate(entries)
            ]
            return [
                outcome.value or entry
                for entry, outcome in zip(entries, bench.run(jobs), strict=True)
            ]

    return volume_file.initialise(Path(folder).resolve(), describe)


def _describe(entry: PaperEntry, job: Path) -> PaperEntry:
    job.mkdir(parents=True)
    return readers.describe(entry, job)


@dataclass(slots=True)
class _Run:
    """One run of the pipeline, and everything it learnt."""

    folder: Path
    out: Path = field(default_factory=Path)
    language: str = "en"
    formats: tuple[str, ...] = ()
    keep_going: bool = False
    draft: bool = False
    verify: bool = False
    cache: Path | None = None
    progress: Watcher = field(default=lambda _: None)
    report: Report = field(default_factory=Report)
    papers: dict[str, Paper] = field(default_factory=dict)
    foreword: Paper | None = None
    setting: Setting | None = None
    failed: set[str] = field(default_factory=set)
    proofs: dict[str, str] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    written: bool = False
    stopped: bool = False

    # --- read and check -----------------------------------------------------------
    def read(self, volume: Volume, bench: Workbench, work: Path) -> None:
        """Read and examine every manuscript, and the foreword."""
        entries = list(volume.papers)
        with self._timed("read"):
            outcomes = bench.run(
                (checks.prepare, (entry, work / f"paper-{number}"))
                if not self.draft
                else (_prepare_draft, (entry, work / f"paper-{number}"))
                for number, entry in enumerate(entries)
            )
            for number, entry in enumerate(entries, start=1):
                outcome = next(outcomes)
                reading = outcome.value or _unread(outcome.problem)
                self._keep(entry.id, reading)
                self.progress(Progress(number, len(entries), "read", entry.id))
            if volume.foreword:
                self._read_foreword(volume, bench, work)
        self.report.extend(_about_volume(volume))

    def _keep(self, identifier: str, reading: Reading) -> None:
        findings = [replace(each, paper=identifier) for each in reading.findings]
        self.report.extend(findings)
        blocked = any(each.severity is Severity.BLOCKS for each in findings)
        if reading.paper is None:
            self.failed |= {identifier} if not blocked else set()
        elif self.draft or not blocked:
            self.papers[identifier] = reading.paper

    def _read_foreword(self, volume: Volume, bench: Workbench, work: Path) -> None:
        path = volume.foreword
        if path is None:
            return
        title = phrases.word("Foreword", volume.language)
        entry = PaperEntry("foreword", path, path.parent, title, "", volume.language)
        (outcome,) = bench.run([(_prepare_draft, (entry, work / "foreword"))])
        reading = outcome.value or _unread(outcome.problem)
        self.foreword = reading.paper
        if reading.paper is None:
            self.report.extend(
                replace(each, paper="", where=path.name) for each in reading.findings
            )

    # --- assemble and set -----------------------------------------------------------
    def assemble(self, volume: Volume) -> Book:
        """Make the book of the papers that passed."""
        with self._timed("assemble"):
            self.progress(Progress(0, 1, "assemble"))
            kept = [
                settled(self.papers[e.id], volume.language)
                for e in volume.papers
                if e.id in self.papers
            ]
            book = assemble(
                _with_present(volume, set(self.papers)),
                kept,
                foreword=self.foreword.blocks if self.foreword else (),
                notes=self._notes() if self.draft else {},
                draft=self.draft,
                timestamp=_timestamp(volume),
            )
            self.progress(Progress(1, 1, "assemble"))
        return book

    def _notes(self) -> dict[str, tuple[str, ...]]:
        """Return what a draft says on the page of each paper."""
        notes: dict[str, tuple[str, ...]] = {}
        for each in self.report:
            if each.severity is Severity.BLOCKS and each.paper:
                message, remedy = phrases.explain(each, self.language)
                place = f"{each.where}: " if each.where else ""
                told = f"{place}{message} {remedy}"
                notes[each.paper] = (*notes.get(each.paper, ()), told)
        return notes

    def set(self, book: Book, bench: Workbench) -> Setting:
        """Have the papers typeset, when a format needs their pages."""
        if PAGED.isdisjoint(self.formats):
            self.setting = Setting(book)
            return self.setting
        with self._timed("set"):
            self.setting = set_papers(
                book,
                bench,
                cache=self.cache,
                counted=lambda done, total, paper: self.progress(
                    Progress(done, total, "set", paper)
                ),
            )
        self.report.extend(self.setting.findings)
        self.failed |= {each.paper for each in self.setting.findings}
        return self.setting

    # --- write and proof ------------------------------------------------------------
    def write(self, setting: Setting, work: Path) -> None:
        """Write all formats beside `out`, prove them, and swap them in."""
        self.out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(
            tempfile.mkdtemp(prefix=f".{self.out.name}-", dir=self.out.parent)
        )
        try:
            files = self._write_formats(setting, staging, work)
            if self._prove(setting.book, staging, files):
                staging.chmod(0o755)
                self.written = True
                manifest_of(self, setting.book.volume, staging).write(staging)
                _swap(staging, self.out)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _write_formats(self, setting: Setting, staging: Path, work: Path) -> list[Path]:
        order = Order(setting.book, setting.offprints, staging, work, self.cache)
        files: list[Path] = []
        with self._timed("write"):
            for number, name in enumerate(self.formats):
                self.progress(Progress(number, len(self.formats), "write"))
                try:
                    files += WRITERS[name](order)
                except ProceedingsError as problem:
                    self._stop(name, problem)
            self.progress(Progress(len(self.formats), len(self.formats), "write"))
        return files

    def _stop(self, name: str, problem: ProceedingsError) -> None:
        """Give up the whole book: no paper is to blame that could be left out."""
        self.stopped = True
        code = "proof-failed" if isinstance(problem, ProofFailed) else "writing-failed"
        self.report.extend(
            replace(each, where=" ".join(part for part in (name, each.where) if part))
            for each in findings_of("", problem, code)
        )

    def _prove(self, book: Book, staging: Path, files: list[Path]) -> bool:
        if self.stopped:
            return False
        with self._timed("proof"):
            for number, path in enumerate(files):
                self.progress(Progress(number, len(files), "proof"))
                try:
                    self.proofs |= prove(
                        path, book, path.relative_to(staging), verify=self.verify
                    )
                except ProofFailed as problem:
                    self._stop(str(path.relative_to(staging)), problem)
            self.progress(Progress(len(files), len(files), "proof"))
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

    def result(self, volume: Volume) -> BuildResult:
        """Return the manifest, the findings and the exit code."""
        manifest = manifest_of(self, volume, self.out if self.written else None)
        return BuildResult(manifest.content, self.report, 0 if self.written else 1)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        passed = time.perf_counter() - started
        self.timings[step] = round(self.timings.get(step, 0.0) + passed, 3)


def _prepare_draft(entry: PaperEntry, job: Path) -> Reading:
    return checks.prepare(entry, job, draft=True)


def _unread(problem: ProceedingsError | None) -> Reading:
    """Return the finding of a manuscript whose reading was ended."""
    code = "reading-failed"
    if isinstance(problem, LimitExceeded):
        code = (
            "reading-too-large" if problem.subject == "memory" else "reading-too-long"
        )
    elif isinstance(problem, JobFailed):
        code = "reading-crashed"
    return Reading(
        None, [Finding(code, Severity.BLOCKS, values={"detail": str(problem)})]
    )


def _about_volume(volume: Volume) -> Iterable[Finding]:
    for kind, number in volume.isbn.items():
        if number and not is_isbn(number):
            yield Finding(
                "isbn-wrong",
                Severity.BLOCKS,
                where=f"isbn.{kind}",
                values={"isbn": number},
            )


def _with_present(volume: Volume, present: set[str]) -> Volume:
    """Let recommendations name only papers that are in the book."""
    rows = tuple(
        replace(row, papers=tuple(p for p in row.papers if p in present))
        for row in volume.recommendations
    )
    return replace(volume, recommendations=rows)


def _known(formats: Sequence[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in WRITERS]
    if unknown or not wanted:
        message = f"Unknown format: {', '.join(unknown)}. Known: {', '.join(FORMATS)}."
        raise WrongUsage(message, unknown)
    return wanted


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


def _swap(staging: Path, out: Path) -> None:
    """Put the new folder in the place of the old one."""
    old = out.with_name(f".{out.name}-old-{os.getpid()}")
    if out.exists():
        out.rename(old)
    staging.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _silent(_: Progress) -> None:
    return
