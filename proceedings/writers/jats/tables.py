"""Tables, in the XHTML table model that JATS takes over."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from proceedings.model import Block
from proceedings.writers.jats.elements import Element, add, element
from proceedings.writers.jats.inlines import Text

_ALIGNED = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}

Paragraphs = Callable[[Text, Sequence[Block]], Iterator[Element]]


def table(article: Text, content: Any, paragraphs: Paragraphs) -> Element:
    """Return the rows of a Table; head rows and head columns stay what they are."""
    _, _, columns, head, bodies, foot = content
    alignments = [column[0]["t"] for column in columns]
    writer = _Rows(article, alignments, paragraphs)
    made = element("table", "", {"frame": "hsides", "rules": "groups"})
    writer.group(made, "thead", head[1], headed=len(columns))
    writer.group(made, "tfoot", foot[1], headed=0)
    for _, headed, inner_head, rows in bodies:
        writer.group(made, "tbody", [*inner_head, *rows], headed, len(inner_head))
    if made.find("tbody") is None:
        # A body is required; a table of nothing but a head has it there.
        for group in made:
            group.tag = "tbody"
    return made


class _Rows:
    def __init__(
        self, article: Text, alignments: list[str], paragraphs: Paragraphs
    ) -> None:
        self._article = article
        self._alignments = alignments
        self._paragraphs = paragraphs

    def group(
        self, parent: Element, tag: str, rows: Any, headed: int, head_rows: int = 0
    ) -> None:
        rows = [row for row in rows if row[1]]
        if not rows:
            return
        group = add(parent, tag)
        taken: dict[int, int] = {}
        for number, (_, cells) in enumerate(rows):
            whole = tag == "thead" or number < head_rows
            self._row(add(group, "tr"), cells, headed, taken, whole=whole)

    def _row(
        self,
        row: Element,
        cells: Any,
        headed: int,
        taken: dict[int, int],
        *,
        whole: bool,
    ) -> None:
        """Add the cells of a row; `taken` counts rows that cells above still fill."""
        column = 0
        for cell in cells:
            while taken.get(column, 0):
                taken[column] -= 1
                column += 1
            column = self._cell(row, cell, column, headed, taken, whole=whole)
        for later in range(column, len(self._alignments)):
            taken[later] = max(0, taken.get(later, 0) - 1)

    def _cell(
        self,
        row: Element,
        cell: Any,
        column: int,
        headed: int,
        taken: dict[int, int],
        *,
        whole: bool,
    ) -> int:
        _, alignment, rows, columns, inner = cell
        is_head = whole or column < headed
        scope = ("col" if whole else "row") if is_head else ""
        kind = alignment["t"]
        if kind == "AlignDefault" and column < len(self._alignments):
            kind = self._alignments[column]
        made = add(
            row,
            "th" if is_head else "td",
            "",
            {
                "align": _ALIGNED.get(kind, ""),
                "rowspan": str(rows) if rows > 1 else "",
                "colspan": str(columns) if columns > 1 else "",
                "scope": scope,
            },
        )
        self._fill(made, inner)
        for spanned in range(column, column + columns):
            taken[spanned] = rows - 1
        return int(column + columns)

    def _fill(self, cell: Element, inner: Any) -> None:
        if len(inner) == 1 and inner[0]["t"] in {"Plain", "Para"}:
            self._article.fill(cell, inner[0]["c"])
        else:
            cell.extend(list(self._paragraphs(self._article, inner)))
