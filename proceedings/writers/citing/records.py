"""The volume and its papers as items of CSL-JSON, from which others are made.

See https://docs.citationstyles.org/en/stable/specification.html, appendix III.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from proceedings.book.assemble import Book
from proceedings.book.colophon import isbn as hyphenated
from proceedings.identity import Identity
from proceedings.model import Conference, Paper, PaperEntry, Volume
from proceedings.writers.citing.names import csl_names, family_of
from proceedings.writers.citing.words import (
    one_line,
    paragraphs,
    plain_letters,
    with_subtitle,
)

Item = dict[str, Any]

_UNION = "European Union"


def records(book: Book) -> list[Item]:
    """Return the volume, then its papers in order, each with an id of its own.

    The id is the key under which it is cited: name, year and first long word of
    the title. Where two works come to the same key, each has its own name added,
    so that no key depends on the order of the book.
    """
    volume = volume_item(book.volume)
    made = [(volume, "volume")]
    made += [(paper_item(paper, book), paper.id) for paper in book.papers]
    wanted = Counter(citation_key(item) for item, _ in made)
    for item, name in made:
        key = citation_key(item)
        item["id"] = key if wanted[key] == 1 else f"{key}-{name}"
    return [item for item, _ in made]


def volume_item(volume: Volume) -> Item:
    """Return the volume as a book with editors."""
    item = {
        "id": "volume",
        "type": "book",
        "title": with_subtitle(volume.title, volume.subtitle),
        "editor": csl_names(volume.editors),
        "issued": _issued(volume),
        **_imprint(volume),
        "edition": one_line(volume.edition),
        "DOI": bare_doi(volume.doi),
        "URL": one_line(volume.url),
        "language": volume.language,
    }
    return {key: value for key, value in item.items() if value}


def paper_item(paper: Paper, book: Book) -> Item:
    """Return a paper as a paper of a conference, in its own language."""
    volume = book.volume
    item = {
        "id": paper.id,
        "type": "paper-conference",
        "title": with_subtitle(paper.title, paper.subtitle),
        "author": csl_names(paper.authors),
        "container-title": with_subtitle(volume.title, volume.subtitle),
        "editor": csl_names(volume.editors),
        "issued": _issued(volume),
        **_imprint(volume),
        "page": page_range(book.pages.get(paper.id)),
        "DOI": bare_doi(paper.doi),
        "URL": address_of(volume, paper.id),
        "language": paper.language,
        "abstract": "\n\n".join(paragraphs(paper.abstracts.get(paper.language, ""))),
        "keyword": ", ".join(map(one_line, paper.keywords.get(paper.language, ()))),
    }
    return {key: value for key, value in item.items() if value}


def page_range(pages: tuple[int, int] | None) -> str:
    """Return pages as CSL has them: 9 or 9-16."""
    if pages is None:
        return ""
    first, last = pages
    return str(first) if first == last else f"{first}-{last}"


def citation_key(item: Mapping[str, Any]) -> str:
    """Return the key by which a manuscript cites it, such as zagar2013delo."""
    names = item.get("author") or item.get("editor") or [{}]
    words = plain_letters(item.get("title", "")).split()
    word = next((each for each in words if len(each) > 3), "".join(words[:1]))
    name = plain_letters(family_of(names[0])).replace(" ", "")
    return f"{name or 'coop'}{year_of(item)}{word}"


def year_of(item: Mapping[str, Any]) -> str:
    """Return the year of an item, or ''."""
    parts = item.get("issued", {}).get("date-parts", [[]])
    return str(parts[0][0]) if parts and parts[0] else ""


def bare_doi(doi: str) -> str:
    """Return a DOI without the address or the label before it; '' for anything else."""
    words = one_line(doi)
    found = words.find("10.")
    bare = words[found:] if found >= 0 else ""
    return bare if "/" in bare and " " not in bare else ""


def isbn_of(volume: Volume) -> str:
    """Return the ISBN by which the volume is cited: that of the PDF first."""
    kinds = ("pdf", "print", "epub", *volume.isbn)
    number = next((volume.isbn[kind] for kind in kinds if volume.isbn.get(kind)), "")
    return hyphenated(one_line(number))


def issn_of(volume: Volume) -> str:
    """Return the ISSN by which the series is cited."""
    kinds = ("pdf", "html", "print", *volume.issn)
    return next((volume.issn[kind] for kind in kinds if volume.issn.get(kind)), "")


def date_parts(volume: Volume) -> list[int]:
    """Return the date of issue as year, month, day, as far as it is known."""
    parts = [part for part in volume.issued.split("-") if part.isdigit()]
    if parts:
        return [int(part) for part in parts[:3]]
    return [volume.year] if volume.year else []


def funder_of(identity: Identity) -> str:
    """Return who funds the project, as its prescribed statements name it."""
    told = (words.statement for words in identity.wordings.values())
    return _UNION if any(_UNION in statement for statement in told) else ""


def address_of(volume: Volume, paper: str) -> str:
    """Return where a paper is found on the web, or ''; its id stands for `{id}`."""
    return one_line(volume.paper_url).replace("{id}", paper)


def conference_days(conference: Conference) -> tuple[date | None, date | None]:
    """Return the first and the last day, as far as they are known."""
    return _day(conference.start), _day(conference.end)


def entry_of(volume: Volume, paper: str) -> PaperEntry | None:
    """Return what `volume.toml` says of a paper."""
    return next((entry for entry in volume.papers if entry.id == paper), None)


def titles_in_other_languages(
    paper: Paper, volume: Volume
) -> Iterable[tuple[str, str]]:
    """Yield language and title of each translation that `volume.toml` gives."""
    entry = entry_of(volume, paper.id)
    for code, words in (entry.translations if entry else {}).items():
        title = with_subtitle(
            str(words.get("title", "")), str(words.get("subtitle", ""))
        )
        if title and code != paper.language:
            yield code, title


def _imprint(volume: Volume) -> Item:
    start, end = conference_days(volume.conference)
    days = [[d.year, d.month, d.day] for d in (start, end) if d is not None]
    return {
        "collection-title": one_line(volume.series),
        "collection-number": one_line(volume.series_number),
        "event-title": one_line(volume.conference.name),
        "event-place": one_line(volume.conference.place),
        "event-date": {"date-parts": days} if days else {},
        "publisher": one_line(volume.publisher),
        "publisher-place": one_line(volume.publisher_place),
        "ISBN": isbn_of(volume),
        "ISSN": issn_of(volume),
    }


def _issued(volume: Volume) -> Item:
    parts = date_parts(volume)
    return {"date-parts": [parts]} if parts else {}


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
