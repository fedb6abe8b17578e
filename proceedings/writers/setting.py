"""Has papers typeset in workers: those that changed since they were last set."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from proceedings import typesetter
from proceedings.book.assemble import Book
from proceedings.book.breaks import breaks_in, page_texts
from proceedings.book.pages import PageBreak, PageMap, PartPages
from proceedings.exceptions import ProceedingsError, StoreFull, ToolFailed
from proceedings.model import Paper
from proceedings.report import Finding, Severity
from proceedings.store import Store
from proceedings.workbench import Workbench
from proceedings.writers.binding import Segment, alone, cut
from proceedings.writers.sheet import Sheet
from proceedings.writers.sheets import paper_sheet


class Tell(Protocol):
    """Is told that `done` of `total` papers are set; `made` if that took work."""

    def __call__(
        self, step: str, done: int, total: int, paper: str = "", *, made: bool = True
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A part as it was set: its number of pages, the file of them, its text.

    `breaks` says where its pages but the first begin in the text, `seen` is what
    was found in its pages.
    """

    pages: int
    file: Path
    breaks: tuple[PageBreak, ...] = ()
    seen: Any = None


# Looks at a paper as soon as it is set: is given it, its PDF alone, and the text of
# each page. It is importable by name; what it gives can be kept in a store.
Look = Callable[[Paper, bytes, Sequence[str]], Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """The book with its pages, the file of each paper, and what could not be set.

    `seen` holds what was found in the pages of each paper.
    """

    book: Book
    segments: Mapping[str, Path] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    seen: Mapping[str, Any] = field(default_factory=dict)


def set_sheet(
    sheet: Sheet, name: str, language: str, *, conforming: bool, timestamp: int
) -> Segment:
    """Typeset one sheet, and return it ready to be bound.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    pdf = typeset_sheet(sheet, conforming=conforming, timestamp=timestamp)
    return cut(pdf, name=name, language=language)


def typeset_sheet(sheet: Sheet, *, conforming: bool, timestamp: int) -> bytes:
    """Typeset one sheet, and return its PDF, the first page of which is dropped.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    try:
        return typesetter.typeset(
            sheet.files, conforming=conforming, timestamp=timestamp
        )
    except ToolFailed as problem:
        faults = problem.subject if isinstance(problem.subject, list) else []
        places = [(fault.message, sheet.places.get(fault.line, "")) for fault in faults]
        raise ToolFailed(str(problem), places) from None


def set_paper(
    imprint: Book, paper: Paper, store: Store, look: Look | None = None
) -> SetPaper:
    """Typeset and keep one paper, and read its pages: a job for the workbench.

    Its page numbers are left open, so it is set once, wherever it will stand.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    pdf = typeset_sheet(
        paper_sheet(imprint, paper),
        conforming=not imprint.draft,
        timestamp=imprint.timestamp,
    )
    segment = cut(pdf, name=paper.id, language=paper.language)
    file = store.keep(segment.written(), ".segment")
    # Reading pages takes its time, so it is done once for all who ask.
    bound = alone(segment)
    texts = page_texts(bound)
    seen = look(paper, bound, texts) if look else None
    done = SetPaper(segment.pages, file, breaks_in(paper, texts), seen)
    store.put(_key(imprint, paper, store, look), done)
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
    return replace(
        book,
        volume=volume,
        papers=(),
        foreword=(),
        matter={},
        pages={},
        notes=notes,
        twins={paper.id: book.twins.get(paper.id, ())},
    )


def set_papers(
    book: Book, bench: Workbench, store: Store, tell: Tell, look: Look | None = None
) -> Setting:
    """Set every paper, and `look` at it; each begins on a right-hand page.

    A paper that cannot be set is left out of the book that is returned, with a
    finding that says why.
    """
    done: dict[str, SetPaper] = {}
    findings: list[Finding] = []
    outcomes = _outcomes(book, bench, store, look)
    for number, (paper, outcome, made) in enumerate(outcomes, start=1):
        if isinstance(outcome, SetPaper):
            done[paper.id] = outcome
        elif isinstance(outcome, StoreFull):
            raise outcome
        else:
            findings.extend(findings_of(paper.id, outcome))
        tell("set", number, len(book.papers), paper.id, made=made)
    pages = _places(done)
    kept = replace(book.only(done), pages=pages, page_map=_papers_only(pages, done))
    files = {key: each.file for key, each in done.items()}
    seen = {key: each.seen for key, each in done.items()}
    return Setting(kept, files, tuple(findings), seen)


def _outcomes(
    book: Book, bench: Workbench, store: Store, look: Look | None
) -> Iterator[tuple[Paper, SetPaper | ProceedingsError, bool]]:
    """Yield each paper as it was set, or why not, and whether that took work."""
    rows = [(imprint_of(book, paper), paper) for paper in book.papers]
    known = [store.get(_key(*row, store, look)) for row in rows]
    outcomes = bench.run(
        (set_paper, (*row, store, look))
        for row, done in zip(rows, known, strict=True)
        if not isinstance(done, SetPaper)
    )
    for paper, done in zip(book.papers, known, strict=True):
        if isinstance(done, SetPaper):
            yield paper, done, False
        else:
            outcome = next(outcomes)
            yield paper, outcome.problem or _done(outcome.value), True


def _papers_only(
    pages: Mapping[str, tuple[int, int]], done: Mapping[str, SetPaper]
) -> PageMap:
    """Return the map of a book of papers alone, which a preview is."""
    parts = (
        PartPages(key, "arabic", first, last - first + 1)
        for key, (first, last) in pages.items()
    )
    return PageMap(tuple(parts), {key: each.breaks for key, each in done.items()})


def _places(done: Mapping[str, SetPaper]) -> dict[str, tuple[int, int]]:
    """Return the first and last page of each paper; the first is always odd."""
    places, following = {}, 1
    for key, each in done.items():
        places[key] = following, following + each.pages - 1
        following += math.ceil(each.pages / 2) * 2
    return places


def _done(value: object) -> SetPaper:
    assert isinstance(value, SetPaper)  # noqa: S101 - for the type checker
    return value


def _key(imprint: Book, paper: Paper, store: Store, look: Look | None) -> str:
    return store.key("set", imprint, paper, look)


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
