"""How a table finds room on the page: widths, size of type, and where it goes.

The width of words is reckoned from the letters of the sans, so that the typesetter
need not set each table twice; the reckoning is on the safe side.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from proceedings.book.numbering import plain
from proceedings.layouts import POINTS_PER_MM, Layout

# Points: left and right of the words of a cell, above and below them.
_BESIDE = 8.0
_ABOVE = 7.2
_LINE = 1.32
# Type in tables shrinks no further than this: 6.6 points of 8.
_SIZES = (1.0, 0.9, 0.825)
_NARROW = frozenset("iljtfrI.,:;'’|!()[] \u00a0·-")
_WIDE = frozenset("mwMWQ@%—…")
_LEAST = 22.0
# Of a word in a language, hyphenation leaves no part longer than so many letters.
_SYLLABLES = 9
_LONGEST_WORD = 36
# What may be a word of a language: a vowel, or r, after each few consonants.
_SPOKEN = re.compile(
    r"[^\W\d_]?(?:[^\W\d_aeiouràèéìòùáíóúäöü]{0,5}[aeiouràèéìòùáíóúäöü])+[^\W\d_]{0,5}",
    re.IGNORECASE,
)
_BESIDE_WORDS = ".,:;!?()„“”«»\"'’"
_PICTURE = 40.0
# What surely fills less than half a page, also in a column.
_SHORT_ROWS = 10
_SHORT_LETTERS = 700


class Place(StrEnum):
    """Where a table stands."""

    COLUMN = "column"
    WIDE = "wide"
    PAGES = "over-pages"
    ACROSS = "across"
    TURNED = "turned"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table as lists of pandoc's cells.

    `heading` says how many cells at the beginning of each row of the body head it.
    """

    head: list[list[Any]]
    body: list[list[Any]]
    foot: list[list[Any]]
    heading: list[int]

    def __iter__(self) -> Iterator[list[Any]]:
        return iter((*self.head, *self.body, *self.foot))


@dataclass(frozen=True, slots=True)
class Fit:
    """Widths as typst code, the share of the usual type size, and the place.

    `hyphenated` tells that some words fit only in parts; `letters` is 0, or how
    many letters of a word without a break fit the narrowest column: longer ones
    must be broken.
    """

    columns: str
    size: float = 1.0
    place: Place = Place.COLUMN
    hyphenated: bool = False
    letters: int = 0


@dataclass(frozen=True, slots=True)
class _Column:
    """Points at full size: the longest part of a word, word and line of a column."""

    part: float = 0.0
    word: float = 0.0
    line: float = 0.0


def rows_of(head: list[Any], bodies: list[Any], foot: list[Any]) -> Rows:
    """Collect the rows; the first head row of a headless table's body counts."""
    first = [row[1] for row in head[1]]
    middle: list[list[Any]] = []
    heading: list[int] = []
    for number, (_, columns, body_head, rows) in enumerate(bodies):
        own = [row[1] for row in body_head]
        if number == 0 and not first:
            first = own
        else:
            middle += own
            heading += [0] * len(own)
        cells = [row[1] for row in rows]
        middle += cells
        heading += _heading(cells, int(columns))
    return Rows(
        [row for row in first if row],
        middle,
        [row[1] for row in foot[1] if row[1]],
        heading,
    )


def _heading(rows: Sequence[Sequence[Any]], columns: int) -> Iterator[int]:
    """Yield how many cells of each row begin in the first so many columns."""
    taken: Counter[int] = Counter()
    for row in rows:
        column = count = 0
        began: Counter[int] = Counter()
        for _, _, height, width, _ in row:
            while taken[column]:
                column += 1
            count += column < columns
            for each in range(column, column + int(width)):
                began[each] = int(height)
            column += int(width)
        yield count
        taken = Counter(
            {each: left - 1 for each, left in (taken | began).items() if left > 1}
        )


def is_short(rows: Rows) -> bool:
    """Whether a table is too short to be broken over two pages."""
    cells = [cell for row in rows for cell in row]
    if sum(1 for _ in rows) > _SHORT_ROWS or any(map(_has_picture, cells)):
        return False
    return sum(len(plain(cell)) for cell in cells) <= _SHORT_LETTERS


def fit(
    columns: Sequence[Any], rows: Rows, layout: Layout, *, room: float, free: bool
) -> Fit:
    """Return how a table fits into `room` points.

    Only a table that is `free`, in no list or cell, may leave its column.
    """
    needs = _needs(len(columns), rows, layout.table_pt)
    given = [width["c"] if width["t"] == "ColWidth" else 0.0 for _, width in columns]
    for room_of in _rooms(room, layout, free=free):
        if room_of.place is Place.COLUMN and free and _is_cramped(needs, room, layout):
            continue
        shares = _shares(needs, given, room_of)
        if shares:
            place = _placed(room_of, rows, needs, layout)
            return Fit(shares, room_of.size, place, room_of.hyphenated)
    place = Place.TURNED if free else Place.COLUMN
    return _forced(needs, layout.landscape_pt if free else room, place, layout)


@dataclass(frozen=True, slots=True)
class _Room:
    place: Place
    width: float
    size: float
    hyphenated: bool = False


