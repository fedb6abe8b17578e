"""The front of an article: what catalogues, indexes and repositories read."""

from collections.abc import Iterable, Mapping

from lxml import etree

from proceedings.book.assemble import Book
from proceedings.book.citation import licence_address, when
from proceedings.model import Paper, Person, Volume
from proceedings.writers.citing import records
from proceedings.writers.citing.names import csl_name, family_of, orcid_address
from proceedings.writers.citing.words import one_line, paragraphs, plain_letters
from proceedings.writers.jats.elements import (
    HREF,
    LANG,
    Element,
    add,
    add_if,
    element,
    name_of,
)

ALI = "http://www.niso.org/schemas/ali/1.0/"
_MEDIA = {"pdf": "electronic", "epub": "electronic", "html": "electronic"}


def front(paper: Paper, book: Book, counts: Mapping[str, int]) -> Element:
    """Return the front of a paper; `counts` holds the numbers of figures and so on."""
    made = element("front")
    made.append(_journal(book.volume))
    meta = add(made, "article-meta")
    add(meta, "article-id", paper.id, {"pub-id-type": "publisher-id"})
    add_if(meta, "article-id", records.bare_doi(paper.doi), {"pub-id-type": "doi"})
    _category(meta, paper, book.volume)
    _titles(meta, paper, book.volume)
    _authors(meta, paper)
    _date(meta, book.volume)
    add_if(meta, "volume", one_line(book.volume.series_number))
    add_if(meta, "volume-series", one_line(book.volume.series))
    for medium, number in book.volume.isbn.items():
        about = {"publication-format": _MEDIA.get(medium, medium)}
        add_if(meta, "isbn", one_line(number), about)
    _pages(meta, book.pages.get(paper.id))
    _permissions(meta, paper)
    _abstracts(meta, paper)
    _keywords(meta, paper)
    _funding(meta, paper, book)
    _conference(meta, paper, book.volume)
    _counts(meta, counts, book.pages.get(paper.id))
    return made


def _journal(volume: Volume) -> Element:
    made = element("journal-meta")
    name = "-".join(plain_letters(volume.title).split()) or "volume"
    add(made, "journal-id", name, {"journal-id-type": "publisher-id"})
    titles = add(made, "journal-title-group")
    add(titles, "journal-title", one_line(volume.title), {LANG: volume.language})
    add_if(titles, "journal-subtitle", one_line(volume.subtitle))
    if volume.editors:
        group = add(made, "contrib-group", "", {"content-type": "editors"})
        for editor in volume.editors:
            _person(add(group, "contrib", "", {"contrib-type": "editor"}), editor)
    for medium, number in volume.issn.items():
        about = {"publication-format": _MEDIA.get(medium, medium)}
        add_if(made, "issn", one_line(number), about)
    if volume.publisher:
        publisher = add(made, "publisher")
        add(publisher, "publisher-name", one_line(volume.publisher))
        add_if(publisher, "publisher-loc", one_line(volume.publisher_place))
    return made


def _category(meta: Element, paper: Paper, volume: Volume) -> None:
    """Name the session, or else say no more than what a paper is."""
    titles = {session.id: session.title for session in volume.sessions}
    name = one_line(titles.get(paper.session, paper.session))
    if name:
        categories = add(meta, "article-categories")
        group = add(categories, "subj-group", "", {"subj-group-type": "heading"})
        add(group, "subject", name)


def _titles(meta: Element, paper: Paper, volume: Volume) -> None:
    group = add(meta, "title-group")
    add(group, "article-title", one_line(paper.title))
    add_if(group, "subtitle", one_line(paper.subtitle))
    for code, title in records.titles_in_other_languages(paper, volume):
        other = add(group, "trans-title-group", "", {LANG: code})
        add(other, "trans-title", title)


def _authors(meta: Element, paper: Paper) -> None:
    if not paper.authors:
        return
    places = list(dict.fromkeys(p for a in paper.authors for p in a.affiliations))
    names = {place: name_of(f"{paper.id}--aff{n}") for n, place in enumerate(places, 1)}
    group = add(meta, "contrib-group", "", {"content-type": "authors"})
    for number, author in enumerate(paper.authors, 1):
        about = {"contrib-type": "author", "corresp": "yes" * author.corresponding}
        contrib = add(group, "contrib", "", about)
        _person(contrib, author)
        if not author.corresponding:
            add_if(contrib, "email", author.email)
        for place in author.affiliations:
            add(contrib, "xref", "", {"ref-type": "aff", "rid": names[place]})
        if author.corresponding and author.email:
            about = {"ref-type": "corresp", "rid": _corresponding(paper, number)}
            add(contrib, "xref", "", about)
    for place, name in names.items():
        add(meta, "aff", one_line(place), {"id": name})
    _addresses(meta, paper)


