"""Atom, RSS and JSON Feed of news, newspaper and papers, one a language."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from cms.api.gate import admits
from cms.api.models import ApiKey
from cms.api.v1 import ledger, projections, validators
from cms.api.v1.addresses import Addresses
from cms.api.v1.resources import RESOURCES
from cms.core.addresses import absolute
from cms.core.text import for_xml
from cms.identity.queries import grant_profile

MOST = 30
EPOCH = datetime(2012, 1, 1, tzinfo=UTC)
MAX_AGE = 300
JSON_FEED = "https://jsonfeed.org/version/1.1"
MEDIA_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
Facts = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One entry of a feed."""

    id: str
    url: str
    title: str
    summary: str
    authors: list[str]
    published: datetime
    updated: datetime
    language: str
    html: str = ""
    picture: Facts | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of feed: the resource that it lists, its name, and how entries read."""

    resource: str
    title: Callable[[], str]
    item: Callable[[Any, Facts, Addresses], Item]


# --- what a feed says ------------------------------------------------------------
def _page(page: Any, entry: Facts, to: Addresses) -> Item:
    published = _moment(entry.get("date") or entry["published_at"])
    updated = entry["updated_at"]
    return Item(
        id=f"urn:uuid:{entry['id']}",
        url=entry["url"],
        title=entry["title"],
        summary=entry["lead"],
        authors=[name for name in [entry.get("byline", "")] if name],
        published=published,
        updated=max(published, _moment(updated)) if updated else published,
        language=entry["locale"],
        html=projections.body(page, to) if hasattr(page, "body") else "",
        picture=entry["picture"],
    )


def _paper(paper: Any, entry: Facts, _to: Addresses) -> Item:
    published = paper.edition.published_at
    return Item(
        id=entry["url"],
        url=entry["url"],
        title=entry["title"],
        summary=paper.abstracts.get(paper.language, ""),
        authors=[author["name"] for author in entry["authors"]],
        published=published,
        updated=published,
        language=entry["language"],
    )


KINDS = {
    "news": Kind("news", lambda: _("News"), _page),
    "newspaper": Kind("newspaper-issues", lambda: _("Newspaper"), _page),
    "articles": Kind("articles", lambda: _("Articles of the newspaper"), _page),
    "papers": Kind("papers", lambda: _("Papers of the proceedings"), _paper),
}


def _items(kind: Kind, locale: str) -> list[Item]:
    to = Addresses(None, locale)
    resource = RESOURCES[kind.resource](locale, to)
    things = list(resource.found()[:MOST])
    entries = resource.project_all(things)
    pairs = zip(things, entries, strict=True)
    return [kind.item(thing, entry, to) for thing, entry in pairs]


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if value is None:
        # Never published through the editor, so without a date: as old as the project.
        return EPOCH
    return datetime.combine(value, time(12), tzinfo=UTC)


# --- how it is written --------------------------------------------------------------
def _etag(request: HttpRequest, locale: str, kind: str, form: str) -> str | None:
    return validators.of_request(request, ledger.version()).etag or None


def _opens(key: ApiKey, locale: str, kind: str, form: str) -> bool:
    known = kind in KINDS
    return known and key.opens(KINDS[kind].resource) and key.speaks(locale)


@require_safe
@admits(_opens)
@condition(etag_func=_etag)
def feed(request: HttpRequest, locale: str, kind: str, form: str) -> HttpResponse:
    """Answer one feed, newest first."""
    if locale not in dict(settings.LANGUAGES) or kind not in KINDS:
        raise Http404
    with translation.override(locale):
        items = _items(KINDS[kind], locale)
        words = grant_profile(request).wording(locale)
        head = {
            "title": f"COOP – {KINDS[kind].title()}",
            "link": absolute(f"/{locale}/"),
            "address": absolute(reverse("feed", args=[locale, kind, form])),
            "funding": f"{words.statement} {words.disclaimer}",
            "language": locale,
        }
        body = WRITERS[form](head, items)
    response = HttpResponse(body, content_type=MEDIA_TYPES[form])
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _xml(generator: type, head: Facts, items: list[Item]) -> str:
    made = generator(
        title=head["title"],
        link=head["link"],
        description=for_xml(head["funding"]),
        subtitle=for_xml(head["funding"]),
        language=head["language"],
        feed_url=head["address"],
        feed_copyright=for_xml(head["funding"]),
    )
    for item in items:
        made.add_item(
            title=for_xml(item.title),
            link=item.url,
            description=for_xml(item.html or item.summary),
            author_name=for_xml(", ".join(item.authors)) or None,
            pubdate=item.published,
            updateddate=item.updated,
            unique_id=item.id,
            unique_id_is_permalink=item.id == item.url,
            enclosures=_enclosures(item, generator),
        )
    return made.writeString("utf-8")


def _enclosures(item: Item, generator: type) -> list[Enclosure]:
    if item.picture is None:
        return []
    # Its length is not known without opening it: 0 says so (RSS Advisory Board).
    return [Enclosure(item.picture["url"], "0", "image/*")]


def _json(head: Facts, items: list[Item]) -> str:
    told = {
        "version": JSON_FEED,
        "title": head["title"],
        "home_page_url": head["link"],
        "feed_url": head["address"],
        "description": head["funding"],
        "language": head["language"],
        "items": [_json_item(item) for item in items],
    }
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)


def _json_item(item: Item) -> Facts:
    told = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "authors": [{"name": name} for name in item.authors],
        "date_published": item.published,
        "date_modified": item.updated,
        "language": item.language,
        "image": item.picture["url"] if item.picture else "",
    }
    # One of the two must be there (JSON Feed 1.1).
    content = (
        {"content_html": item.html} if item.html else {"content_text": item.summary}
    )
    return {name: value for name, value in told.items() if value} | content


WRITERS: dict[str, Callable[[Facts, list[Item]], str]] = {
    "atom": lambda head, items: _xml(Atom1Feed, head, items),
    "rss": lambda head, items: _xml(Rss201rev2Feed, head, items),
    "json": _json,
}
