"""Lays the book out: has its parts set, and says where each stands.

Pages are counted twice: in Roman numerals from the half title, in Arabic ones from
the first session or paper. Every part begins on a right-hand page. What names the
pages of others is set after them, and the contents last of all; as these close the
front matter, their length moves nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from proceedings.book import parts
from proceedings.book.assemble import Book
from proceedings.book.pages import PageMap, PartPages
from proceedings.book.parts import BookPart


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be set, with the book as far as its pages are known.

    `first` is the page that it begins on; None leaves the number open for a stamp.
    """

    book: Book
    part: BookPart
    first: int | None = None


# Sets parts, which need not wait for each other, and returns their pages.
SetParts = Callable[[Sequence[Task]], Sequence[int]]


def lay(book: Book, papers: Mapping[str, int], set_parts: SetParts) -> Book:
    """Return the book with the pages of all its parts.

    `papers` says how many pages each paper has. Every other part but the cover,
    which has one page without a number, is given to `set_parts` once.
    """
    front, body = _Row(), _Row()
    *others, contents = parts.front(book)
    for part in others:
        # Roman numerals are set with the part, so each waits for the one before.
        front.add(part, *set_parts([Task(book, part, front.following)]))
    main, back = parts.body(book), parts.back(book)
    early = [p for p in (*main, *back) if not (p.is_paper or p.late)]
    counts = dict(papers)
    counts |= _counted(early, set_parts([Task(book, part) for part in early]))
    for part in main:
        body.add(part, counts[part.name])
    known = replace(book, page_map=_map(front, body, book))
    late = [part for part in back if part.late]
    counts |= _counted(late, set_parts([Task(known, part) for part in late]))
    for part in back:
        body.add(part, counts[part.name])
    known = replace(book, page_map=_map(front, body, book))
    front.add(contents, *set_parts([Task(known, contents, front.following)]))
    page_map = _map(front, body, book)
    return replace(book, page_map=page_map, pages=_numbers(book, page_map))


@dataclass(slots=True)
class _Row:
    """Parts one behind the other."""

    laid: list[PartPages] = field(default_factory=list)
    following: int = 1

    def add(self, part: BookPart, pages: int) -> None:
        """Add a part that is set."""
        self.laid.append(PartPages(part.name, part.numbering, self.following, pages))
        self.following += pages + pages % 2


def _counted(set_now: Sequence[BookPart], pages: Sequence[int]) -> dict[str, int]:
    names = (part.name for part in set_now)
    return dict(zip(names, pages, strict=True))


def _map(front: _Row, body: _Row, book: Book) -> PageMap:
    cover = PartPages(parts.COVER, "", 1, 1)
    return PageMap((cover, *front.laid, *body.laid), book.page_map.breaks)


def _numbers(book: Book, page_map: PageMap) -> dict[str, tuple[int, int]]:
    known = {part.name: part for part in page_map.parts}
    return {
        paper.id: (part.first, part.first + part.count - 1)
        for paper in book.papers
        if (part := known.get(paper.id))
    }
