"""What search engines and libraries read of volumes and papers."""

import json
from datetime import date

from babel.dates import format_date
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.publications.enums import Licence
from cms.publications.models import Edition, EditionPaper

BABEL_LOCALES = {"sl": "sl", "it": "it", "en": "en_GB"}
# A data block must not end its element, nor begin a comment.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def highwire(paper: EditionPaper, address: str, pdf: str) -> list[tuple[str, str]]:
    """Return the meta tags by which Google Scholar and Zotero know a paper."""
    details = paper.edition.details
    text = paper.edition.texts[paper.edition.language]
    issued = details["issued"].replace("-", "/") or str(details["year"])
    isbn = details["isbn"]
    rows = [
        ("citation_title", _whole_title(paper.title, paper.subtitle)),
        *[("citation_author", name) for name in paper.author_names],
        ("citation_publication_date", issued),
        ("citation_conference_title", text["conference_name"]),
        ("citation_inbook_title", _whole_title(text["title"], text["subtitle"])),
        ("citation_publisher", details["publisher"]),
        ("citation_isbn", isbn.get("pdf") or isbn.get("epub") or ""),
        ("citation_doi", paper.doi),
        ("citation_firstpage", str(paper.first_page or "")),
        ("citation_lastpage", str(paper.last_page or "")),
        ("citation_language", paper.language),
        *[("citation_keywords", word) for word in paper.all_keywords],
        ("citation_abstract_html_url", address),
        ("citation_fulltext_html_url", address),
        ("citation_pdf_url", pdf),
    ]
    return [(name, value) for name, value in rows if value]


def article(paper: EditionPaper, address: str, volume: str) -> SafeString:
    """Return a paper as linked data of schema.org."""
    facts = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": address,
        "url": address,
        "headline": _whole_title(paper.title, paper.subtitle),
        "author": [_person(author) for author in paper.authors],
        "inLanguage": paper.language,
        "abstract": paper.abstracts.get(paper.language, ""),
        "keywords": paper.all_keywords,
        "pageStart": paper.first_page,
        "pageEnd": paper.last_page,
        "license": _licence(paper.licence),
        "identifier": f"https://doi.org/{paper.doi}" if paper.doi else "",
        "datePublished": _issued(paper.edition),
        "isAccessibleForFree": True,
        "isPartOf": _book_facts(paper.edition, volume),
    }
    return _data(facts)


def book(edition: Edition, address: str) -> SafeString:
    """Return a volume as linked data of schema.org."""
    return _data({"@context": "https://schema.org", **_book_facts(edition, address)})


def day_range(conference: dict) -> str:
    """Return the days of a conference in the active language."""
    days = [date.fromisoformat(day) for day in _days(conference)]
    locale = BABEL_LOCALES[(get_language() or settings.LANGUAGE_CODE)[:2]]
    written = [format_date(day, "long", locale=locale) for day in days]
    if len(days) == 2 and (days[0].year, days[0].month) == (
        days[1].year,
        days[1].month,
    ):
        point = "." if written[1].startswith(f"{days[1].day}.") else ""
        return f"{days[0].day}{point}–{written[1]}"
    return " – ".join(written)


def _days(conference: dict) -> list[str]:
    days = [conference["start"], conference["end"]]
    return list(dict.fromkeys(day for day in days if day))


def _book_facts(edition: Edition, address: str) -> dict:
    details = edition.details
    text = edition.texts[edition.language]
    isbn = [number.replace("-", "") for _kind, number in edition.isbns]
    return _known(
        {
            "@type": "Book",
            "@id": address,
            "url": address,
            "name": _whole_title(text["title"], text["subtitle"]),
            "description": text["description"],
            "editor": [_person(editor) for editor in details["editors"]],
            "inLanguage": edition.language,
            "isbn": isbn,
            "bookFormat": "https://schema.org/EBook",
            "bookEdition": details["edition_statement"],
            "numberOfPages": edition.pages,
            "datePublished": _issued(edition),
            "publisher": _known({"@type": "Organization", "name": details["publisher"]})
            if details["publisher"]
            else None,
            "license": _licence(details["licence"]),
            "isAccessibleForFree": True,
        }
    )


def _person(person: dict) -> dict:
    places = person.get("affiliations") or [person.get("affiliation", "")]
    orcid = person.get("orcid", "")
    return _known(
        {
            "@type": "Person",
            "@id": f"https://orcid.org/{orcid}" if orcid else "",
            "name": person["name"],
            "affiliation": [
                {"@type": "Organization", "name": place} for place in places if place
            ],
        }
    )


def _issued(edition: Edition) -> str:
    return edition.details["issued"] or str(edition.details["year"])


def _licence(value: str) -> str:
    return Licence(value).url if value in Licence.values else ""


def _whole_title(title: str, subtitle: str) -> str:
    return f"{title}: {subtitle}" if subtitle else title


def _known(facts: dict) -> dict:
    return {key: value for key, value in facts.items() if value not in ("", [], None)}


def _data(facts: dict) -> SafeString:
    text = json.dumps(_known(facts), ensure_ascii=False)
    return SafeString(text.translate(ESCAPES))
