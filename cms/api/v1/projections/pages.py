"""What partners get of pages: what all have in common, then each kind."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from cms.api.v1 import queries
from cms.api.v1.addresses import Addresses
from cms.api.v1.projections.base import Projection
from cms.api.v1.projections.bodies import Block, Form, body_of_stream
from cms.api.v1.projections.pictures import picture
from cms.core.models import BasePage, ContentPage
from cms.network.models import PartnersPage
from cms.news.models import NewsIndexPage, NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIndexPage, NewspaperIssuePage
from home.models import HomePage

NAMES = {NewsPage: "news", NewspaperIssuePage: "issue", ArticlePage: "article"}
KINDS = {
    HomePage: "front",
    ContentPage: "general",
    NewsIndexPage: "news-list",
    NewspaperIndexPage: "newspaper",
    PartnersPage: "partners",
}
# Of each id, the languages with their places in the tree of pages.
Translations = dict[Any, list[tuple[str, str]]]


def translations_of(pages: Iterable[Page]) -> Translations:
    """Return the public pages that say the same as each of these, in one query."""
    listed = list(pages)
    found: Translations = {page.translation_key: [] for page in listed}
    for key, code, place in queries.translations_of(listed):
        found[key].append((code, place))
    return found


def page(page: BasePage, to: Addresses, translations: Translations) -> Projection:
    """Return what all pages have in common."""
    name = NAMES.get(type(page), "page")
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
                "locale": code,
                "url": to.of_place(place),
                "api_url": to.of_resource(name, page.translation_key, code),
            }
            for code, place in translations[page.translation_key]
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


def body(item: BasePage, to: Addresses, form: str = Form.HTML) -> str | list[Block]:
    """Return the text of a page; one without a text has none."""
    stream = getattr(item, "body", None)
    if stream is None:
        return [] if form == Form.BLOCKS else ""
    return body_of_stream(stream, form, to, base=to.of_page(item))


def general(item: BasePage, to: Addresses, translations: Translations) -> Projection:
    """Return a page that is neither news nor of the newspaper, without its text."""
    return {
        **page(item, to, translations),
        "kind": KINDS.get(type(item), "general"),
        "lead": getattr(item, "lead", "") or getattr(item, "intro", ""),
        "in_menu": item.show_in_menus,
        "picture": picture(getattr(item, "picture", None), "", to),
        "parent": None,
    }
