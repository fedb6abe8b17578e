"""Has papers typeset in workers: those that changed since they were last set."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from proceedings import typesetter
from proceedings.book.assemble import Book
from proceedings.exceptions import ProceedingsError, StoreFull, ToolFailed
from proceedings.model import Paper
from proceedings.report import Finding, Severity
from proceedings.store import Store
from proceedings.workbench import Workbench
from proceedings.writers.merge import page_count
from proceedings.writers.sheets import Sheet, paper_sheet


class Tell(Protocol):
    """Is told that `done` of `total` papers are set; `made` if that took work."""

    def __call__(
        self, step: str, done: int, total: int, paper: str = "", *, made: bool = True
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A paper as it was set: its number of pages, and the file of them."""

    pages: int
    file: Path


@dataclass(frozen=True, slots=True)
class Setting:
    """The book with its pages, the file of each paper, and what could not be set."""

    book: Book
    segments: Mapping[str, Path] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def set_sheet(
    sheet: Sheet, conforming: bool, timestamp: int, cache: Path | None = None
) -> tuple[bytes, int]:
    """Typeset one sheet: a job for the workbench; returns the PDF and its pages.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    try:
        pdf = typesetter.typeset(
            sheet.files, conforming=conforming, timestamp=timestamp, cache_folder=cache
        )
    except ToolFailed as problem:
        faults = problem.subject if isinstance(problem.subject, list) else []
        places = [(fault.message, sheet.places.get(fault.line, "")) for fault in faults]
        raise ToolFailed(str(problem), places) from None
    return pdf, page_count(pdf)


def set_paper(imprint: Book, paper: Paper, first: int, store: Store) -> SetPaper:
    """Typeset and keep one paper: a job for the workbench.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    sheet = paper_sheet(imprint, paper, first)
    pdf, pages = set_sheet(sheet, not imprint.draft, imprint.timestamp)
    done = SetPaper(pages, store.keep(pdf, ".pdf"))
    store.put(_key(imprint, paper, first, store), done)
    return done


def imprint_of(book: Book, paper: Paper) -> Book:
    """Return what of a book stands on the pages of a paper, and nothing else."""
    volume = replace(
        book.volume,
        papers=(),
        languages=(),
        foreword=None,
        conclusions=None,
        identity=None,
        csl=None,
        newspaper=None,
        colophon=(),
        recommendations=(),
        committees=(),
        participants=(),
        sessions=(),
        back_matter=(),
        subjects=(),
        translations={},
        cip="",
        price="",
        edition="",
        reprint="",
        print_year=None,
        print_run=None,
    )
    notes = {paper.id: book.notes[paper.id]} if paper.id in book.notes else {}
    return replace(book, volume=volume, papers=(), foreword=(), pages={}, notes=notes)


def set_papers(book: Book, bench: Workbench, store: Store, tell: Tell) -> Setting:
    """Set every paper; each begins on a right-hand page.

    A paper that cannot be set is left out of the book that is returned, with a
    finding that says why.
    """
    drawn = _Round(book, bench, store)
    first = {paper.id: 1 for paper in book.papers}
    # The first paper's place is known; for the others this is a guess that
    # only one page number can make wrong.
    drawn.set(first, tell)
    places = drawn.places()
    moved = {key: start for key, start in places.items() if start != first[key]}
    drawn.set(moved, tell)
    kept = drawn.book.only(drawn.done)
    pages = {
        key: (start, start + drawn.done[key].pages - 1)
        for key, start in drawn.places().items()
    }
    segments = {key: done.file for key, done in drawn.done.items()}
    return Setting(replace(kept, pages=pages), segments, tuple(drawn.findings))


class _Round:
    """Papers on their way through the typesetter."""

    def __init__(self, book: Book, bench: Workbench, store: Store) -> None:
        self.book = book
        self.done: dict[str, SetPaper] = {}
        self.findings: list[Finding] = []
        self._bench = bench
        self._store = store

    def set(self, first: Mapping[str, int], tell: Tell) -> None:
        papers = [paper for paper in self.book.papers if paper.id in first]
        made = self._made(papers, first)
        for done, (paper, outcome) in enumerate(made, start=1):
            if isinstance(outcome, SetPaper):
                self.done[paper.id] = outcome
            else:
                self._fail(paper, outcome)
            tell("set", done, len(papers), paper.id)

    def _made(
        self, papers: Sequence[Paper], first: Mapping[str, int]
    ) -> Iterator[tuple[Paper, SetPaper | ProceedingsError]]:
        store = self._store
        rows = [
            (imprint_of(self.book, paper), paper, first[paper.id]) for paper in papers
        ]
        known = [store.get(_key(*row, store)) for row in rows]
        outcomes = self._bench.run(
            (set_paper, (*row, store))
            for row, done in zip(rows, known, strict=True)
            if not isinstance(done, SetPaper)
        )
        for paper, done in zip(papers, known, strict=True):
            if isinstance(done, SetPaper):
                yield paper, done
            else:
                outcome = next(outcomes)
                yield paper, outcome.problem or _done(outcome.value)

    def _fail(self, paper: Paper, problem: ProceedingsError) -> None:
        if isinstance(problem, StoreFull):
            raise problem
        self.done.pop(paper.id, None)
        self.findings.extend(findings_of(paper.id, problem))

    def places(self) -> dict[str, int]:
        """Return the first page of each paper, always an odd one."""
        places, following = {}, 1
        for paper in self.book.papers:
            if paper.id in self.done:
                places[paper.id] = following
                following += math.ceil(self.done[paper.id].pages / 2) * 2
        return places


def _done(value: object) -> SetPaper:
    assert isinstance(value, SetPaper)  # noqa: S101 - for the type checker
    return value


def _key(imprint: Book, paper: Paper, first: int, store: Store) -> str:
    return store.key("set", imprint, paper, first)


def findings_of(
    paper: str, problem: ProceedingsError, code: str = "setting-failed"
) -> Iterator[Finding]:
    """Yield what kept a paper from being set, one finding a fault."""
    faults = problem.subject if isinstance(problem.subject, list) else []
    # What a limit or a crash leaves as its subject is for us, not for authors.
    place = str(problem.subject or "")[:200] if isinstance(problem, ToolFailed) else ""
    told = dict.fromkeys((str(m), str(p)) for m, p in faults) or {
        (str(problem), place): None
    }
    for message, place in told:
        yield Finding(
            code,
            Severity.BLOCKS,
            where=place,
            values={"detail": message},
            paper=paper,
        )
