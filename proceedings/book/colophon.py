"""The items of the colophon, in the order that libraries expect."""

from stdnum import isbn as isbn_number
from stdnum.exceptions import ValidationError

from proceedings import phrases
from proceedings.book.citation import day, listed
from proceedings.model import Volume


def items(volume: Volume) -> list[tuple[str, str]]:
    """Return (label, text) of everything known; empty items are left out."""

    def word(msgid: str) -> str:
        return phrases.word(msgid, volume.language)

    title = volume.title + (f": {volume.subtitle}" if volume.subtitle else "")
    publisher = ", ".join(p for p in (volume.publisher, volume.publisher_place) if p)
    issued = day(volume.issued, volume.language) or str(volume.year or "")
    rows = [
        (word("Title"), title),
        (
            word("Editor") if len(volume.editors) == 1 else word("Editors"),
            listed(volume.editors, volume.language),
        ),
        (word("Publisher"), publisher),
        (word("Issued"), issued),
        (word("Edition"), volume.edition),
        (word("Address"), volume.url),
        *((f"ISBN ({kind.upper()})", isbn(n)) for kind, n in volume.isbn.items()),
        (word("Price"), volume.price),
        (word("Rights"), volume.rights),
        *volume.colophon,
    ]
    return [(label, text) for label, text in rows if text]


def isbn(number: str) -> str:
    """Return an ISBN with its hyphens; an invalid one as it is."""
    return str(isbn_number.format(number)) if is_isbn(number) else number


def is_isbn(number: str) -> bool:
    """Whether the number is an ISBN, check digit included."""
    try:
        isbn_number.validate(number)
    except ValidationError:
        return False
    return True
