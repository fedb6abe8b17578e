"""Turns the words of a manuscript into rich text, and counts what it has no place for.

Whatever the manuscript says is escaped; tags and addresses are those written here.
"""

from collections import Counter
from html import escape
from typing import Any

from proceedings.readers.tree import text

SCHEMES = ("http://", "https://", "mailto:")
QUOTES = {"SingleQuote": "\u2018\u2019", "DoubleQuote": "“”"}
# What a draft shows in the place of what a paper lacks.
LEFT_OUT = {"placeholder", "finding"}


class Words:
    """Makes rich text of words; notes are kept for the end."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.lost: Counter[str] = Counter()

    def _inline(self, inlines: list[dict]) -> str:
        return "".join(
            getattr(self, f"_in_{one['t'].lower()}", self._in_other)(one.get("c"))
            for one in inlines
        )

    def _in_other(self, content: Any) -> str:
        self.lost["other"] += 1
        return ""

    def _in_str(self, content: str) -> str:
        return escape(content)

    def _in_space(self, content: None) -> str:
        return " "

    def _in_softbreak(self, content: None) -> str:
        return " "

    def _in_linebreak(self, content: None) -> str:
        return "<br/>"

    def _in_strong(self, content: list) -> str:
        return f"<b>{self._inline(content)}</b>"

    def _in_emph(self, content: list) -> str:
        return f"<i>{self._inline(content)}</i>"

    def _in_superscript(self, content: list) -> str:
        return f"<sup>{self._inline(content)}</sup>"

    def _in_subscript(self, content: list) -> str:
        return f"<sub>{self._inline(content)}</sub>"

    def _in_plainly(self, content: list) -> str:
        self.lost["format"] += 1
        return self._inline(content)

    _in_underline = _in_strikeout = _in_smallcaps = _in_plainly

    def _in_quoted(self, content: list) -> str:
        left, right = QUOTES[content[0]["t"]]
        return f"{left}{self._inline(content[1])}{right}"

    def _in_span(self, content: list) -> str:
        if LEFT_OUT & set(content[0][1]):
            return self._in_other(content)
        return self._inline(content[1])

    def _in_code(self, content: list) -> str:
        return escape(content[1])

    def _in_math(self, content: list) -> str:
        self.lost["math"] += 1
        return escape(content[1])

    def _in_note(self, content: list) -> str:
        self.lost["note"] += 1
        self.notes.append(escape(" ".join(text(one).strip() for one in content)))
        return f"<sup>[{len(self.notes)}]</sup>"

    def _in_image(self, content: list) -> str:
        self.lost["picture"] += 1
        return ""

    def _in_link(self, content: list) -> str:
        words, address = self._inline(content[1]), content[2][0]
        if not address.lower().startswith(SCHEMES):
            return words
        return f'<a href="{escape(address)}">{words}</a>'