def _rooms(room: float, layout: Layout, *, free: bool) -> Iterator[_Room]:
    """Yield what may be tried, the best for readers first."""
    places = [(Place.COLUMN, room)]
    if free and layout.columns > 1:
        places = [(Place.COLUMN, room), (Place.WIDE, layout.full_pt)]
    for place, width in places:
        for size in _SIZES[:2]:
            yield _Room(place, width, size)
    place, width = places[-1]
    for size in _SIZES[1:]:
        yield _Room(place, width, size, hyphenated=True)
    if free:
        for size in _SIZES:
            yield _Room(Place.ACROSS, layout.across_pt, size)
        yield _Room(Place.ACROSS, layout.across_pt, _SIZES[-1], hyphenated=True)


def _is_cramped(needs: Sequence[_Column], width: float, layout: Layout) -> bool:
    """Whether a table would stand in one of two columns like a tower."""
    if layout.columns == 1:
        return False
    words = sum(column.word for column in needs)
    lines = sum(column.line for column in needs)
    return words > 0.8 * width or (len(needs) > 3 and lines > 3 * width)


def _needs(count: int, rows: Rows, size: float) -> list[_Column]:
    parts, words, lines = ([_LEAST] * count for _ in range(3))
    for row in rows:
        column = 0
        for cell in row:
            span = max(1, int(cell[3]))
            here = range(column, min(column + span, count))
            column += span
            if not here:
                continue
            text = plain(cell[4])
            least = _PICTURE if _has_picture(cell[4]) else 0.0
            longest = max((reckon(word) for word in text.split()), default=0) * size
            part = max((_part(word) for word in text.split()), default=0) * size
            whole = reckon(" ".join(text.split())) * size
            for index in here:
                parts[index] = max(parts[index], part / len(here) + _BESIDE, least)
                words[index] = max(words[index], longest / len(here) + _BESIDE, least)
                lines[index] = max(lines[index], whole / len(here) + _BESIDE, least)
    return [_Column(*each) for each in zip(parts, words, lines, strict=True)]


def _part(word: str) -> float:
    """Return the width of the longest part that hyphenation leaves of a word."""
    letters = word.strip(_BESIDE_WORDS)
    if _SYLLABLES < len(letters) <= _LONGEST_WORD and _SPOKEN.fullmatch(letters):
        return reckon(word) * _SYLLABLES / len(word)
    return reckon(word)


def reckon(text: str) -> float:
    """Return how wide words are in the semibold sans, in ems."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    if letter.isupper() or ord(letter) > 0x24F:
        return 0.68
    return 0.6


def _has_picture(blocks: Any) -> bool:
    waiting = [blocks]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("t") == "Image":
                return True
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting.extend(node)
    return False


def _shares(needs: Sequence[_Column], given: Sequence[float], room: _Room) -> str:
    """Return widths in which every word fits; nothing where there are none."""
    width, size = room.width, room.size
    words = [
        _scaled(column.part if room.hyphenated else column.word, size)
        for column in needs
    ]
    lines = [_scaled(column.line, size) for column in needs]
    if given and all(share > 0 for share in given):
        widths = [width * share / sum(given) for share in given]
        if all(had >= word for had, word in zip(widths, words, strict=True)):
            return _fractions(given)
    if sum(lines) <= width:
        return f"({'auto, ' * len(needs)})"
    spare = width - sum(words)
    if spare < 0:
        return ""
    wishes = [
        max(line - word, 1.0) ** 0.6 for line, word in zip(lines, words, strict=True)
    ]
    return _fractions(
        word + spare * wish / sum(wishes)
        for word, wish in zip(words, wishes, strict=True)
    )


def _scaled(points: float, size: float) -> float:
    return (points - _BESIDE) * size + _BESIDE


def _fractions(shares: Iterable[float]) -> str:
    return "(" + "".join(f"{share:.3f}fr, " for share in shares) + ")"


def _forced(
    needs: Sequence[_Column], width: float, place: Place, layout: Layout
) -> Fit:
    """Return columns in which words must break, the last resort."""
    size = _SIZES[-1]
    fair = width / len(needs)
    shares = [min(_scaled(column.part, size), fair * 1.5) for column in needs]
    widths = [width * share / sum(shares) for share in shares]
    crowded = [
        wide
        for wide, column in zip(widths, needs, strict=True)
        if _scaled(column.part, size) >= wide - 0.01
    ]
    if not crowded:
        return Fit(_fractions(shares), size, place, True)
    letters = (min(crowded) - _BESIDE) / (layout.table_pt * size * 0.68)
    return Fit(_fractions(shares), size, place, True, max(1, int(letters)))


def _placed(room: _Room, rows: Rows, needs: Sequence[_Column], layout: Layout) -> Place:
    """Return pages of its own for what no float can hold."""
    if room.place is Place.COLUMN:
        return room.place
    line = layout.table_pt * room.size
    share = room.width / len(needs) - _BESIDE
    lines = sum(
        max((math.ceil(reckon(plain(c[4])) * line / share) for c in row), default=1)
        for row in rows
    )
    height = lines * line * _LINE + sum(_ABOVE for _ in rows)
    page = (layout.height_mm - layout.top_mm - layout.bottom_mm) * POINTS_PER_MM
    if room.place is Place.WIDE:
        return Place.PAGES if height > 0.7 * page else room.place
    return Place.TURNED if height > 0.7 * layout.full_pt else room.place
