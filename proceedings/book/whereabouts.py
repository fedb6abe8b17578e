"""Says on which page something stands, as a reader of the printed book needs it."""

from collections.abc import Iterable
from dataclasses import dataclass

from proceedings.book.assemble import Book
from proceedings.book.indexes import Place
from proceedings.book.partnames import TITLES

# The title page, where the editors stand, is the third page of the book's titles.
_TITLE_PAGE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A place with the label of its page, as 9, 9–16 or iii.

    `part` and `anchor` are what a link leads to; `anchor` is empty for a part.
    """

    label: str
    part: str
    anchor: str = ""
    role: str = ""


def page(book: Book, part: str, anchor: str = "") -> str:
    """Return the label of the page on which a part or a passage of it begins.

    Empty while the pages are not known.
    """
    found = book.page_map.part(part)
    if found is None:
        return ""
    return found.label(_index(book, part, anchor))


def span(book: Book, part: str) -> str:
    """Return the labels of the first and last page of a part: 9–16."""
    found = book.page_map.part(part)
    if found is None:
        return ""
    first, last = found.label(1), found.label(found.count)
    return first if first == last else f"{first}–{last}"


def found(book: Book, places: Iterable[Place], *, whole: bool) -> tuple[Found, ...]:
    """Return the places in the order of the book, each page once.

    `whole` gives papers with all their pages, as a subject index does; without it
    only the first counts. Without known pages all places are given, unlabelled.
    """
    order = {part.name: number for number, part in enumerate(book.page_map.parts)}
    rows = sorted(
        (order.get(each.part, -1), _index(book, each.part, each.anchor), number, each)
        for number, each in enumerate(places)
    )
    kept: dict[tuple[str, str], Found] = {}
    for _, _, _, each in rows:
        label = (
            span(book, each.part)
            if whole and not each.anchor
            else page(book, each.part, each.anchor)
        )
        key = (label, each.role if label else f"{each.part} {each.anchor}")
        kept.setdefault(key, Found(label, each.part, each.anchor, each.role))
    return tuple(kept.values())


def _index(book: Book, part: str, anchor: str) -> int:
    if anchor:
        return book.places.get(part, {}).get(anchor, 1)
    return _TITLE_PAGE if part == TITLES else 1
