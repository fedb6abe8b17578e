"""The text of a thing in the form a partner wants: HTML, a tree of blocks, or words."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.db.models import TextChoices
from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

from cms.api.v1.addresses import Addresses
from cms.api.v1.markup import clean_html
from cms.api.v1.projections.pictures import picture

Block = dict[str, Any]
_END = re.compile(
    r"</(p|h\d|li|div|tr|caption|figcaption|blockquote|pre|dt|dd)>|<br\s*/?>|<hr\s*/?>",
    re.IGNORECASE,
)
_CELL = re.compile(r"</t[dh]>", re.IGNORECASE)


class Form(TextChoices):
    """How a text is served."""

    HTML = "html", "HTML"
    BLOCKS = "blocks", "blocks"
    TEXT = "text", "text"


def body_of_stream(
    stream: StreamValue, form: str, to: Addresses, *, base: str
) -> str | list[Block]:
    """Return the running text of a page."""
    if form == Form.BLOCKS:
        return [_block(child, to, base) for child in stream]
    return body_of_html(stream.render_as_block(), form, base=base)


def body_of_html(html: str, form: str, *, base: str) -> str | list[Block]:
    """Return a text that is HTML; as blocks, it is one of them."""
    clean = clean_html(html, base=base)
    if form == Form.TEXT:
        return as_text(clean)
    if form == Form.BLOCKS:
        return [{"type": "text", "id": "", "value": {"html": clean}}]
    return clean


def as_text(html: str) -> str:
    """Return the words of HTML: paragraphs have an empty line between them."""
    words = re.sub(r"\s+", " ", html)
    words = _END.sub("\n\n", _CELL.sub("\t", words))
    lines = (line.strip() for line in unescape(strip_tags(words)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _block(child: Any, to: Addresses, base: str) -> Block:
    write = _VALUES[child.block_type]
    return {
        "type": child.block_type,
        "id": child.id or "",
        "value": write(child.value, to, base),
    }


def _text(value: Any, to: Addresses, base: str) -> Block:
    return {"html": _rich(value, base)}


def _picture(value: Any, to: Addresses, base: str) -> Block:
    # A picture that was deleted leaves a gap.
    return {"picture": picture(value["image"], value["caption"] or "", to)}


def _quote(value: Any, to: Addresses, base: str) -> Block:
    return {"quote": value["quote"], "source": value["source"] or ""}


def _table(value: Any, to: Addresses, base: str) -> Block:
    return {
        "caption": value["caption"],
        "headings": value.headings,
        "rows": value.rows,
        "row_headings": bool(value["row_headings"]),
        "source": value["source"] or "",
    }


def _numbers(value: Any, to: Addresses, base: str) -> Block:
    return {
        "heading": value["heading"] or "",
        "numbers": [
            {"value": one["value"], "label": one["label"]} for one in value["numbers"]
        ],
        "source": value["source"] or "",
    }


def _callout(value: Any, to: Addresses, base: str) -> Block:
    return {"heading": value["heading"], "html": _rich(value["text"], base)}


def _download(value: Any, to: Addresses, base: str) -> Block:
    document = value["document"]
    return {
        "title": value["title"] or (document.title if document else ""),
        "description": value["description"] or "",
        "url": to.absolute(document.url) if document else "",
        "media_type": document.content_type if document else "",
        "bytes": document.get_file_size() if document else None,
    }


def _rich(value: Any, base: str) -> str:
    return clean_html(str(value), base=base)


_VALUES: dict[str, Callable[[Any, Addresses, str], Block]] = {
    "text": _text,
    "picture": _picture,
    "quote": _quote,
    "table": _table,
    "numbers": _numbers,
    "callout": _callout,
    "download": _download,
}
