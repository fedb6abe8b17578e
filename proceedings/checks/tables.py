"""Does every table have a header row, and is it a table at all?"""

from collections.abc import Iterator
from typing import Any

from proceedings.checks.places import placed
from proceedings.model import Paper, PaperEntry
from proceedings.readers.clean.mending import table_key
from proceedings.readers.tree import Node, branches, text
from proceedings.report import Finding, Fix, Severity

# Words in a cell: above it, the cell holds running text.
LONG_CELL = 60


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the tables without a header row, and those that only arrange."""
    for each in placed(paper):
        for node in each.nodes:
            if node["t"] != "Table":
                continue
            where = each.at(text(node["c"][1]) or text(node["c"][3:]))
            fix = Fix("tables", table_key(node))
            if _arranges(node):
                yield Finding("table-layout", Severity.WARNS, where, fix=fix)
            elif not _has_header(node):
                yield Finding("table-without-header", Severity.WARNS, where, fix=fix)


def _has_header(table: Node) -> bool:
    return any(text(row[1]) for row in table["c"][3][1]) or len(_rows(table)) < 2


def _arranges(table: Node) -> bool:
    """Say whether a table is a frame: one cell wide or high, or of pictures or text."""
    head = [row for row in table["c"][3][1] if text(row[1])]
    rows = _rows(table)
    cells = [cell for row in rows for cell in row if _is_filled(cell)]
    if text(table["c"][1]) or not cells:
        return False
    narrow = not head and len(table["c"][2]) < 2
    if narrow or (not head and len(rows) == 1):
        return True
    if head:
        return False
    pictured = [cell for cell in cells if _has_picture(cell)]
    long = [cell for cell in cells if len(text(cell).split()) > LONG_CELL]
    return 2 * len(pictured) >= len(cells) or 2 * len(long) > len(cells)


def _rows(table: Node) -> list[list[Any]]:
    """Return the cells of the body, row by row."""
    bodies = table["c"][4]
    rows = [row for body in bodies for row in (*body[2], *body[3])]
    return [[cell[4] for cell in row[1]] for row in rows]


def _is_filled(blocks: list[Node]) -> bool:
    """Say whether anything stands in a cell."""
    return bool(text(blocks)) or _has_picture(blocks)


def _has_picture(blocks: list[Node]) -> bool:
    return any(node["t"] == "Image" for node in branches(blocks))
