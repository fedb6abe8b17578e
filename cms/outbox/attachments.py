"""What goes along with a mail; the app that has the file makes it when it is needed."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.outbox.exceptions import AttachmentAway
from cms.outbox.models import Mail

# Takes the rest of the source's key; returns the bytes, or None when the thing is gone.
Make = Callable[[str], bytes | None]
_MAKERS: dict[str, Make] = {}


@dataclass(frozen=True)
class Attached:
    """A file to go along: its name, and the key under which its app finds it."""

    name: str
    source: str
    media_type: str = "application/pdf"


def register(prefix: str) -> Callable[[Make], Make]:
    """Have the function make what is attached as `prefix:…`, the same each time.

    It raises AttachmentAway for what may be there later.
    """

    def keep(make: Make) -> Make:
        _MAKERS[prefix] = make
        return make

    return keep


def parts_of(mail: Mail) -> list[tuple[str, bytes, str]]:
    """Return name, bytes and media type of all that goes along with a mail.

    Raises:
        AttachmentAway: when something cannot be made now.
    """
    parts = []
    for row in mail.attachments.all():
        prefix, _colon, key = row.source.partition(":")
        make = _MAKERS.get(prefix)
        if make is None:
            raise AttachmentAway(row.source)
        body = make(key)
        # What was erased meanwhile goes nowhere.
        if body is not None:
            parts.append((row.name, body, row.media_type))
    return parts
