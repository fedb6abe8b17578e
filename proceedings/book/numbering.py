"""Numbers the figures and tables of a paper, and sets its quotation marks."""

import re
from collections.abc import Callable
from typing import Any

from proceedings import phrases
from proceedings.model import Block, Paper

Words = Callable[[str], str]

# Captions that an author numbered keep their own number.
_NUMBERED = re.compile(
    r"^\W*(table|tabela|tab|preglednica|tabella|slika|sl|figure|figura|fig|graf|"
    r"grafikon|shema|chart|diagram|grafico|prikaz|immagine|image)\b\.?\s*[\dIVX]",
    re.IGNORECASE,
)
_LOW = ("\u201e", "\u201c", "\u201a", "\u2018")
_HIGH = ("\u201c", "\u201d", "\u2018", "\u2019")
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_LEAVES = _SPACES | {"Str"}
_LITERAL = frozenset({"Code", "Math", "CodeBlock"})
_UNTOLD = frozenset({"Note", "RawInline", "RawBlock"})
_LINES = frozenset({"Para", "Plain", "Header"})
QUOTES = {
    "sl": _LOW,
    "hr": _LOW,
    "de": _LOW,
    "it": ("\u00ab", "\u00bb", "\u201c", "\u201d"),
    "fr": ("\u00ab\u00a0", "\u00a0\u00bb", "\u201c", "\u201d"),
    "en": _HIGH,
}


def quotation_marks(language: str) -> tuple[str, str, str, str]:
    """Return double opening and closing, single opening and closing marks."""
    return QUOTES.get(language[:2], QUOTES["en"])


def plain(node: Any) -> str:
    """Return the words of a part of the tree, without notes."""
    pieces: list[str] = []
    _tell(node, pieces)
    return "".join(pieces)


def _tell(node: Any, pieces: list[str]) -> None:
    for item in node if isinstance(node, list) else [node]:
        if item.__class__ is dict:
            kind = item.get("t")
            if kind == "Str":
                pieces.append(item["c"])
            elif kind in _SPACES:
                pieces.append(" ")
            elif kind in _LITERAL:
                pieces.append(str(item["c"][1]) if item.get("c") else "")
            elif kind not in _UNTOLD:
                _tell(item.get("c"), pieces)
                pieces.append(" " if kind in _LINES else "")
        elif item.__class__ is list:
            _tell(item, pieces)


def number(paper: Paper) -> tuple[Block, ...]:
    """Return the paper's blocks with „Slika 1. “ before each caption.

    Every format shows the same number, because it is part of the text.
    """
    counts = {"Figure": 0, "Table": 0}
    names = {
        "Figure": phrases.word("Figure", paper.language),
        "Table": phrases.word("Table", paper.language),
    }

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(child) for child in node]
        if not isinstance(node, dict) or "c" not in node or node["t"] in _LEAVES:
            return node
        if node["t"] in counts and _caption(node):
            node = _labelled(node, counts, names)
        return {**node, "c": walk(node["c"])}

    return tuple(walk(list(paper.blocks)))


def _kind(node: Block) -> str:
    """A figure that only holds a table is a table."""
    if node["t"] == "Figure" and any(b["t"] == "Table" for b in node["c"][2]):
        return "Table"
    return str(node["t"])


def _caption(node: Block) -> list[Block]:
    blocks: list[Block] = node["c"][1][1]
    return blocks if blocks and plain(blocks).strip() else []


def _labelled(node: Block, counts: dict[str, int], names: dict[str, str]) -> Block:
    first, *others = _caption(node)
    if first["t"] not in {"Para", "Plain"} or _NUMBERED.match(plain(first)):
        return node
    kind = _kind(node)
    counts[kind] += 1
    label = {
        "t": "Span",
        "c": [
            ["", ["caption-label"], []],
            [{"t": "Str", "c": f"{names[kind]}\u00a0{counts[kind]}."}],
        ],
    }
    numbered = {**first, "c": [label, {"t": "Space"}, *first["c"]]}
    attributes, (short, _), *rest = node["c"]
    return {**node, "c": [attributes, [short, [numbered, *others]], *rest]}
