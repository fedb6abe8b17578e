"""Fixes from beside the manuscript, put where their hashes say."""

from collections.abc import Iterable, Mapping

from proceedings import fixes, language
from proceedings.model import TableFix
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import (
    Node,
    attributes,
    branches,
    open_sections,
    span,
    text,
)
from proceedings.report import Finding, Severity

_TEXT = frozenset({"Para", "Plain"})


def mend_headings(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Make lines headings of the level that was decided, or headings lines."""
    levels = cleaning.fixes.headings
    if not levels:
        return blocks
    opened = list(open_sections(blocks))
    # The highest of the author's levels is the first of the paper.
    first = min((each["c"][0] for each in opened if each["t"] == "Header"), default=1)
    mended: list[Node] = []
    for block in opened:
        key = _heading_key(block)
        if key not in levels:
            mended.append(block)
            continue
        cleaning.used.add(("headings", key))
        mended.append(_heading(block, levels[key], first))
    return mended


def _heading_key(block: Node) -> str:
    if block["t"] == "Header":
        return fixes.words_key(text(block["c"][2]))
    return fixes.words_key(text(block)) if block["t"] in _TEXT else ""


def _heading(block: Node, level: int, first: int) -> Node:
    if block["t"] == "Header":
        attrs, inlines = block["c"][1], block["c"][2]
    else:
        attrs, inlines = attributes(), block["c"]
    if level == 0:
        anchor = [span([], attrs[0])] if attrs[0] else []
        return {"t": "Para", "c": [*anchor, *inlines]}
    return {"t": "Header", "c": [level + first - 1, attrs, _bare(inlines)]}


def _bare(inlines: list[Node]) -> list[Node]:
    """Return the inlines without the bold that made them look like a heading."""
    bare: list[Node] = []
    for node in inlines:
        bare += node["c"] if node["t"] == "Strong" else [node]
    return bare


def mend_blocks(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Give tables their headers and passages their language."""
    tables = cleaning.fixes.tables
    # What an editor says holds before what the word processor noted.
    spoken = {**cleaning.spoken, **cleaning.fixes.passages}
    if not tables and not spoken:
        return blocks

    def visit(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Table" and tables:
            return _table(cleaning, node, tables)
        if node["t"] in _TEXT and spoken:
            return _passage(cleaning, node, spoken)
        return None

    return cleaning.walk(blocks, visit)


def _passage(cleaning: Cleaning, node: Node, spoken: Mapping[str, str]) -> Node | None:
    words = text(node)
    if len(words) < 2 or any(each["t"] == "Image" for each in branches(node["c"])):
        return None
    key = fixes.words_key(words)
    if key not in spoken:
        return None
    cleaning.used.add(("passages", key))
    if spoken[key][:2] == cleaning.language[:2]:
        return None
    marked = span(node["c"])
    marked["c"][0][2].append(["lang", language.normalise(spoken[key])])
    return {"t": node["t"], "c": [marked]}


def table_key(table: Node) -> str:
    """Return the key of a table: of the words in its cells, not of its caption."""
    return fixes.words_key(text(table["c"][3:]))


def _table(
    cleaning: Cleaning, node: Node, tables: Mapping[str, TableFix]
) -> Node | list[Node] | None:
    key = table_key(node)
    if key not in tables:
        return None
    cleaning.used.add(("tables", key))
    fix = tables[key]
    if fix.layout:
        return _cells(node)
    attrs, caption, columns, head, bodies, foot = node["c"]
    bodies = [list(body) for body in bodies]
    if fix.header_row is not None and bodies:
        head, bodies = _with_head(head, bodies, wanted=fix.header_row)
    if fix.header_column is not None:
        for body in bodies:
            body[1] = 1 if fix.header_column else 0
    return {"t": "Table", "c": [attrs, caption, columns, head, bodies, foot]}


def _with_head(
    head: list[object], bodies: list[list[object]], *, wanted: bool
) -> tuple[list[object], list[list[object]]]:
    """Move the first row into the head, or the rows of the head out of it."""
    rows: list[object] = list(head[1])  # type: ignore[call-overload]
    body: list[object] = [*bodies[0][2], *bodies[0][3]]  # type: ignore[misc]
    filled = any(text(row) for row in rows)
    if wanted and not filled and body:
        rows, body = [body[0]], body[1:]
    elif not wanted and filled:
        rows, body = [], [*rows, *body]
    else:
        return head, bodies
    first = [bodies[0][0], bodies[0][1], [], body]
    return [head[0], rows], [first, *bodies[1:]]


def _cells(table: Node) -> list[Node]:
    """Return what stands in the cells, in the order of reading."""
    caption, head, bodies, foot = (table["c"][place] for place in (1, 3, 4, 5))
    rows = [*head[1]]
    for body in bodies:
        rows += [*body[2], *body[3]]
    rows += foot[1]
    blocks = [block for row in rows for cell in row[1] for block in cell[4]]
    return [_paragraph(block) for block in (*caption[1], *blocks)]


def _paragraph(block: Node) -> Node:
    return {"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block


def unused(cleaning: Cleaning) -> Iterable[Finding]:
    """Yield the fixes that no longer fit anything in the manuscript."""
    for kind, rows in fixes.to_dict(cleaning.fixes).items():
        for key in rows:
            if (kind, key) not in cleaning.used:
                values: dict[str, str | int] = {"kind": kind, "key": key}
                yield Finding(
                    "fix-unused",
                    Severity.NOTES,
                    f"{kind}.{key}",
                    values,
                    cleaning.paper,
                )
