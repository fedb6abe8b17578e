"""Writes a paper's text as typst code: the author's words are string literals.

Everything is code, never markup: what an author wrote stands between quotation
marks and cannot become an instruction. `literal` is the only way in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proceedings.book.numbering import plain
from proceedings.exceptions import ToolFailed
from proceedings.layouts import B5, Layout
from proceedings.model import Block, Picture
from proceedings.writers.typst.base import ids
from proceedings.writers.typst.blocks import BlockWriter
from proceedings.writers.typst.code import (
    Code,
    call,
    language_rule,
    literal,
    value,
    verbatim,
)


@dataclass(frozen=True, slots=True)
class Line:
    """The typst code of one block, and the place in the author's words."""

    code: str
    place: str


def write(
    blocks: Sequence[Block],
    *,
    language: str,
    pictures: Mapping[str, Picture],
    names: Mapping[str, str],
    equations: Mapping[str, str],
    level: int = 1,
    layout: Layout = B5,
    contained: bool = False,
) -> list[Line]:
    """Return a line of typst code for each block.

    `names` gives the file of each picture; headings of the first level are
    written at `level`; pictures and tables fit the columns of `layout`, which
    nothing may leave in a text that is `contained`.

    Raises:
        ToolFailed: for a kind of node that no reader may let through.
    """
    writer = BlockWriter(
        language, pictures, names, equations, level - 1, ids(blocks), layout
    )
    writer.contain(contained)
    lines, heading = [], ""
    for block in blocks:
        words = " ".join(plain(block).split())
        if block["t"] == "Header":
            heading = words
        place = (
            heading
            if heading == words
            else " – ".join(part for part in (heading, words[:60]) if part)
        )
        try:
            lines.append(Line(writer.block(block), place))
        except RecursionError:
            message = "The text is nested too deeply."
            raise ToolFailed(message, place) from None
    return lines


__all__ = [
    "Code",
    "Line",
    "call",
    "language_rule",
    "literal",
    "value",
    "verbatim",
    "write",
]
