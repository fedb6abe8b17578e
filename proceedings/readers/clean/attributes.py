"""Attributes of authors: language, our own classes and table geometry stay."""

import re

from proceedings import language
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import ATTRIBUTED, Node

CLASSES = frozenset(
    {
        "references",
        "csl-entry",
        "decorative",
        "placeholder",
        "finding",
        "unnumbered",
        "smallcaps",
        "underline",
    }
)
_WIDTH = re.compile(r"\d{1,4}(?:\.\d{1,6})?(?:%|in|cm|mm|pt|px)")


def clean_attributes(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Drop every attribute but the allowed, and boxes that no longer say anything."""

    def visit(node: Node) -> Node | list[Node] | None:
        kind = node["t"]
        if kind == "Table":
            return _bare_table(node)
        if kind not in ATTRIBUTED:
            return None
        attrs = node["c"][ATTRIBUTED[kind]]
        attrs[:] = _allowed(attrs, kind)
        if kind in {"Div", "Span"} and attrs == ["", [], []]:
            inner: list[Node] = node["c"][1]
            return inner
        return None

    return cleaning.walk(blocks, visit, *ATTRIBUTED)


def _allowed(attrs: list[object], kind: str) -> list[object]:
    identifier, classes, pairs = attrs
    kept: list[list[str]] = []
    for key, value in pairs:  # type: ignore[attr-defined]
        code = language.normalise(value) if key in {"lang", "xml:lang"} else ""
        if code:
            kept.append(["lang", code])
        elif kind == "Image" and key == "width" and _WIDTH.fullmatch(value):
            kept.append(["width", value])
    return [identifier, [name for name in classes if name in CLASSES], kept]  # type: ignore[attr-defined]


def _bare_table(node: Node) -> Node:
    """Return a table whose rows and cells carry geometry only."""
    attrs, caption, columns, head, bodies, foot = node["c"]
    attrs = _allowed(attrs, "Table")
    head = [["", [], []], [_bare_row(row) for row in head[1]]]
    bodies = [
        [
            ["", [], []],
            body[1],
            [_bare_row(row) for row in body[2]],
            [_bare_row(row) for row in body[3]],
        ]
        for body in bodies
    ]
    foot = [["", [], []], [_bare_row(row) for row in foot[1]]]
    return {"t": "Table", "c": [attrs, caption, columns, head, bodies, foot]}


def _bare_row(row: list[object]) -> list[object]:
    cells = row[1]
    return [["", [], []], [[["", [], []], *cell[1:]] for cell in cells]]  # type: ignore[attr-defined]
