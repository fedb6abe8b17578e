"""What a page tells machines: Highwire Press tags, Dublin Core, schema.org."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from proceedings.book import citation
from proceedings.book.assemble import Book
from proceedings.model import Paper, Person

_DC = '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'


def paper(subject: Paper, book: Book) -> str:
    """Return the elements for the head of a paper's page."""
    return _written([*_highwire(subject, book), *_core(subject, book)]) + _data(
        _article(subject, book)
    )


def volume(book: Book) -> str:
    """Return the elements for the head of the first page of the volume."""
    subject = book.volume
    terms = [
        ("DC.title", subject.title),
        *(("DC.creator", editor.name) for editor in subject.editors),
        ("DC.publisher", subject.publisher),
        ("DC.date", subject.issued or str(subject.year or "")),
        ("DC.language", subject.language),
        ("DC.rights", subject.rights),
        ("DC.identifier", subject.doi),
    ]
    return _written(terms) + _data({**_book(book), "@context": "https://schema.org"})


def _highwire(subject: Paper, book: Book) -> Iterator[tuple[str, str]]:
    first, last = book.pages.get(subject.id, (None, None))
    volume = book.volume
    yield "citation_title", subject.title
    for author in subject.authors:
        yield "citation_author", author.name
        for place in author.affiliations:
            yield "citation_author_institution", place
        yield "citation_author_orcid", author.orcid
    yield "citation_publication_date", str(volume.year or "")
    yield "citation_conference_title", volume.conference.name
    yield "citation_inbook_title", volume.title
    yield "citation_publisher", volume.publisher
    yield "citation_isbn", volume.isbn.get("pdf", "")
    yield "citation_issn", volume.issn.get("pdf", "")
    yield "citation_doi", subject.doi
    yield "citation_firstpage", str(first or "")
    yield "citation_lastpage", str(last or "")
    yield "citation_language", subject.language
    for words in subject.keywords.values():
        for word in words:
            yield "citation_keywords", word


def _core(subject: Paper, book: Book) -> Iterator[tuple[str, str]]:
    yield "DC.title", subject.title
    for author in subject.authors:
        yield "DC.creator", author.name
    yield "DC.language", subject.language
    yield "DC.date", book.volume.issued or str(book.volume.year or "")
    yield "DC.publisher", book.volume.publisher
    yield "DC.relation.isPartOf", book.volume.title
    yield "DC.rights", subject.licence
    yield "DC.identifier", subject.doi


def _written(terms: list[tuple[str, str]]) -> str:
    lines = [
        f'<meta name="{name}" content="{escape(value)}">'
        for name, value in terms
        if value
    ]
    return "\n".join([_DC, *lines])


def _article(subject: Paper, book: Book) -> dict[str, Any]:
    first, last = book.pages.get(subject.id, (None, None))
    return {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": subject.title,
        "alternativeHeadline": subject.subtitle,
        "author": [_person(author) for author in subject.authors],
        "inLanguage": subject.language,
        "abstract": subject.abstracts.get(subject.language, ""),
        "keywords": list(subject.keywords.get(subject.language, ())),
        "identifier": f"https://doi.org/{subject.doi}" if subject.doi else "",
        "license": citation.licence_address(subject.licence) or subject.licence,
        "pageStart": first or "",
        "pageEnd": last or "",
        "isPartOf": _book(book),
    }


def _book(book: Book) -> dict[str, Any]:
    volume = book.volume
    return {
        "@type": "Book",
        "name": volume.title,
        "editor": [_person(editor) for editor in volume.editors],
        "inLanguage": list(dict.fromkeys((volume.language, *volume.languages))),
        "isbn": volume.isbn.get("html", "") or volume.isbn.get("pdf", ""),
        "publisher": {"@type": "Organization", "name": volume.publisher}
        if volume.publisher
        else {},
        "datePublished": volume.issued or str(volume.year or ""),
        "identifier": f"https://doi.org/{volume.doi}" if volume.doi else "",
        "url": volume.url,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "@type": "Person",
        "name": person.name,
        "affiliation": [
            {"@type": "Organization", "name": place} for place in person.affiliations
        ],
        "sameAs": f"https://orcid.org/{person.orcid}" if person.orcid else "",
    }


def _data(described: Mapping[str, Any]) -> str:
    """Return a data block; no word of an author can end it."""
    told = json.dumps(_known(described), ensure_ascii=False, indent=1)
    safe = told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'\n<script type="application/ld+json">\n{safe}\n</script>'


def _known(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _known(each) for key, each in value.items() if each}
    if isinstance(value, list):
        return [_known(each) for each in value]
    return value
