"""Writes tables, at the place and in the size where nothing is cut off."""

from collections.abc import Sequence
from typing import Any

from proceedings.book.numbering import plain
from proceedings.model import Block
from proceedings.writers import tables
from proceedings.writers.tables import Fit, Place
from proceedings.writers.typst.base import is_text
from proceedings.writers.typst.inlines import InlineWriter

_ALIGN = {
    "AlignLeft": "left",
    "AlignRight": "right",
    "AlignCenter": "center",
    "AlignDefault": "auto",
}


class TableWriter(InlineWriter):
    """Writes tables, and lists of blocks such as stand in their cells."""

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Return the code of blocks, one after the other."""
        return "{ " + "; ".join(self.block(block) for block in blocks) + " }"

    def _table(self, content: list[Any], caption: list[Block]) -> str:
        attributes, (_, own_caption), columns, head, bodies, foot = content
        if not columns:
            return "none"
        rows = tables.rows_of(head, bodies, foot)
        free = self._inside <= 1
        fit = tables.fit(columns, rows, self._layout, room=self._room, free=free)
        outer, self._room = self._room, max(30.0, self._wide(fit) / len(columns) - 14)
        cells = [
            f"table.header(repeat: true, {self._cells(rows.head)})"
            if rows.head
            else "",
            self._cells(rows.body, rows.heading),
            f"table.footer(repeat: false, {self._cells(rows.foot)})"
            if rows.foot
            else "",
        ]
        self._room = outer
        aligned = ", ".join(_ALIGN[alignment["t"]] for alignment, _ in columns)
        code = (
            f"table(columns: {fit.columns}, align: ({aligned},), "
            + ", ".join(cell for cell in cells if cell)
            + ")"
        )
        told = caption or own_caption
        if plain(told).strip():
            code = f"figure({code}, kind: table, caption: {self.blocks(told)})"
            code = self._labelled(code, attributes[0])
        else:
            code = self._anchored(f"table-block({code})", attributes[0])
        if tables.is_short(rows):
            code = f"whole({code})"
        return self._fitted(code, fit)

    def _wide(self, fit: Fit) -> float:
        if fit.place in {Place.TURNED, Place.ACROSS}:
            return self._layout.across_pt
        return self._room if fit.place is Place.COLUMN else self._layout.full_pt

    def _fitted(self, code: str, fit: Fit) -> str:
        """Set a table in the size, and at the place, where nothing is cut off."""
        if fit.letters:
            code = f"breaking({fit.letters}, {code})"
        if fit.hyphenated:
            code = f"hyphenated({code})"
        if fit.size < 1:
            code = f"small-table({self._layout.table_pt * fit.size:.2f}pt, {code})"
        return code if fit.place is Place.COLUMN else f"{fit.place}({code})"

    def _cells(self, rows: list[list[Any]], heading: Sequence[int] = ()) -> str:
        """Return the cells of rows, the first of which head their row."""
        counts = heading or [0] * len(rows)
        return ", ".join(
            self._cell(cell, heads=place < count)
            for row, count in zip(rows, counts, strict=True)
            for place, cell in enumerate(row)
        )

    def _cell(self, cell: list[Any], *, heads: bool = False) -> str:
        _, alignment, height, width, blocks = cell
        options = []
        if int(width) > 1:
            options.append(f"colspan: {int(width)}")
        if int(height) > 1:
            options.append(f"rowspan: {int(height)}")
        if alignment["t"] != "AlignDefault":
            options.append(f"align: {_ALIGN[alignment['t']]}")
        # Of what heads its row, a cell of a line can be told (data/typst/coop.typ).
        if heads and len(blocks) == 1 and is_text(blocks[0]) and not self._contained:
            words = blocks[0]["c"]
            if plain(words).strip():
                code = f"row-head({self.inlines(words)})"
                return f"table.cell({', '.join([*options, code])})"
        return f"table.cell({', '.join([*options, self.blocks(blocks)])})"
