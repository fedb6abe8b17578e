"""What partners get of proceedings: volumes, papers, recommendations, files."""

from django.conf import settings

from cms.api.v1.addresses import Addresses
from cms.api.v1.projections.base import Projection
from cms.api.v1.projections.bodies import Form, body_of_html
from cms.core.languages import own_language_first
from cms.publications.enums import FileKind, Licence
from cms.publications.models import (
    Edition,
    EditionFile,
    EditionPaper,
    EditionRecommendation,
)

# What is offered for download; figures and covers belong to the pages.
OFFERED = {FileKind.PDF, FileKind.EPUB, FileKind.PAPER_PDF}


def volume(edition: Edition, to: Addresses) -> Projection:
    """Return a volume as its current edition printed it."""
    book, words, details = edition.volume, edition.text, edition.details
    conference = details.get("conference") or {}
    isbn = details.get("isbn") or {}
    return {
        "id": book.slug,
        "language": edition.language,
        "text_language": edition.text_language,
        "served_locale": edition.text_language,
        "title": words.get("title", ""),
        "subtitle": words.get("subtitle", ""),
        "description": words.get("description", ""),
        "year": details.get("year"),
        "issued": details.get("issued") or None,
        "publisher": details.get("publisher", ""),
        "publisher_place": details.get("publisher_place", ""),
        "isbn": {"pdf": isbn.get("pdf", ""), "epub": isbn.get("epub", "")},
        "licence": licence(details.get("licence", "")),
        "editors": [
            {"name": one["name"], "affiliation": one.get("affiliation", "")}
            for one in details.get("editors", [])
        ],
        "conference": {
            "name": words.get("conference_name", ""),
            "place": conference.get("place", ""),
            "start": conference.get("start") or None,
            "end": conference.get("end") or None,
        },
        "edition": {
            "id": edition.uuid,
            "number": edition.number,
            "published_at": edition.published_at,
        },
        "pages": edition.pages,
        "files": [
            file(one, edition, to)
            for one in edition.files.all()
            if one.paper_id is None and one.kind in OFFERED
        ],
        "url": to.of_volume(book),
        "api_url": to.of_resource("volume", book.slug),
        "translations": [
            {
                "locale": code,
                "url": to.of_volume(book, code),
                "api_url": to.of_resource("volume", book.slug, code),
            }
            for code, _name in settings.LANGUAGES
        ],
    }


def licence(name: str) -> Projection:
    """Return a licence with the address of its text."""
    known = name in Licence.values
    return {"name": name, "url": Licence(name).url if known else ""}


def volume_reference(edition: Edition, to: Addresses) -> Projection:
    """Return a volume in a few words."""
    return {
        "id": edition.volume.slug,
        "title": edition.title,
        "url": to.of_volume(edition.volume),
        "api_url": to.of_resource("volume", edition.volume.slug),
    }


def paper_id(edition: Edition, paper: EditionPaper) -> str:
    """Return the id of a paper; neither part can hold a dot."""
    return f"{edition.volume.slug}.{paper.slug}"


def paper(item: EditionPaper, edition: Edition, to: Addresses) -> Projection:
    """Return a paper without its text."""
    return {
        "id": paper_id(edition, item),
        "title": item.title,
        "subtitle": item.subtitle,
        "language": item.language,
        "served_locale": item.language,
        "session": item.session,
        "authors": [
            {
                "name": author["name"],
                "affiliations": author.get("affiliations", []),
                "orcid": author.get("orcid", ""),
            }
            for author in item.authors
        ],
        "first_page": item.first_page,
        "last_page": item.last_page,
        "doi": item.doi,
        "licence": item.licence,
        "url": to.of_paper(edition.volume, item),
        "api_url": to.of_resource("paper", paper_id(edition, item)),
        "volume": volume_reference(edition, to),
    }


def paper_in_full(
    item: EditionPaper, edition: Edition, to: Addresses, form: str = Form.HTML
) -> Projection:
    """Return a paper with abstracts, files and text."""
    figures = to.of_figures(edition.volume, edition)
    return {
        **paper(item, edition, to),
        "abstracts": [
            {"language": language, "text": text}
            for language, text in own_language_first(item.abstracts, item.language)
        ],
        "keywords": [
            {"language": language, "words": words}
            for language, words in own_language_first(item.keywords, item.language)
        ],
        "files": [
            file(one, edition, to) for one in item.files.all() if one.kind in OFFERED
        ],
        "body": body_of_html(item.html, form, base=figures),
    }


def recommendation(
    item: EditionRecommendation, edition: Edition, to: Addresses
) -> Projection:
    """Return a recommendation."""
    return {
        "id": item.translation_key,
        "number": item.number,
        "target_group": item.target_group,
        "target_group_name": item.get_target_group_display(),
        "text_language": item.text_language,
        "served_locale": item.text_language,
        "title": item.title,
        "text": item.text,
        "papers": [paper_id(edition, one) for one in item.papers.all()],
        "url": to.of_recommendations(edition.volume),
        "api_url": to.of_resource("recommendation", item.translation_key),
        "volume": volume_reference(edition, to),
    }


def file(item: EditionFile, edition: Edition, to: Addresses) -> Projection:
    """Return a file with its checksum."""
    return {
        "name": item.name,
        "kind": item.kind,
        "media_type": item.media_type,
        "bytes": item.bytes,
        "sha256": item.sha256,
        "url": to.of_file(edition.volume, edition, item),
    }
