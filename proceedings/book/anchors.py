"""Gives every passage of a paper a name of its own that lasts.

A name is made from the words of the passage, not from its place: whoever links
to a paragraph still finds it after the editor has changed another one. Where the
same words come again, `-2`, `-3` and so on follow.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from proceedings.book.numbering import plain
from proceedings.model import Block
from proceedings.readers.tree import ATTRIBUTED, branches

Inline = dict[str, Any]

ANCHOR = "anchor"
_NAMED = frozenset({"Table", "Figure", "CodeBlock"})
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_DIGITS = 8


def with_anchors(blocks: Sequence[Block], paper: str) -> tuple[Block, ...]:
    """Return the blocks of a paper, each passage with a name.

    Tables, figures and code get an identifier where they have none; paragraphs,
    also those of lists and quotations, an empty Span of class `anchor` at their
    start. Captions, cells and notes have none: they belong to what holds them.
    """
    return tuple(_Namer(paper, _identifiers(list(blocks))).blocks(list(blocks)))


def without_anchor(inlines: list[Inline]) -> list[Inline]:
    """Return the words of a paragraph without the anchor before them."""
    return inlines[1:] if inlines and is_anchor(inlines[0]) else inlines


def is_anchor(node: Inline) -> bool:
    """Whether the node is an anchor that `with_anchors` put there."""
    return bool(node["t"] == "Span" and ANCHOR in node["c"][0][1])


class _Namer:
    def __init__(self, paper: str, taken: set[str]) -> None:
        self._paper = paper
        self._taken = taken
        self._met: Counter[str] = Counter()

    def blocks(self, blocks: list[Block]) -> list[Block]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Block:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in {"Para", "Plain"}:
            return {**block, "c": self._words(block["c"])}
        if kind in _NAMED:
            return self._attributed(block)
        if kind in {"Div", "OrderedList"}:
            inner = (
                self.blocks(content[1])
                if kind == "Div"
                else [self.blocks(item) for item in content[1]]
            )
            return {**block, "c": [content[0], inner]}
        if kind == "BlockQuote":
            return {**block, "c": self.blocks(content)}
        if kind == "BulletList":
            return {**block, "c": [self.blocks(item) for item in content]}
        if kind == "DefinitionList":
            return {
                **block,
                "c": [
                    [self._words(term), [self.blocks(each) for each in meanings]]
                    for term, meanings in content
                ],
            }
        return block

    def _words(self, inlines: list[Inline]) -> list[Inline]:
        """Return the inlines with an anchor before them, unless one is there."""
        solid = [node for node in inlines if node["t"] not in _SPACES]
        if not solid or is_anchor(solid[0]):
            return inlines
        if len(solid) == 1 and solid[0]["t"] == "Image":
            # A picture alone is told from a picture among words by being alone.
            attributes, *others = solid[0]["c"]
            named = [self._name(_told(solid)), *attributes[1:]]
            return [{"t": "Image", "c": [named, *others]}]
        anchor = [self._name(_told(inlines)), [ANCHOR], []]
        return [{"t": "Span", "c": [anchor, []]}, *inlines]

    def _attributed(self, block: Block) -> Block:
        place = ATTRIBUTED[block["t"]]
        content = list(block["c"])
        identifier, classes, pairs = content[place]
        if not identifier:
            content[place] = [self._name(_told(block)), classes, pairs]
        return {**block, "c": content}

    def _name(self, words: str) -> str:
        digest = hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]
        while True:
            self._met[digest] += 1
            again = f"-{self._met[digest]}" if self._met[digest] > 1 else ""
            name = f"{self._paper}--p-{digest}{again}"
            if name not in self._taken:
                return name


def _identifiers(node: Any) -> set[str]:
    """Return the identifiers that the paper has already."""
    return {
        each["c"][place][0]
        for each in branches(node)
        if (place := ATTRIBUTED.get(each["t"])) is not None
    }


def _told(node: Any) -> str:
    words = " ".join(plain(node).split())
    return words or str(_targets(node))


def _targets(node: Any) -> list[str]:
    """Return the names of pictures: what a passage without words is known by."""
    if isinstance(node, list):
        return [name for each in node for name in _targets(each)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Image":
        return [str(node["c"][2][0])]
    return _targets(node.get("c"))
