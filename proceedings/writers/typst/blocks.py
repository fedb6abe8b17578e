"""Writes blocks: paragraphs, headings, lists, figures and what holds others."""

from collections.abc import Iterator, Sequence
from typing import Any

from proceedings.book.anchors import without_anchor
from proceedings.book.numbering import plain
from proceedings.exceptions import ToolFailed
from proceedings.model import Block
from proceedings.writers.typst.base import (
    LONGEST_WORD,
    Inline,
    attributes_of,
    is_text,
    longest,
    snake,
)
from proceedings.writers.typst.code import verbatim
from proceedings.writers.typst.tables import TableWriter

# What a float or a page of its own must not stand in.
_CONTAINERS = frozenset(
    {"BlockQuote", "OrderedList", "BulletList", "DefinitionList", "Table"}
)
_BEFORE_NUMBER = {
    "Decimal": "1",
    "DefaultStyle": "1",
    "Example": "1",
    "LowerAlpha": "a",
    "UpperAlpha": "A",
    "LowerRoman": "i",
    "UpperRoman": "I",
}
_AROUND_NUMBER = {
    "OneParen": "{})",
    "TwoParens": "({})",
    "Period": "{}.",
    "DefaultDelim": "{}.",
}


class BlockWriter(TableWriter):
    """Writes a text, block by block."""

    def block(self, block: Block) -> str:
        method = getattr(self, f"_block_{snake(block['t'])}", None)
        if method is None:
            message = f"No way to set a block of the kind {block['t']}."
            raise ToolFailed(message, block["t"])
        self._inside += block["t"] in _CONTAINERS
        with self._deeper():
            code = str(method(block.get("c")))
        self._inside -= block["t"] in _CONTAINERS
        return code

    def _block_plain(self, content: list[Inline]) -> str:
        return self.inlines(content)

    def _block_para(self, content: list[Inline]) -> str:
        words = without_anchor(content)
        anchor = content[: len(content) - len(words)]
        if picture := _only_image(words):
            code = f"figure-block({self._image(picture['c'], block=True)})"
            return self._over(picture, self._anchored(code, picture["c"][0][0]))
        pieces: list[str] = []
        for number, part in enumerate(_around_display_math(words)):
            if _is_display_math(part[0]):
                code = self._equation(part[0]["c"][1], display=True)
                # A paragraph of an anchor alone would be an empty line.
                name = anchor[0]["c"][0][0] if anchor and not number else ""
                pieces.append(self._anchored(code, name))
            elif plain(part).strip() or not _is_blank(part):
                call, led = ("continued", part) if number else ("par", anchor + part)
                pieces.append(f"{call}({self.inlines(led)})")
        return "{ " + "; ".join(pieces) + " }" if pieces else "none"

    def _block_line_block(self, content: list[list[Inline]]) -> str:
        lines = [self.inlines(line) for line in content]
        return f"verse({', '.join(lines)})" if lines else "none"

    def _block_code_block(self, content: list[Any]) -> str:
        code = f"raw(block: true, {verbatim(content[1])})"
        if longest(content[1]) > LONGEST_WORD:
            code = f"breaking({LONGEST_WORD}, {code})"
        return self._anchored(code, content[0][0])

    def _block_raw_block(self, content: list[Any]) -> str:
        message = "Raw code of an author never reaches the typesetter."
        raise ToolFailed(message, "RawBlock")

    def _block_block_quote(self, content: list[Block]) -> str:
        return f"quote(block: true, {self.blocks(content)})"

    def _block_ordered_list(self, content: list[Any]) -> str:
        (start, style, delimiter), items = content
        pattern = _AROUND_NUMBER[delimiter["t"]].format(_BEFORE_NUMBER[style["t"]])
        arguments = [
            f"start: {max(0, min(int(start), 99999))}",
            f'numbering: "{pattern}"',
            f"tight: {_tight(items)}",
            *(self.blocks(item) for item in items),
        ]
        return f"enum({', '.join(arguments)})"

    def _block_bullet_list(self, content: list[list[Block]]) -> str:
        items = ", ".join(self.blocks(item) for item in content)
        return f"list(tight: {_tight(content)}, {items})"

    def _block_definition_list(self, content: list[Any]) -> str:
        items = [
            f"terms.item({self.inlines(term)}, "
            f"{self.blocks([block for blocks in meanings for block in blocks])})"
            for term, meanings in content
        ]
        return f"terms({', '.join(items)})"

    def _block_header(self, content: list[Any]) -> str:
        level, attributes, inlines = content
        # typst's tags know six levels; the title of the paper is the first.
        depth = min(int(level) + self._shift, 6)
        code = f"heading(level: {depth}, {self._in_language(attributes, inlines)})"
        return self._labelled(code, attributes[0])

    def _block_horizontal_rule(self, _: object) -> str:
        return "asterism()"

    def _block_div(self, content: list[Any]) -> str:
        identifier, classes, values = attributes_of(content[0])
        with self._speaking(values.get("lang", "")) as change:
            inner = "; ".join(self.block(block) for block in content[1])
            code = "{ " + change + inner + " }"
        for name in ("references", "placeholder", "finding"):
            if name in classes:
                code = f"{name}({code})"
        return self._anchored(code, identifier)

    def _block_figure(self, content: list[Any]) -> str:
        attributes, (_, caption), blocks = content
        if len(blocks) == 1 and blocks[0]["t"] == "Table":
            return self._anchored(self._table(blocks[0]["c"], caption), attributes[0])
        parts = []
        for block in blocks:
            picture = _only_image(block.get("c")) if is_text(block) else None
            parts.append(
                self._image(picture["c"], block=True) if picture else self.block(block)
            )
        body = "{ " + "; ".join(parts) + " }"
        if not plain(caption).strip():
            return self._anchored(f"figure-block({body})", attributes[0])
        code = f"figure({body}, kind: image, caption: {self.blocks(caption)})"
        code = self._labelled(code, attributes[0])
        only = _only_image(blocks[0].get("c")) if len(blocks) == 1 else None
        return self._over(only, code) if only else code

    def _over(self, image: Inline, code: str) -> str:
        """Let a picture that is wide stand over both columns."""
        return f"wide({code})" if self._is_wide(image["c"][2][0]) else code

    def _block_table(self, content: list[Any]) -> str:
        return self._table(content, [])


def _is_blank(inlines: Sequence[Inline]) -> bool:
    return all(node["t"] in {"Space", "SoftBreak", "LineBreak"} for node in inlines)


def _only_image(inlines: Any) -> Inline | None:
    if not isinstance(inlines, list):
        return None
    solid = [n for n in inlines if n["t"] not in {"Space", "SoftBreak", "LineBreak"}]
    if len(solid) != 1:
        return None
    node: Inline = solid[0]
    if node["t"] == "Image":
        return node
    return None


def _is_display_math(node: Inline) -> bool:
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def _around_display_math(inlines: list[Inline]) -> Iterator[list[Inline]]:
    """Split a paragraph where an equation stands on its own line."""
    run: list[Inline] = []
    for node in inlines:
        if _is_display_math(node):
            if run:
                yield run
            yield [node]
            run = []
        else:
            run.append(node)
    if run:
        yield run


def _tight(items: Sequence[Sequence[Block]]) -> str:
    loose = any(block["t"] == "Para" for item in items for block in item)
    return "false" if loose else "true"
