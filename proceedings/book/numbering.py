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
    if isinstance(node, list):
        return "".join(plain(child) for child in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if kind == "Str":
        return str(content)
    if kind in {"Code", "Math", "CodeBlock"}:
        return str(content[1]) if content else ""
    if kind in {"Note", "RawInline", "RawBlock"}:
        return ""
    end = " " if kind in {"Para", "Plain", "Header"} else ""
    return plain(content) + end


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
        if not isinstance(node, dict) or "c" not in node:
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
