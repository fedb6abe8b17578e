"""What partners get of each thing: one projection a kind, lists and details."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms.api.v1.addresses import Addresses
from cms.api.v1.markup import clean_html
from cms.assets.models import CoopImage
from cms.core.languages import own_language_first
from cms.core.models import BasePage
from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.publications.enums import FileKind, Licence
from cms.publications.models import (
    Edition,
    EditionFile,
    EditionPaper,
    EditionRecommendation,
)

WIDTHS = ("width-480", "width-800", "width-1200", "width-1600")
NAMES = {NewsPage: "news", NewspaperIssuePage: "issue", ArticlePage: "article"}
# What is offered for download; figures and covers belong to the pages.
OFFERED = {FileKind.PDF, FileKind.EPUB, FileKind.PAPER_PDF}
Projection = dict[str, Any]
Projections = list[Projection]
Translations = dict[Any, list[Page]]


def translations_of(pages: Iterable[Page]) -> Translations:
    """Return the public pages that say the same as each of these, in one query."""
    keys = {page.translation_key for page in pages}
    found: Translations = {key: [] for key in keys}
    same = (
        Page.objects.filter(translation_key__in=keys)
        .live()
        .public()
        .select_related("locale")
        .order_by("locale_id")
    )
    for page in same:
        found[page.translation_key].append(page)
    return found


def page(page: BasePage, to: Addresses, translations: Translations) -> Projection:
    """Return what all pages have in common."""
    name = NAMES[type(page)]
    return {
        "id": page.translation_key,
        "locale": page.locale.language_code,
        "served_locale": page.locale.language_code,
        "title": page.title,
        "url": to.of_page(page),
        "api_url": to.of_resource(
            name, page.translation_key, page.locale.language_code
        ),
        "translations": [
            {
                "locale": (code := other.locale.language_code),
                "url": to.of_page(other),
                "api_url": to.of_resource(name, page.translation_key, code),
            }
            for other in translations[page.translation_key]
        ],
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
    }


def news(item: NewsPage, to: Addresses, translations: Translations) -> Projection:
    """Return a news item without its text."""
    return {
        **page(item, to, translations),
        "kicker": item.kicker,
        "lead": item.lead,
        "date": item.date,
        "byline": item.byline,
        "picture": picture(item.picture, item.caption, to),
    }


def article(
    item: ArticlePage,
    issue: NewspaperIssuePage,
    to: Addresses,
    translations: Translations,
) -> Projection:
    """Return an article without its text."""
    return {
        **page(item, to, translations),
        "section": item.section,
        "kicker": item.kicker,
        "lead": item.lead,
        "byline": item.byline,
        "picture": picture(item.picture, item.caption, to),
        "issue": {
            "id": issue.translation_key,
            "title": issue.title,
            "url": to.of_page(issue),
            "api_url": to.of_resource(
                "issue", issue.translation_key, issue.locale.language_code
            ),
        },
    }


def issue(
    item: NewspaperIssuePage, to: Addresses, translations: Translations
) -> Projection:
    """Return an issue without its articles."""
    return {
        **page(item, to, translations),
        "number": item.number,
        "year": item.year,
        "date": item.date,
        "issn": item.issn,
        "lead": item.lead,
        "picture": picture(item.picture, "", to),
    }


def body(item: NewsPage | ArticlePage, to: Addresses) -> str:
    """Return the text of a page as clean HTML."""
    return clean_html(item.body.render_as_block(), base=to.of_page(item))


def picture(image: CoopImage | None, caption: str, to: Addresses) -> Projection | None:
    """Return a picture in the sizes that the site uses as well."""
    if image is None:
        return None
    found = image.get_renditions(*WIDTHS).values()
    sources = [
        {"url": to.absolute(size.url), "width": size.width, "height": size.height}
        for size in {size.width: size for size in found}.values()
    ]
    return {
        **sources[-1],
        "alt": image.default_alt_text,
        "decorative": image.is_decorative,
        "caption": caption,
        "credit": image.credit,
        "licence": image.licence,
        "srcset": sources,
    }


def partner(item: Partner, to: Addresses) -> Projection:
    """Return a partner."""
    return {
        "id": item.translation_key,
        "locale": item.locale.language_code,
        "served_locale": item.locale.language_code,
        "api_url": to.of_resource(
            "partner", item.translation_key, item.locale.language_code
        ),
        "name": item.name,
        "place": item.place,
        "country": item.country,
        "country_name": item.get_country_display(),
        "kind": item.kind,
        "kind_name": item.get_kind_display(),
        "is_lead": item.is_lead,
        "website": item.website,
        "description": item.description,
    }


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


def paper_in_full(item: EditionPaper, edition: Edition, to: Addresses) -> Projection:
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
        "body": clean_html(item.html, base=figures),
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
