"""Writes inlines: words, links, notes and what dresses them."""

import re
from collections.abc import Sequence
from typing import Any

from proceedings.book.numbering import plain, quotation_marks
from proceedings.exceptions import ToolFailed
from proceedings.model import Block
from proceedings.writers.typst.base import (
    LONGEST_WORD,
    Base,
    Inline,
    attributes_of,
    is_text,
    longest,
    snake,
)
from proceedings.writers.typst.code import literal

_ONE_LETTER = re.compile(r"(?<!\w)([AaVvSsZzKkHhOoUuIi]) (?=\w)")
_BEFORE_UNIT = re.compile(
    r"(?<=\d) (?=(?:%|‰|°C|€|EUR|kg|km|km²|m²|cm|mm|kWh|MW|GB|MB)(?!\w))"
)


class InlineWriter(Base):
    """Writes inlines."""

    def inlines(self, inlines: Sequence[Inline]) -> str:
        with self._deeper():
            pieces: list[str] = []
            words: list[str] = []

            def flush() -> None:
                if words:
                    pieces.append(literal(self._spaced("".join(words))))
                    words.clear()

            for node in inlines:
                if node["t"] == "Str":
                    words.append(node["c"])
                elif node["t"] in {"Space", "SoftBreak"}:
                    words.append(" ")
                elif node["t"] == "Quoted":
                    opening, closing = self._marks(node["c"][0]["t"])
                    words.append(opening)
                    flush()
                    pieces.append(self.inlines(node["c"][1]))
                    words.append(closing)
                else:
                    flush()
                    pieces.append(self._inline(node))
            flush()
        return "{ " + "; ".join(pieces) + " }" if pieces else '""'

    def _spaced(self, text: str) -> str:
        """Keep one-letter prepositions and units with what they belong to."""
        text = _BEFORE_UNIT.sub("\u00a0", text)
        if self._language.startswith("sl"):
            text = _ONE_LETTER.sub("\\1\u00a0", text)
        return text

    def _marks(self, kind: str) -> tuple[str, str]:
        marks = quotation_marks(self._language)
        return marks[:2] if kind == "DoubleQuote" else marks[2:]

    def _inline(self, node: Inline) -> str:
        method = getattr(self, f"_inline_{snake(node['t'])}", None)
        if method is None:
            message = f"No way to set an inline of the kind {node['t']}."
            raise ToolFailed(message, node["t"])
        return str(method(node.get("c")))

    def _inline_emph(self, content: list[Inline]) -> str:
        return f"emph({self.inlines(content)})"

    def _inline_strong(self, content: list[Inline]) -> str:
        return f"strong({self.inlines(content)})"

    def _inline_underline(self, content: list[Inline]) -> str:
        return f"underline({self.inlines(content)})"

    def _inline_strikeout(self, content: list[Inline]) -> str:
        return f"strike({self.inlines(content)})"

    def _inline_superscript(self, content: list[Inline]) -> str:
        return f"super({self.inlines(content)})"

    def _inline_subscript(self, content: list[Inline]) -> str:
        return f"sub({self.inlines(content)})"

    def _inline_small_caps(self, content: list[Inline]) -> str:
        return f"smallcaps({self.inlines(content)})"

    def _inline_cite(self, content: list[Any]) -> str:
        return self.inlines(content[1])

    def _inline_code(self, content: list[Any]) -> str:
        code = f"raw({literal(content[1])})"
        if longest(content[1]) > LONGEST_WORD:
            code = f"breaking({LONGEST_WORD // 2}, {code})"
        return self._anchored(code, content[0][0])

    def _inline_line_break(self, _: object) -> str:
        return "linebreak()"

    def _inline_raw_inline(self, _: object) -> str:
        message = "Raw code of an author never reaches the typesetter."
        raise ToolFailed(message, "RawInline")

    def _inline_math(self, content: list[Any]) -> str:
        return self._equation(
            content[1], display=content[0]["t"] == "DisplayMath", inline=True
        )

    def _inline_link(self, content: list[Any]) -> str:
        attributes, inlines, (target, _) = content
        inside, self._linked = self._linked, True
        code = self._in_language(attributes, inlines)
        self._linked = inside
        if plain(inlines).strip() and not inside:
            if target.startswith("#"):
                if target[1:] in self._ids:
                    code = f"link(label({literal(target[1:])}), {code})"
            elif target:
                code = f"link({literal(target)}, {code})"
        return self._anchored(code, attributes[0])

    def _inline_image(self, content: list[Any]) -> str:
        return self._image(content, block=False)

    def _inline_note(self, content: list[Block]) -> str:
        pieces = []
        self._inside += 1
        for block in content:
            if is_text(block):
                pieces.append(self.inlines(block["c"]))
            else:
                pieces.append(self.block(block))
        self._inside -= 1
        return f"footnote({{ {'; parbreak(); '.join(pieces)} }})"

    def _inline_span(self, content: list[Any]) -> str:
        identifier, classes, _ = attributes_of(content[0])
        code = self._in_language(content[0], content[1])
        for name, call in (
            ("smallcaps", "smallcaps"),
            ("underline", "underline"),
            ("caption-label", "caption-label"),
            ("placeholder", "placeholder-words"),
            ("finding", "finding-words"),
        ):
            if name in classes:
                code = f"{call}({code})"
        return self._anchored(code, identifier)
