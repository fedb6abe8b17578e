"""Deposit metadata for Crossref, schema 5.5.0: `volume.crossref.xml`.

The order of elements is that of the schema: contributors before titles, funding
before licence, both before the DOI. Nothing is sent; registering needs a membership
and a prefix.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from proceedings.book.assemble import Book
from proceedings.book.citation import licence_address, when
from proceedings.model import Paper, Person, Volume
from proceedings.report import Finding
from proceedings.writers.citing import records
from proceedings.writers.citing.names import csl_name, family_of, orcid_address
from proceedings.writers.citing.remarks import missing, without_doi
from proceedings.writers.citing.words import one_line, paragraphs, with_subtitle
from proceedings.writers.citing.xml import LANG, Element, add, add_if
from proceedings.writers.order import Order

VERSION = "5.5.0"
CROSSREF = f"http://www.crossref.org/schema/{VERSION}"
FUNDING = "http://www.crossref.org/fundref.xsd"
ACCESS = "http://www.crossref.org/AccessIndicators.xsd"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"https://data.crossref.org/schemas/crossref{VERSION}.xsd"
_NAMESPACES: Any = {
    None: CROSSREF,
    "xsi": _XSI,
    "fr": FUNDING,
    "ai": ACCESS,
    "jats": JATS,
}
# The schema's own limits.
_NAME = re.compile(r"[^\d?]*[^?\s]+[^\d]*")
_LONGEST_NAME = 60
_LONGEST_PLACE = 1024


def write(order: Order) -> list[Path]:
    """Write the deposit; nothing when `volume.toml` lacks what it needs."""
    if _missing(order.book):
        return []
    target = order.out / "volume.crossref.xml"
    target.write_bytes(
        etree.tostring(
            deposit(order.book),
            encoding="UTF-8",
            xml_declaration=True,
            pretty_print=True,
        )
    )
    return [target]


def remarks(book: Book) -> list[Finding]:
    """Return what keeps the deposit, or a paper, from being written."""
    lacking = _missing(book)
    papers = (without_doi("crossref", p.id) for p in book.papers if not _doi(p))
    return lacking or list(papers)


def _missing(book: Book) -> list[Finding]:
    volume = book.volume
    needed = {
        "volume.crossref.depositor_name": volume.deposit.depositor_name,
        "volume.crossref.email": volume.deposit.email,
        "volume.crossref.registrant": volume.deposit.registrant,
        "volume.conference.name": volume.conference.name,
        "volume.publisher": volume.publisher,
        "volume.year": records.date_parts(volume),
        "volume.paper_url": volume.paper_url,
        "papers.doi": any(_doi(paper) for paper in book.papers),
    }
    return missing("crossref", needed)


def deposit(book: Book) -> Element:
    """Return the batch of the volume and of every paper that has a DOI."""
    root = etree.Element(_tag("doi_batch"), nsmap=_NAMESPACES)
    root.set("version", VERSION)
    root.set(f"{{{_XSI}}}schemaLocation", f"{CROSSREF} {_LOCATION}")
    head = add(root, _tag("head"))
    conference = add(add(root, _tag("body")), _tag("conference"))
    _people(conference, book.volume.editors, "editor")
    _event(conference, book.volume)
    _proceedings(conference, book.volume)
    for paper in book.papers:
        if _doi(paper):
            _paper(conference, paper, book)
    _head(head, book, etree.tostring(conference))
    etree.cleanup_namespaces(root, top_nsmap=_NAMESPACES)
    return root


def _head(head: Element, book: Book, content: bytes) -> None:
    """Name the batch by its content; a later edition has a later date of issue."""
    given = book.volume.deposit
    moment = datetime.fromtimestamp(book.timestamp, UTC)
    digest = hashlib.sha256(content).hexdigest()[:24]
    add(head, _tag("doi_batch_id"), f"proceedings-{digest}")
    add(head, _tag("timestamp"), moment.strftime("%Y%m%d%H%M%S"))
    depositor = add(head, _tag("depositor"))
    add(depositor, _tag("depositor_name"), one_line(given.depositor_name))
    add(depositor, _tag("email_address"), one_line(given.email))
    add(head, _tag("registrant"), one_line(given.registrant))


def _event(parent: Element, volume: Volume) -> None:
    conference = volume.conference
    event = add(parent, _tag("event_metadata"))
    add(event, _tag("conference_name"), one_line(conference.name))
    add_if(event, _tag("conference_location"), one_line(conference.place))
    start, end = records.conference_days(conference)
    if start:
        days = {**_day("start", start), **_day("end", end or start)}
        add(event, _tag("conference_date"), when(conference, volume.language), days)


def _day(which: str, day: date) -> dict[str, str]:
    return {
        f"{which}_year": f"{day.year:04}",
        f"{which}_month": f"{day.month:02}",
        f"{which}_day": f"{day.day:02}",
    }


def _proceedings(parent: Element, volume: Volume) -> None:
    """Add the volume; one of a series with an ISSN is described as such."""
    issn = records.issn_of(volume)
    in_series = bool(volume.series and issn)
    name = "proceedings_series_metadata" if in_series else "proceedings_metadata"
    made = add(parent, _tag(name))
    if in_series:
        series = add(made, _tag("series_metadata"))
        titles = add(series, _tag("titles"))
        add(titles, _tag("title"), one_line(volume.series))
        add(series, _tag("issn"), issn)
    else:
        made.set("language", volume.language[:2])
    title = with_subtitle(volume.title, volume.subtitle)
    add(made, _tag("proceedings_title"), title)
    if in_series:
        add_if(made, _tag("volume"), one_line(volume.series_number))
    publisher = add(made, _tag("publisher"))
    add(publisher, _tag("publisher_name"), one_line(volume.publisher))
    add_if(publisher, _tag("publisher_place"), one_line(volume.publisher_place))
    _date(made, volume)
    numbers = {kind: one_line(n) for kind, n in volume.isbn.items() if one_line(n)}
    for kind, number in numbers.items():
        media = "print" if kind == "print" else "electronic"
        add(made, _tag("isbn"), number, {"media_type": media})
    if not numbers:
        add(made, _tag("noisbn"), "", {"reason": "monograph"})
    doi = records.bare_doi(volume.doi)
    if doi and volume.url:
        _doi_data(made, doi, one_line(volume.url))


def _paper(parent: Element, paper: Paper, book: Book) -> None:
    volume = book.volume
    about = {"publication_type": "full_text", "language": paper.language[:2]}
    made = add(parent, _tag("conference_paper"), "", about)
    _people(made, paper.authors, "author")
    titles = add(made, _tag("titles"))
    add(titles, _tag("title"), one_line(paper.title))
    add_if(titles, _tag("subtitle"), one_line(paper.subtitle))
    for code, words in paper.abstracts.items():
        if pieces := paragraphs(words):
            abstract = add(made, f"{{{JATS}}}abstract", "", {LANG: code})
            for piece in pieces:
                add(abstract, f"{{{JATS}}}p", piece)
    _date(made, volume)
    if pages := book.pages.get(paper.id):
        span = add(made, _tag("pages"))
        add(span, _tag("first_page"), str(pages[0]))
        add(span, _tag("last_page"), str(pages[1]))
    _programs(made, paper, book)
    _doi_data(made, _doi(paper), records.address_of(volume, paper.id))
    _citations(made, paper)


def _programs(made: Element, paper: Paper, book: Book) -> None:
    funder = records.funder_of(book.identity)
    if funder:
        program = add(made, f"{{{FUNDING}}}program", "", {"name": "fundref"})
        told = f"{{{FUNDING}}}assertion"
        add(program, told, funder, {"name": "funder_name"})
        add_if(program, told, book.identity.contract, {"name": "award_number"})
    address = licence_address(paper.licence)
    if address:
        program = add(made, f"{{{ACCESS}}}program", "", {"name": "AccessIndicators"})
        add(program, f"{{{ACCESS}}}license_ref", address)


def _people(parent: Element, people: Iterable[Person], role: str) -> None:
    group = add(parent, _tag("contributors"))
    for number, person in enumerate(people):
        sequence = "additional" if number else "first"
        about = {"sequence": sequence, "contributor_role": role}
        _person(group, person, about)
    if not len(group):
        parent.remove(group)


def _person(group: Element, person: Person, about: Mapping[str, str]) -> None:
    name = csl_name(person.name)
    family, given = family_of(name), name.get("given", "")
    if not given or not (_is_name(family) and _is_name(given)):
        whole = one_line(person.name)[:_LONGEST_PLACE]
        add_if(group, _tag("organization"), whole, about)
        return
    made = add(group, _tag("person_name"), "", about)
    add(made, _tag("given_name"), given)
    add(made, _tag("surname"), family)
    places = [one_line(place)[:_LONGEST_PLACE] for place in person.affiliations]
    if any(places):
        affiliations = add(made, _tag("affiliations"))
        for place in filter(None, places):
            institution = add(affiliations, _tag("institution"))
            add(institution, _tag("institution_name"), place)
    add_if(made, _tag("ORCID"), orcid_address(person))


def _is_name(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and _NAME.fullmatch(words) is not None


def _date(parent: Element, volume: Volume) -> None:
    year, month, day = (*records.date_parts(volume), 0, 0)[:3]
    made = add(parent, _tag("publication_date"), "", {"media_type": "online"})
    if month:
        add(made, _tag("month"), f"{month:02}")
    if day:
        add(made, _tag("day"), f"{day:02}")
    add(made, _tag("year"), f"{year:04}")


def _doi_data(parent: Element, doi: str, address: str) -> None:
    made = add(parent, _tag("doi_data"))
    add(made, _tag("doi"), doi)
    add(made, _tag("resource"), address)


def _citations(parent: Element, paper: Paper) -> None:
    group = add(parent, _tag("citation_list"))
    for number, item in enumerate(paper.references, 1):
        citation = add(group, _tag("citation"), "", {"key": f"ref{number}"})
        for name, value in _cited(item).items():
            add_if(citation, _tag(name), value)
        if not len(citation):
            group.remove(citation)
    if not len(group):
        parent.remove(group)


def _cited(item: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts of a reference, in the order of the schema."""
    doi = records.bare_doi(str(item.get("DOI", "")))
    if doi:
        return {"doi": doi}
    if "unstructured" in item:
        return {"unstructured_citation": one_line(str(item["unstructured"]))}
    people = item.get("author") or item.get("editor") or [{}]
    journal = str(item.get("type", "")).startswith("article")
    within = one_line(str(item.get("container-title", "")))
    title = one_line(str(item.get("title", "")))
    return {
        "journal_title": within if journal else "",
        "author": family_of(people[0]),
        "first_page": one_line(str(item.get("page", ""))).partition("-")[0][:32],
        "cYear": records.year_of(item),
        "volume_title": "" if journal else within or title,
        "article_title": title if journal or within else "",
    }


def _doi(paper: Paper) -> str:
    return records.bare_doi(paper.doi)


def _tag(name: str) -> str:
    return f"{{{CROSSREF}}}{name}"
