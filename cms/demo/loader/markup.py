"""The little Markdown of the content files, as HTML and as blocks of a page."""

import html
import re
import uuid
from collections.abc import Callable
from typing import Any

_PICTURE = re.compile(r"\{\{([\w.-]+)\}\}")
_ITEM = re.compile(r"(?:-|(\d+)\.) (.*)")
_HEADING = re.compile(r"(#{2,3}) (.*)")

Block = dict[str, Any]


def to_html(words: str) -> str:
    """Return paragraphs, headings and lists as HTML."""
    return "".join(_passage(passage) for passage in _passages(words))


def to_blocks(
    words: str,
    *,
    picture: Callable[[str], int],
    caption: str = "",
    key: uuid.UUID,
) -> list[Block]:
    """Return the blocks of a page's body.

    Blocks have the same ids in every language, since translations are matched by
    them. `picture` returns the primary key of a picture file.
    """
    blocks: list[tuple[str, Any]] = []
    for passage in _passages(words):
        if found := _PICTURE.fullmatch(passage):
            value = {"image": picture(found[1]), "caption": caption}
            blocks.append(("picture", value))
        elif passage.startswith("> "):
            quote, _, source = passage[2:].partition(" | ")
            blocks.append(("quote", {"quote": quote, "source": source}))
        elif blocks and blocks[-1][0] == "text":
            blocks[-1] = ("text", blocks[-1][1] + _passage(passage))
        else:
            blocks.append(("text", _passage(passage)))
    return [
        {"type": kind, "value": value, "id": str(uuid.uuid5(key, str(place)))}
        for place, (kind, value) in enumerate(blocks)
    ]


def _passages(words: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", words) if part.strip()]


def _passage(passage: str) -> str:
    if heading := _HEADING.fullmatch(passage):
        level = len(heading[1])
        return f"<h{level}>{_line(heading[2])}</h{level}>"
    items = [_ITEM.fullmatch(line) for line in passage.splitlines()]
    if all(items):
        kind = "ol" if items[0] and items[0][1] else "ul"
        listed = "".join(f"<li>{_line(item[2])}</li>" for item in items if item)
        return f"<{kind}>{listed}</{kind}>"
    return f"<p>{_line(' '.join(passage.splitlines()))}</p>"


def _line(words: str) -> str:
    safe = html.escape(words, quote=False)
    safe = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", safe)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", safe)
