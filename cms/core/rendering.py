"""Shows what editors wrote: only words and marks come out, and nothing breaks a page."""

import logging
from collections.abc import Iterator

import nh3
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, expand_db_html

logger = logging.getLogger(__name__)

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "blockquote", "ul", "ol", "li"),
    *("a", "b", "strong", "i", "em", "sup", "sub", "code", "span"),
}
ATTRIBUTES = {"a": {"href", "hreflang", "rel"}, "*": {"lang"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# What a stored value that is not what its block expects may raise.
FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    ObjectDoesNotExist,
    OSError,
    TypeError,
    ValidationError,
    ValueError,
)


def clean_rich_text(value: RichText | str | None) -> SafeString:
    """Return rich text as HTML, with no tag and no address that we do not know.

    The editor's field cleans what is typed; this holds whoever wrote the value.
    """
    source = value.source if isinstance(value, RichText) else value
    html = nh3.clean(
        expand_db_html(source or ""),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    # Cleaned one line above.
    return mark_safe(html)  # noqa: S308


def show_blocks(stream: StreamValue, context: dict) -> SafeString:
    """Return all blocks as HTML; one that is broken is left out, and logged."""
    shown = []
    for block in _readable(stream):
        try:
            html = block.render_as_block({**context, "block_id": block.id})
        except FAULTS:
            logger.exception("A block of %s cannot be shown.", context.get("page"))
        else:
            shown.append(html)
    # Templates have escaped each of them.
    return mark_safe("".join(shown))  # noqa: S308


def _readable(stream: StreamValue) -> Iterator[StreamValue.StreamChild]:
    """Yield the blocks that can be read; wagtail reads all of a kind at once."""
    for number in range(len(stream)):
        try:
            yield stream[number]
        except FAULTS:
            try:
                yield _alone(stream, number)
            except FAULTS:
                logger.exception("A stored block cannot be read.")


def _alone(stream: StreamValue, number: int) -> StreamValue.StreamChild:
    raw = stream.raw_data[number]
    kind = stream.stream_block.child_blocks[raw["type"]]
    return StreamValue.StreamChild(kind, kind.to_python(raw["value"]), raw.get("id"))
