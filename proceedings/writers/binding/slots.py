"""Finds in a page what `pages.typ` left open, and cuts the page there."""

import re
from dataclasses import dataclass

from proceedings.exceptions import ToolFailed
from proceedings.writers.binding.lettering import Lettering, Shown, marked
from proceedings.writers.binding.segment import Place, Stamp
from proceedings.writers.binding.syntax import Source, entries, number

LEFT = "1023456789ivxlcdm.,;–"
RIGHT = "2013456789ivxlcdm.,;–"
_PASSAGE = re.compile(r"([^@;]+)@(\d+),([\d.]+),([\d.]+);")
# typst lets a link show the line that it leads to, not only what follows.
_ABOVE = 10.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A page in pieces, and what is to be shown between each two of them."""

    pieces: list[bytes]
    stamps: list[Stamp]


def cut_page(source: Source, page: dict[bytes, bytes], index: int) -> Cut:
    """Return the instructions of a page, cut at its slots.

    Raises:
        ToolFailed: when it has more slots than one folio and one range.
    """
    content = source.items[number(page[b"Contents"])].content()
    pieces, stamps, at = [], [], 0
    for font, shown in _lettered(source, page, content):
        letters = font.read(shown.signs)
        if letters not in {LEFT, RIGHT}:
            continue
        ranged = not _is_artifact(content, shown.start)
        stamps.append(_stamp(index, font, shown, letters, ranged=ranged))
        pieces.append(content[at : shown.start])
        at = shown.end
    kinds = [stamp.range for stamp in stamps]
    if len(kinds) != len(set(kinds)) or (index and True in kinds):
        message = "A page has more open numbers than it should."
        raise ToolFailed(message, index + 1)
    return Cut([*pieces, content[at:]], stamps)


def passages(source: Source, primer: dict[bytes, bytes]) -> str:
    """Return what the first page says of named passages."""
    content = source.items[number(primer[b"Contents"])].content()
    return "".join(
        font.read(shown.signs) for font, shown in _lettered(source, primer, content)
    )


def places(told: str, heights: list[float]) -> dict[str, Place]:
    """Return the named passages; the first page is not counted."""
    found = {}
    for name, page, x, y in _PASSAGE.findall(told):
        index = int(page) - 2
        if 0 <= index < len(heights):
            top = min(heights[index], heights[index] - float(y) + _ABOVE)
            found[name] = Place(index, f"/XYZ {float(x):g} {round(top, 2):g} 0")
    return found


def _lettered(
    source: Source, page: dict[bytes, bytes], content: bytes
) -> list[tuple[Lettering, Shown]]:
    shown = list(marked(content))
    if not shown:
        return []
    resources = entries(source.resolved(page[b"Resources"]))
    fonts = entries(source.resolved(resources[b"Font"]))
    used = {each.font for each in shown}
    letterings = {name: Lettering(source, number(fonts[name])) for name in used}
    return [(letterings[each.font], each) for each in shown]


def _is_artifact(content: bytes, at: int) -> bool:
    """Whether the text there is decoration: what was opened last says so."""
    begun = max(content.rfind(b"BDC\n", 0, at), content.rfind(b"BMC\n", 0, at))
    return b"/Artifact" in content[max(0, content.rfind(b"EMC", 0, begun)) : begun]


def _stamp(
    page: int, font: Lettering, shown: Shown, letters: str, *, ranged: bool
) -> Stamp:
    signs = {
        letter: f"{sign:04X}" for letter, sign in zip(letters, shown.signs, strict=True)
    }
    widths = {
        letter: font.width([sign])
        for letter, sign in zip(letters, shown.signs, strict=True)
    }
    right = font.width(shown.signs) - shown.moves if letters == RIGHT else 0.0
    return Stamp(0, page, ranged, signs, widths, round(right, 3))


def stamped(stamp: Stamp, label: str) -> bytes:
    """Return the operator that shows a label in its slot.

    Raises:
        ToolFailed: when the slot has no sign for a letter of it.
    """
    try:
        signs = "".join(stamp.signs[letter] for letter in label)
        width = sum(stamp.widths[letter] for letter in label)
    except KeyError as letter:
        message = f"No page number can hold {letter}."
        raise ToolFailed(message, label) from None
    shift = f"{-(stamp.right - width):.6g}" if stamp.right else ""
    return f"[{shift}<{signs}>]TJ".encode()
