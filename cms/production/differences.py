"""Two versions of a few words, and what differs between them."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
# What an editor may change, of each language and of each author.
TEXT_FIELDS = ("title", "abstract", "keywords")
AUTHOR_FIELDS = ("name", "affiliation", "country")


def marked(before: str, after: str) -> SafeString:
    """Return both as one text: what goes is deleted, what comes is inserted."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    parts: list[tuple[str, str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append(("span", "".join(old[a:b]), "span"))
            continue
        if b > a:
            parts.append(("del", "".join(old[a:b]), "del"))
        if d > c:
            parts.append(("ins", "".join(new[c:d]), "ins"))
    return format_html_join("", "<{}>{}</{}>", parts)


def current(submission) -> dict[str, str]:
    """Return the words that an editor may change, by their paths."""
    words = {
        f"text.{text.language}.{name}": getattr(text, name)
        for text in submission.texts.all()
        for name in TEXT_FIELDS
    }
    words |= {
        f"author.{author.position}.{name}": getattr(author, name)
        for author in submission.authors.all()
        for name in AUTHOR_FIELDS
    }
    return words


def between(before: dict[str, str], after: dict[str, str]) -> list[dict[str, str]]:
    """Return what differs, each with its path."""
    return [
        {"path": path, "before": before[path], "after": words}
        for path, words in after.items()
        if path in before and _even(words) != _even(before[path])
    ]


def _even(words: str) -> str:
    # Browsers end lines in their own way.
    return words.replace("\r\n", "\n").strip()
