"""The items of the colophon, in the order that libraries expect.

The Slovenian act on the legal deposit of publications (ZOIPub) asks for eleven:
title, and that of the original; ISBN or ISSN; holder of the rights; edition or
reprint; author; publisher with its seat; year of issue; year of print; print run;
price; public financer. An electronic publication names its address as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from proceedings import phrases
from proceedings.book.citation import day, listed
from proceedings.book.numbers import is_isbn, is_issn, isbn, issn
from proceedings.identity import Identity, load
from proceedings.model import Volume
from proceedings.report import Finding, Severity

__all__ = ["findings", "is_isbn", "isbn", "items", "rows"]

_MEDIA = {"pdf": "PDF", "epub": "EPUB", "html": "HTML"}
# Media that nobody prints.
_ELECTRONIC = frozenset(_MEDIA)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the colophon; `key` is its stable name."""

    key: str
    label: str
    text: str


def items(volume: Volume) -> list[tuple[str, str]]:
    """Return (label, text) of everything known; empty items are left out."""
    return [(item.label, item.text) for item in rows(volume, load())]


def rows(volume: Volume, identity: Identity) -> tuple[Item, ...]:
    """Return everything known; empty items are left out."""
    return tuple(item for item in _all(volume, identity) if item.text)


def _all(volume: Volume, identity: Identity) -> Iterator[Item]:
    word = partial(phrases.word, language=volume.language)
    title = volume.title + (f": {volume.subtitle}" if volume.subtitle else "")
    one = len(volume.editors) == 1
    editors = listed(volume.editors, volume.language)
    issued = day(volume.issued, volume.language) or str(volume.year or "")
    yield Item("title", word("Title"), title)
    yield Item("original-title", word("Title of the original"), volume.original_title)
    yield Item("author", word("Editor" if one else "Editors"), editors)
    translators = listed(volume.translators, volume.language)
    yield Item("translators", word("Translation"), translators)
    yield Item("series", word("Series"), _joined(volume.series, volume.series_number))
    publisher = _joined(volume.publisher, volume.publisher_place)
    yield Item("publisher", word("Publisher"), publisher)
    yield Item("year", word("Issued"), issued)
    edition = _joined(volume.edition, volume.reprint)
    yield Item("edition", word("Edition"), edition)
    yield Item("print-year", word("Year of print"), str(volume.print_year or ""))
    yield Item("print-run", word("Print run"), _copies(volume))
    yield Item("url", word("Address"), volume.url)
    yield from _numbers("ISBN", volume.isbn, volume.language)
    yield from _numbers("ISSN", volume.issn, volume.language)
    doi = f"https://doi.org/{volume.doi}" if volume.doi else ""
    yield Item("doi", "DOI", doi)
    yield Item("price", word("Price"), volume.price)
    yield Item("rights", word("Rights"), _joined(_held(volume), volume.rights))
    yield Item("financer", word("Financed by"), _financer(volume, identity))
    for number, (label, text) in enumerate(volume.colophon):
        yield Item(f"line-{number}", label, text)
    # The library's record holds the number itself.
    cobiss = "" if volume.cobiss in volume.cip else volume.cobiss
    yield Item("cobiss", "COBISS.SI-ID", cobiss)


def _numbers(kind: str, given: Mapping[str, str], language: str) -> Iterator[Item]:
    printed = {**_MEDIA, "print": phrases.word("print", language)}
    shown = isbn if kind == "ISBN" else issn
    for medium, number in given.items():
        label = f"{kind} ({printed.get(medium, medium)})"
        yield Item(f"{kind.lower()}-{medium}", label, shown(number))


def _copies(volume: Volume) -> str:
    if not volume.print_run:
        return ""
    return phrases.plural(
        "%(count)d copy", "%(count)d copies", volume.print_run, volume.language
    )


def _held(volume: Volume) -> str:
    if not volume.rights_holder:
        return ""
    year = f" {volume.year}" if volume.year else ""
    return f"©{year} {volume.rights_holder}"


def _financer(volume: Volume, identity: Identity) -> str:
    """Return who paid, and by which contract; the grant where nobody is typed."""
    given = volume.financer
    if not given:
        code = volume.language[:2]
        wordings = identity.wordings
        given = wordings.get(code, wordings[identity.prescribed]).statement
    return f"{given} ({identity.acronym}, {identity.contract})"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


# --- what is missing or wrong -------------------------------------------------------
def findings(volume: Volume) -> Iterator[Finding]:
    """Yield numbers that are wrong, and the items of the law that are missing."""
    yield from _wrong("isbn", volume.isbn)
    yield from _wrong("issn", volume.issn)
    for code, known in _asked(volume):
        if not known:
            yield Finding(f"colophon-without-{code}", Severity.NOTES, where="colophon")


def _wrong(kind: str, given: Mapping[str, str]) -> Iterator[Finding]:
    valid = is_isbn if kind == "isbn" else is_issn
    for medium, number in given.items():
        if number and not valid(number):
            yield Finding(
                f"{kind}-wrong",
                Severity.BLOCKS,
                where=f"{kind}.{medium}",
                values={kind: number},
            )


def _asked(volume: Volume) -> Iterator[tuple[str, object]]:
    """Yield what the law asks for, and what the volume says; the grant pays for all."""
    numbers = [n for n in (*volume.isbn.values(), *volume.issn.values()) if n]
    yield "isbn", numbers
    yield "rights", volume.rights_holder or volume.rights
    yield "edition", volume.edition or volume.reprint
    yield "author", volume.editors
    yield "publisher", volume.publisher and volume.publisher_place
    yield "year", volume.year or volume.issued
    if _is_printed(volume):
        yield "print-year", volume.print_year
        yield "print-run", volume.print_run
    else:
        yield "address", volume.url
    yield "price", volume.price


def _is_printed(volume: Volume) -> bool:
    """Whether the book is printed: its numbers or its print run say so.

    A book without any is taken for a printed one, unless it has an address.
    """
    media = {
        medium
        for numbers in (volume.isbn, volume.issn)
        for medium, number in numbers.items()
        if number
    }
    if volume.print_run or volume.print_year or media - _ELECTRONIC:
        return True
    return not media and not volume.url
