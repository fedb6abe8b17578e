"""Files in which translations leave the site and come back: one format a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wagtail_localize.models import Translation

from cms.translation.exceptions import FileRefused
from cms.translation.exchange import po, xliff
from cms.translation.exchange.entries import Entry, Read
from cms.translation.passages import Passage


@dataclass(frozen=True)
class Format:
    """How a format is called, written and read."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Translation, Sequence[Passage]], bytes]
    read: Callable[[bytes, Translation], Read]


FORMATS = {
    "po": Format(
        "PO (gettext)", ".po", "text/x-gettext-translation", po.write, po.read
    ),
    "xliff": Format(
        "XLIFF 2.1", ".xlf", "application/xliff+xml", xliff.write, xliff.read
    ),
}
LARGEST_FILE = 5 * 1024 * 1024


def read(name: str, content: bytes, translation: Translation) -> Read:
    """Return what a file of translations says, by the format that its name shows.

    Raises:
        FileRefused: when it is none of ours, or of another page or language.
    """
    for form in FORMATS.values():
        if name.lower().endswith(form.suffix):
            return form.read(content, translation)
    message = "unknown"
    raise FileRefused(message, name)


__all__ = ["FORMATS", "LARGEST_FILE", "Entry", "Format", "Read", "read"]
