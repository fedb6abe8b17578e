"""The one page map: the labels of all pages, and where each begins in the text.

PDF labels, folios, contents, indexes, page lists and citations take their numbers
from here, so that no two of them can differ.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page begins in the text of a part.

    `page` counts from the first page of the part and is 2 or more; page 1 begins
    at the title. `anchor` is the id of the passage in which or before which the
    page begins, and `letters` how many letters of that passage still stand on the
    page before (see `book.breaks`).
    """

    page: int
    anchor: str
    letters: int


@dataclass(frozen=True, slots=True)
class PartPages:
    """The pages of one part: `numbering` is `arabic`, `roman` or empty for none.

    `first` is the number of its first page, `count` that of its pages without
    the blank one that may follow.
    """

    name: str
    numbering: str
    first: int
    count: int

    def label(self, index: int) -> str:
        """Return the label of a page, counted from 1; empty where none is shown."""
        return label(self.first + index - 1, self.numbering)

    def labels(self) -> tuple[str, ...]:
        """Return the labels of all pages of the part."""
        return tuple(self.label(index) for index in range(1, self.count + 1))


@dataclass(frozen=True, slots=True)
class PageMap:
    """All parts in the order of the book, and where pages begin in their texts."""

    parts: tuple[PartPages, ...] = ()
    breaks: Mapping[str, tuple[PageBreak, ...]] = field(default_factory=dict)

    def part(self, name: str) -> PartPages | None:
        """Return the pages of a part."""
        return next((part for part in self.parts if part.name == name), None)

    def label(self, name: str, index: int) -> str:
        """Return the label of a page of a part, counted from 1.

        Raises:
            KeyError: for a part that the book does not have.
        """
        found = self.part(name)
        if found is None:
            raise KeyError(name)
        return found.label(index)

    def span(self, name: str) -> tuple[str, str]:
        """Return the labels of the first and the last page of a part.

        Raises:
            KeyError: for a part that the book does not have.
        """
        found = self.part(name)
        if found is None:
            raise KeyError(name)
        return found.label(1), found.label(found.count)

    def labels(self) -> Iterator[str]:
        """Yield the label of every page that has one, in the order of the book."""
        for part in self.parts:
            yield from filter(None, part.labels())


def label(number: int, numbering: str) -> str:
    """Return a page number as printed: 9, ix, or nothing."""
    if numbering == "roman":
        return roman(number)
    return str(number) if numbering == "arabic" else ""


def roman(number: int) -> str:
    """Return a positive number in small Roman numerals."""
    digits = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        digits.append(letters * times)
    return "".join(digits)
