"""Lays the book out: sets its parts one after the other, and says where each stands.

Pages are counted twice: in Roman numerals from the half title, in Arabic ones from
the first session or paper. Every part begins on a right-hand page. What names the
pages of others is set after them, and the contents last of all; as these close the
front matter, their length moves nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from proceedings.book import parts
from proceedings.book.assemble import Book
from proceedings.book.pages import PageMap, PartPages
from proceedings.book.parts import BookPart

# Sets a part of the book that begins on a page, and returns its number of pages.
SetPart = Callable[[Book, BookPart, int], int]


def lay(book: Book, papers: Mapping[str, int], set_part: SetPart) -> Book:
    """Return the book with the pages of all its parts.

    `papers` says how many pages each paper has; `set_part` is called once for
    every other part but the cover, which has one page without a number.
    """
    front, body = _Row(book, set_part), _Row(book, set_part)
    *others, contents = parts.front(book)
    for part in others:
        front.put(part, book)
    for part in parts.body(book):
        if part.is_paper:
            body.add(part, papers[part.name])
        else:
            body.put(part, book)
    for part in parts.back(book):
        known = replace(book, page_map=_map(front, body, book)) if part.late else book
        body.put(part, known)
    front.put(contents, replace(book, page_map=_map(front, body, book)))
    page_map = _map(front, body, book)
    return replace(book, page_map=page_map, pages=_numbers(book, page_map))


@dataclass(slots=True)
class _Row:
    """Parts one behind the other."""

    book: Book
    set_part: SetPart
    laid: list[PartPages] = field(default_factory=list)
    following: int = 1

    def put(self, part: BookPart, book: Book) -> None:
        """Have a part set and add it."""
        self.add(part, self.set_part(book, part, self.following))

    def add(self, part: BookPart, pages: int) -> None:
        """Add a part that is set."""
        self.laid.append(PartPages(part.name, part.numbering, self.following, pages))
        self.following += pages + pages % 2


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
