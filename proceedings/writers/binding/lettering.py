"""What a font of the file says of its signs: their letters and their widths."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proceedings.writers.binding.syntax import (
    Source,
    after,
    entries,
    members,
    number,
    text_of,
)

_SECTION = re.compile(rb"beginbf(char|range)\s(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_SHOWN = re.compile(
    rb"/(?P<font>[^\s/]+) (?P<size>[\d.]+) Tf 1 0 0 -1 \S+ \S+ Tm(?=[\[(<])"
)
# Marked sizes are a multiple of 0.1 points and 0.0137 more: `mark` of `pages.typ`.
_MARK = 0.137
_TOLERANCE = 0.002


class Lettering:
    """One font: signs are numbers of two bytes (Identity-H)."""

    def __init__(self, source: Source, font: int) -> None:
        given = entries(source.items[font].value)
        cmap = source.items[number(given[b"ToUnicode"])].content()
        self._letters = _letters(cmap)
        descendants = source.resolved(given[b"DescendantFonts"])
        descendant = entries(source.resolved(members(descendants)[0]))
        self._widths = _widths(source.resolved(descendant.get(b"W", b"[]")))

    def read(self, signs: list[int]) -> str:
        """Return the letters of signs."""
        return "".join(self._letters.get(sign, "\ufffd") for sign in signs)

    def width(self, signs: list[int]) -> float:
        """Return the width of signs, in thousandths of their size."""
        return sum(self._widths.get(sign, 0.0) for sign in signs)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of a page: the operator that shows it stands from `start` to `end`.

    `moves` are the thousandths of the size by which it draws signs together.
    """

    font: bytes
    size: float
    start: int
    end: int
    signs: list[int]
    moves: float


def marked(content: bytes) -> Iterator[Shown]:
    """Yield the texts of a page that `pages.typ` marks by their size."""
    for found in _SHOWN.finditer(content):
        size = float(found["size"])
        if abs(size * 10 % 1 - _MARK) > _TOLERANCE:
            continue
        end = after(content, found.end())
        operand = content[found.end() : end]
        parts = members(operand) if operand[:1] == b"[" else [operand]
        strings = [text_of(part) for part in parts if part[:1] in {b"(", b"<"}]
        moves = sum(float(part) for part in parts if part[:1] not in {b"(", b"<"})
        data = b"".join(strings)
        signs = [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]
        # Both operators, TJ and Tj, have two letters.
        yield Shown(found["font"], size, found.end(), end + 2, signs, moves)


# Parts embed equal fonts, so that a worker meets the same ones again and again.
@functools.lru_cache(maxsize=32)
def _letters(cmap: bytes) -> Mapping[int, str]:
    return dict(_pairs(cmap))


def _pairs(cmap: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _SECTION.findall(cmap):
        found = [bytes.fromhex(digits.decode()) for digits in _HEX.findall(body)]
        step = 2 if kind == b"char" else 3
        for at in range(0, len(found), step):
            first, last = (
                int.from_bytes(found[at]),
                int.from_bytes(found[at + step - 2]),
            )
            letters = found[at + step - 1].decode("utf-16-be", "replace")
            for sign in range(first, last + 1):
                yield sign, letters[:-1] + chr(ord(letters[-1]) + sign - first)


@functools.lru_cache(maxsize=32)
def _widths(value: bytes) -> Mapping[int, float]:
    """Read /W: `first last width` and `first [width …]` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    waiting: list[float] = []
    for part in members(value):
        if part[:1] == b"[":
            first = int(waiting.pop())
            for offset, width in enumerate(members(part)):
                widths[first + offset] = float(width)
            continue
        waiting.append(float(part))
        if len(waiting) == 3:
            for sign in range(int(waiting[0]), int(waiting[1]) + 1):
                widths[sign] = waiting[2]
            waiting.clear()
    return widths