def _addresses(meta: Element, paper: Paper) -> None:
    wanted = [
        (number, author)
        for number, author in enumerate(paper.authors, 1)
        if author.corresponding and author.email
    ]
    if wanted:
        notes = add(meta, "author-notes")
        for number, author in wanted:
            name = {"id": _corresponding(paper, number)}
            add(add(notes, "corresp", "", name), "email", author.email)


def _corresponding(paper: Paper, number: int) -> str:
    return name_of(f"{paper.id}--cor{number}")


def _person(contrib: Element, person: Person) -> None:
    add_if(contrib, "contrib-id", orcid_address(person), {"contrib-id-type": "orcid"})
    name = csl_name(person.name)
    if "family" in name:
        made = add(contrib, "name")
        add(made, "surname", family_of(name))
        add(made, "given-names", name["given"])
    else:
        add(contrib, "collab", name["literal"])


def _date(meta: Element, volume: Volume) -> None:
    parts = records.date_parts(volume)
    if not parts:
        return
    iso = "-".join(f"{part:02}" for part in parts)
    about = {"publication-format": "electronic", "date-type": "pub"}
    made = add(meta, "pub-date", "", {**about, "iso-8601-date": iso})
    for tag, part in reversed(list(zip(("year", "month", "day"), parts, strict=False))):
        add(made, tag, str(part))


def _pages(meta: Element, pages: tuple[int, int] | None) -> None:
    if pages:
        add(meta, "fpage", str(pages[0]))
        add(meta, "lpage", str(pages[1]))


def _permissions(meta: Element, paper: Paper) -> None:
    if not paper.licence:
        return
    address = licence_address(paper.licence)
    made = add(add(meta, "permissions"), "license", "", {HREF: address})
    if address:
        etree.SubElement(made, f"{{{ALI}}}license_ref").text = address
    add(made, "license-p", one_line(paper.licence))


def _abstracts(meta: Element, paper: Paper) -> None:
    """Add the abstract in the paper's own language, then those in others."""
    own = [code for code in paper.abstracts if code == paper.language]
    for code in [*own, *(c for c in paper.abstracts if c != paper.language)]:
        pieces = paragraphs(paper.abstracts[code])
        if pieces:
            tag = "abstract" if code == paper.language else "trans-abstract"
            made = add(meta, tag, "", {LANG: code})
            for piece in pieces:
                add(made, "p", piece)


def _keywords(meta: Element, paper: Paper) -> None:
    for code, words in paper.keywords.items():
        kept: Iterable[str] = [one_line(word) for word in words if one_line(word)]
        if kept:
            group = add(meta, "kwd-group", "", {"kwd-group-type": "author", LANG: code})
            for word in kept:
                add(group, "kwd", word)


def _funding(meta: Element, paper: Paper, book: Book) -> None:
    group = add(meta, "funding-group")
    funder = records.funder_of(book.identity)
    if funder:
        award = add(group, "award-group")
        add(add(award, "funding-source"), "institution", funder)
        add_if(award, "award-id", book.identity.contract)
    for code, words in book.identity.wordings_for(paper.language):
        told = f"{words.statement} {words.disclaimer}"
        add(group, "funding-statement", told, {LANG: code})


def _conference(meta: Element, paper: Paper, volume: Volume) -> None:
    conference = volume.conference
    if not conference.name:
        return
    made = add(meta, "conference")
    days = [day.isoformat() for day in records.conference_days(conference) if day]
    told = when(conference, paper.language)
    add_if(made, "conf-date", told, {"iso-8601-date": "/".join(dict.fromkeys(days))})
    add(made, "conf-name", one_line(conference.name))
    add_if(made, "conf-loc", one_line(conference.place))
    add_if(made, "conf-sponsor", one_line(volume.financer))


def _counts(
    meta: Element, counts: Mapping[str, int], pages: tuple[int, int] | None
) -> None:
    made = add(meta, "counts")
    numbers = dict(counts)
    if pages:
        numbers["page"] = pages[1] - pages[0] + 1
    for name in ("fig", "table", "equation", "ref", "page", "word"):
        if name in numbers:
            add(made, f"{name}-count", "", {"count": str(numbers[name])})
