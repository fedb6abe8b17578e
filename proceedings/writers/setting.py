"""Has papers typeset: first to count pages, then each in its place."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from proceedings import typesetter
from proceedings.book.assemble import Book
from proceedings.exceptions import ProceedingsError, ToolFailed
from proceedings.model import Paper
from proceedings.report import Finding, Severity
from proceedings.workbench import Workbench
from proceedings.writers.merge import page_count
from proceedings.writers.sheets import Sheet, paper_sheet

Counted = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """The papers as PDF, what could not be set, and where each paper stands."""

    book: Book
    offprints: Mapping[str, bytes] = field(default_factory=dict)
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


def set_papers(
    book: Book, bench: Workbench, *, cache: Path | None, counted: Counted
) -> Setting:
    """Set every paper; each begins on a right-hand page.

    A paper that cannot be set is left out of the book that is returned, with a
    finding that says why.
    """
    drawn = _Round(book, bench, cache)
    first = {paper.id: 1 for paper in book.papers}
    if drawn.book.papers:
        # The first paper's place is known; for the others this is a guess that
        # only one page number can make wrong.
        drawn.set(first, counted)
    places = drawn.places()
    moved = {key: start for key, start in places.items() if start != first[key]}
    drawn.set(moved, counted)
    kept = drawn.book.only(drawn.pdfs)
    pages = {
        key: (start, start + drawn.pages[key] - 1)
        for key, start in drawn.places().items()
    }
    return Setting(replace(kept, pages=pages), dict(drawn.pdfs), tuple(drawn.findings))


class _Round:
    """Papers on their way through the typesetter."""

    def __init__(self, book: Book, bench: Workbench, cache: Path | None) -> None:
        self.book = book
        self.pdfs: dict[str, bytes] = {}
        self.pages: dict[str, int] = {}
        self.findings: list[Finding] = []
        self._bench = bench
        self._cache = cache

    def set(self, first: Mapping[str, int], counted: Counted) -> None:
        papers = [paper for paper in self.book.papers if paper.id in first]
        sheets = [(paper, sheet) for paper, sheet in self._sheets(papers, first)]
        jobs = [
            (
                set_sheet,
                (sheet, not self.book.draft, self.book.timestamp, self._cache),
            )
            for _, sheet in sheets
        ]
        outcomes = self._bench.run(jobs)
        for done, ((paper, _), outcome) in enumerate(
            zip(sheets, outcomes, strict=True), start=1
        ):
            if outcome.problem:
                self._fail(paper, outcome.problem)
            else:
                self.pdfs[paper.id], self.pages[paper.id] = outcome.value
            counted(done, len(jobs), paper.id)

    def _sheets(
        self, papers: list[Paper], first: Mapping[str, int]
    ) -> Iterator[tuple[Paper, Sheet]]:
        for paper in papers:
            try:
                yield paper, paper_sheet(self.book, paper, first[paper.id])
            except ProceedingsError as problem:
                self._fail(paper, problem)

    def _fail(self, paper: Paper, problem: ProceedingsError) -> None:
        self.pdfs.pop(paper.id, None)
        self.pages.pop(paper.id, None)
        self.findings.extend(findings_of(paper.id, problem))

    def places(self) -> dict[str, int]:
        """Return the first page of each paper, always an odd one."""
        places, following = {}, 1
        for paper in self.book.papers:
            if paper.id in self.pages:
                places[paper.id] = following
                following += math.ceil(self.pages[paper.id] / 2) * 2
        return places


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
