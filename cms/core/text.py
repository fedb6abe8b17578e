"""Plain text out of rich text and blocks, and the form in which it is compared."""

import re
import unicodedata
from html import unescape

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

# Letters that Unicode does not take apart into a base letter and an accent.
_STUBBORN = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLOCK_END = re.compile(r"</(p|h\d|li|div|td|th|blockquote)>|<br\s*/?>", re.IGNORECASE)


def fold(text: str) -> str:
    """Return the text in small letters without accents: "Čebela" becomes "cebela"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_STUBBORN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plain_text(value) -> str:
    """Return the words of a string, a rich text or a whole stream of blocks."""
    if not value:
        return ""
    if isinstance(value, RichText):
        return without_tags(value.source)
    if isinstance(value, StreamValue):
        return _squeeze(" ".join(value.stream_block.get_searchable_content(value)))
    return _squeeze(str(value))


def without_tags(html: str) -> str:
    """Return the words of a piece of HTML."""
    return _squeeze(unescape(strip_tags(_BLOCK_END.sub(" ", html))))


def for_xml(text: str) -> str:
    """Return the text without the characters that no XML document may hold.

    Those outside the production Char of XML 1.0, section 2.2.
    """
    return _NOT_XML.sub("", text)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
