"""Metadata for DataCite, kernel 4.6 as JSON: `volume.datacite.json`, one a paper.

Nothing is sent. What DataCite requires and nobody knows is `:unav`, its word for
that; a work without a DOI has none here, and may be given one.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from proceedings.book.assemble import Book
from proceedings.book.citation import licence_address
from proceedings.model import Paper, Person, Volume
from proceedings.report import Finding
from proceedings.writers.citing import records
from proceedings.writers.citing.names import csl_name, family_of, orcid_address
from proceedings.writers.citing.output import save
from proceedings.writers.citing.remarks import missing
from proceedings.writers.citing.words import one_line, paragraphs, with_subtitle
from proceedings.writers.order import Order

SCHEMA = "http://datacite.org/schema/kernel-4"
UNKNOWN = ":unav"
Data = dict[str, Any]


def write(order: Order) -> list[Path]:
    """Write the volume and each paper; nothing without a year of publication."""
    book = order.book
    if remarks(book):
        return []
    folder = order.out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    made = {order.out / "volume.datacite.json": volume_data(book)}
    for paper in book.papers:
        made[folder / f"{paper.id}.datacite.json"] = paper_data(paper, book)
    for path, data in made.items():
        save(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return list(made)


def remarks(book: Book) -> list[Finding]:
    """Return what keeps the files from being written."""
    return missing("datacite", {"volume.year": records.date_parts(book.volume)})


def volume_data(book: Book) -> Data:
    """Return the volume: its editors, and the papers that are part of it."""
    volume = book.volume
    title = with_subtitle(volume.title, volume.subtitle)
    parts = [_related_doi("HasPart", paper.doi) for paper in book.papers]
    editors = [_person(person) for person in _named(volume.editors)]
    return _kept(
        {
            **_common(book, volume.doi, volume.language),
            "url": one_line(volume.url),
            "types": {
                "resourceTypeGeneral": "ConferenceProceeding",
                "resourceType": "Proceedings",
            },
            "creators": editors or [{"name": UNKNOWN}],
            "titles": [
                {"title": title, "lang": volume.language},
                *_translated(volume, volume.language),
            ],
            "contributors": _editors(volume),
            "alternateIdentifiers": [
                *_numbers(volume.isbn, "ISBN"),
                *_numbers(volume.issn, "ISSN"),
            ],
            "relatedIdentifiers": [part for part in parts if part],
        }
    )


def paper_data(paper: Paper, book: Book) -> Data:
    """Return a paper, part of the volume."""
    volume = book.volume
    creators = [_person(person) for person in _named(paper.authors)]
    translated = records.titles_in_other_languages(paper, volume)
    cited = (
        _related_doi("References", str(w.get("DOI", ""))) for w in paper.references
    )
    related = [_related_doi("IsPartOf", volume.doi), *_part_of(volume), *cited]
    return _kept(
        {
            **_common(book, paper.doi, paper.language),
            "url": records.address_of(volume, paper.id),
            "types": {
                "resourceTypeGeneral": "ConferencePaper",
                "resourceType": "Conference paper",
            },
            "creators": creators or [{"name": UNKNOWN}],
            "titles": [
                _title(with_subtitle(paper.title, paper.subtitle), paper.language),
                *(
                    {**_title(title, code), "titleType": "TranslatedTitle"}
                    for code, title in translated
                ),
            ],
            "contributors": _editors(volume),
            "subjects": [
                {"subject": one_line(word), "lang": code}
                for code, words in paper.keywords.items()
                for word in words
                if one_line(word)
            ],
            "descriptions": [
                {
                    "description": "\n\n".join(paragraphs(words)),
                    "descriptionType": "Abstract",
                    "lang": code,
                }
                for code, words in paper.abstracts.items()
                if paragraphs(words)
            ],
            "rightsList": _rights(paper.licence),
            "relatedIdentifiers": _different(each for each in related if each),
            "relatedItems": [_container(paper, book)],
        }
    )


def _common(book: Book, doi: str, language: str) -> Data:
    volume = book.volume
    parts = records.date_parts(volume)
    issued = "-".join(f"{part:02}" for part in parts)
    return {
        "schemaVersion": SCHEMA,
        "doi": records.bare_doi(doi),
        "language": language,
        "publisher": {"name": one_line(volume.publisher) or UNKNOWN},
        "publicationYear": f"{parts[0]:04}",
        "dates": [{"date": issued, "dateType": "Issued"}],
        "fundingReferences": _funding(book),
    }


def _kept(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}


def _named(people: Iterable[Person]) -> list[Person]:
    return [person for person in people if one_line(person.name)]


def _person(person: Person) -> Data:
    name = csl_name(person.name)
    if "given" not in name:
        return {"name": family_of(name)}
    identifier = {
        "nameIdentifier": orcid_address(person),
        "nameIdentifierScheme": "ORCID",
        "schemeUri": "https://orcid.org",
    }
    places = dict.fromkeys(map(one_line, person.affiliations))
    return _kept(
        {
            "name": f"{family_of(name)}, {name['given']}",
            "nameType": "Personal",
            "givenName": name["given"],
            "familyName": family_of(name),
            "nameIdentifiers": [identifier] if orcid_address(person) else [],
            "affiliation": [{"name": place} for place in places if place],
        }
    )


def _editors(volume: Volume) -> list[Data]:
    return [
        {**_person(editor), "contributorType": "Editor"}
        for editor in _named(volume.editors)
    ]


def _title(title: str, language: str) -> Data:
    return _kept({"title": title or UNKNOWN, "lang": language})


def _translated(volume: Volume, language: str) -> Iterable[Data]:
    for code, words in volume.translations.items():
        title = one_line(str(words.get("title", "")))
        if title and code != language:
            yield {"title": title, "lang": code, "titleType": "TranslatedTitle"}


def _numbers(numbers: Mapping[str, str], kind: str) -> list[Data]:
    return [
        {"alternateIdentifier": number, "alternateIdentifierType": kind}
        for number in dict.fromkeys(map(one_line, numbers.values()))
        if number
    ]


def _related_doi(relation: str, doi: str) -> Data:
    bare = records.bare_doi(doi)
    if not bare:
        return {}
    return {
        "relatedIdentifier": bare,
        "relatedIdentifierType": "DOI",
        "relationType": relation,
    }


def _part_of(volume: Volume) -> Iterable[Data]:
    number = records.isbn_of(volume)
    if number:
        yield {
            "relatedIdentifier": number,
            "relatedIdentifierType": "ISBN",
            "relationType": "IsPartOf",
        }


def _different(rows: Iterable[Data]) -> list[Data]:
    kept: list[Data] = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept


def _container(paper: Paper, book: Book) -> Data:
    """Return the volume as what the paper was published in, with its pages."""
    volume = book.volume
    first, last = book.pages.get(paper.id, (None, None))
    return _kept(
        {
            "relatedItemType": "ConferenceProceeding",
            "relationType": "IsPublishedIn",
            "titles": [{"title": with_subtitle(volume.title, volume.subtitle)}],
            "publicationYear": f"{records.date_parts(volume)[0]:04}",
            "publisher": one_line(volume.publisher),
            "volume": one_line(volume.series_number),
            "firstPage": str(first or ""),
            "lastPage": str(last or ""),
            "contributors": _editors(volume),
        }
    )


def _rights(licence: str) -> list[Data]:
    name, address = one_line(licence), licence_address(licence)
    if not name:
        return []
    if not address:
        return [{"rights": name}]
    return [
        {
            "rights": name,
            "rightsUri": address,
            # The identifier of SPDX is the short name with hyphens.
            "rightsIdentifier": name.replace(" ", "-"),
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    ]


def _funding(book: Book) -> list[Data]:
    identity = book.identity
    funder = records.funder_of(identity)
    if not funder:
        return []
    title = identity.project.get("en", "")
    award = {"awardNumber": identity.contract, "awardTitle": one_line(title)}
    return [_kept({"funderName": funder, **award})]
