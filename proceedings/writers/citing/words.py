"""Words for files that other programs read: on one line, and safe in XML."""

import re
import unicodedata

# What XML 1.0 allows, production 2, without the noncharacters of each plane.
_NOT_XML = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U0010ffff]"
)
_APART = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "ß": "ss"})


def clean(words: str) -> str:
    """Return the words without control characters and what XML cannot hold.

    Lone surrogates, which UTF-8 cannot hold either, are gone too.
    """
    return _NOT_XML.sub("", words)


def one_line(words: str) -> str:
    """Return clean words in which every space, tab or end of line is one space."""
    return " ".join(clean(" ".join(words.split())).split())


def with_subtitle(title: str, subtitle: str) -> str:
    """Return title and subtitle as one line; an end mark needs no colon."""
    title, subtitle = one_line(title), one_line(subtitle)
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1:] in "?!:" else f"{title}: {subtitle}"


def plain_letters(words: str) -> str:
    """Return the words in small unaccented letters and digits, for keys."""
    apart = unicodedata.normalize("NFKD", words.translate(_APART))
    letters = apart.encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs of a text that has blank lines between them."""
    pieces = (one_line(piece) for piece in re.split(r"\n\s*\n", words))
    return [piece for piece in pieces if piece]
