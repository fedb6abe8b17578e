"""Does every table have a header row?"""

from collections.abc import Iterator

from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, excerpt, nodes, text
from proceedings.report import Finding, Severity


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the tables without a header row."""
    for node in nodes(list(paper.blocks)):
        if node["t"] == "Table" and not _has_header(node):
            where = excerpt(text(node["c"][1]) or text(node["c"][4]))
            yield Finding("table-without-header", Severity.WARNS, where)


def _has_header(table: Node) -> bool:
    head, bodies = table["c"][3], table["c"][4]
    # One column or one row is a frame around text, not a table.
    if len(table["c"][2]) < 2 or sum(len(body[3]) for body in bodies) < 2:
        return True
    return any(text(row[1]) for row in head[1])
