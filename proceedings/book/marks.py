"""Marks in a paper's text where the pages of the printed book begin."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from proceedings.book.anchors import is_anchor
from proceedings.book.breaks import anchor_of, letters
from proceedings.book.pages import PageBreak
from proceedings.model import Block

PAGEBREAK = "pagebreak"
Inline = dict[str, Any]
# What words stand in that a mark may divide; nothing else is taken apart.
_DIVIDED = {
    "Emph": None, "Strong": None, "Underline": None, "Strikeout": None,
    "SmallCaps": None, "Quoted": 1, "Span": 1, "Superscript": None, "Subscript": None,
}  # fmt: skip
_UNPRINTED = frozenset({"Note", "Math", "Image"})


def mark(label: str) -> Inline:
    """Return the mark of a page: an empty Span with the page's label."""
    return {"t": "Span", "c": [[name(label), [PAGEBREAK], [["label", label]]], []]}


def name(label: str) -> str:
    """Return the identifier of the place where a page begins."""
    return f"page-{label}"


def with_page_breaks(
    blocks: Sequence[Block], breaks: Sequence[PageBreak], first: int
) -> tuple[Block, ...]:
    """Return the blocks with a mark where each page but the first begins.

    `first` is the number of the first page. A page that begins within a word is
    marked before the word; one that begins with a heading, a table, a figure or
    code is marked before it. Every break gives a mark: what belongs to no passage
    stands at the end.
    """
    marker = _Marker(breaks, first)
    marked = marker.blocks(list(blocks))
    return (*marked, *marker.left())


class _Marker:
    def __init__(self, breaks: Sequence[PageBreak], first: int) -> None:
        self._waiting: dict[str, list[tuple[int, Inline]]] = defaultdict(list)
        for each in sorted(breaks, key=lambda found: found.page):
            label = str(first + each.page - 1)
            self._waiting[each.anchor].append((each.letters, mark(label)))

    def left(self) -> list[Block]:
        """Return the marks that found no place."""
        return [_standing(found) for each in self._waiting.values() for found in each]

    def blocks(self, blocks: list[Block]) -> list[Block]:
        return [made for block in blocks for made in self._block(block)]

    def _block(self, block: Block) -> list[Block]:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind == "Div":
            return [{**block, "c": [content[0], self.blocks(content[1])]}]
        if kind == "BlockQuote":
            return [{**block, "c": self.blocks(content)}]
        if kind == "BulletList":
            return [{**block, "c": [self.blocks(item) for item in content]}]
        if kind == "OrderedList":
            items = [self.blocks(item) for item in content[1]]
            return [{**block, "c": [content[0], items]}]
        if kind == "DefinitionList":
            return [{**block, "c": [self._defined(*entry) for entry in content]}]
        return self._leaf(block)

    def _defined(self, term: list[Inline], meanings: list[list[Block]]) -> list[Any]:
        (marked,) = self._leaf({"t": "Plain", "c": term})
        return [marked["c"], [self.blocks(each) for each in meanings]]

    def _leaf(self, block: Block) -> list[Block]:
        found = self._waiting.pop(anchor_of(block), [])
        if not found:
            return [block]
        if block["t"] in {"Para", "Plain"} and not _is_picture(block):
            return [{**block, "c": _divided(block["c"], found)}]
        if block["t"] == "Table":
            before = [_standing(each) for each in found if not each[0]]
            divider = _Divider([each for each in found if each[0]])
            table = {**block, "c": _in_cells(block["c"], divider)}
            return [*before, table, *map(_standing, divider.left())]
        return [*(_standing(each) for each in found), block]


def _standing(found: tuple[int, Inline]) -> Block:
    return {"t": "Plain", "c": [found[1]]}


def _is_picture(block: Block) -> bool:
    return len(block["c"]) == 1 and bool(block["c"][0]["t"] == "Image")


def _divided(inlines: list[Inline], found: list[tuple[int, Inline]]) -> list[Inline]:
    head = 1 if inlines and is_anchor(inlines[0]) else 0
    divider = _Divider(found)
    words = divider.inlines(inlines[head:])
    return [*inlines[:head], *words, *(each for _, each in divider.left())]


def _in_cells(content: Any, divider: "_Divider") -> Any:
    """Return a table's contents with marks in the cells where pages begin."""

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(each) for each in node]
        if not isinstance(node, dict) or "c" not in node:
            return node
        if node["t"] in {"Para", "Plain"}:
            return {**node, "c": divider.inlines(node["c"])}
        return {**node, "c": walk(node["c"])}

    attributes, *others = content
    return [attributes, *walk(others)]


class _Divider:
    """Puts marks between words once so many letters have passed."""

    def __init__(self, found: Sequence[tuple[int, Inline]]) -> None:
        self._waiting = list(found)
        self._passed = 0

    def left(self) -> list[tuple[int, Inline]]:
        """Return the marks that stand after all words."""
        return self._waiting

    def inlines(self, inlines: list[Inline]) -> list[Inline]:
        made: list[Inline] = []
        for node in inlines:
            made += self._inline(node)
        return made

    def _inline(self, node: Inline) -> list[Inline]:
        kind = node["t"]
        if not self._waiting or kind in _UNPRINTED:
            return [node]
        if kind in _DIVIDED:
            return self._inside(node, _DIVIDED[kind])
        length = len(letters(_words(node)))
        due = []
        while length and self._waiting and self._waiting[0][0] < self._passed + length:
            due.append(self._waiting.pop(0)[1])
        self._passed += length
        return [*due, node]

    def _inside(self, node: Inline, place: int | None) -> list[Inline]:
        if place is None:
            return [{**node, "c": self.inlines(node["c"])}]
        content = list(node["c"])
        content[place] = self.inlines(content[place])
        return [{**node, "c": content}]


def _words(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_words, node))
    if not isinstance(node, dict) or node["t"] in _UNPRINTED:
        return ""
    if node["t"] == "Str":
        return str(node["c"])
    if node["t"] == "Code":
        return str(node["c"][1])
    return _words(node.get("c"))
