"""oEmbed 1.0: whoever is given an address of ours learns how to show it."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from lxml import etree
from rest_framework.exceptions import NotFound
from wagtail.models import Page

from cms.api.embed import kinds
from cms.api.embed.kinds import Wish
from cms.api.embed.views import FRAME_HEIGHT, asked, iframe
from cms.core.addresses import absolute
from cms.core.text import for_xml
from cms.news.models import NewsIndexPage, NewsPage
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.programme.models import ProgrammeRelease
from home.models import HomePage

WIDTH = 640
CARD_HEIGHT = 260
LEAST = 200
CACHE_AGE = 3600
CARDS = {
    NewsPage: "news",
    ArticlePage: "articles",
    NewspaperIssuePage: "newspaper-issues",
}
# Shown as the list of news.
PAGES = (NewsIndexPage, HomePage)
VIEWS = {
    "publications:volume",
    "publications:recommendations",
    "publications:paper",
    "programme:programmes",
    "programme:programme",
}


@dataclass(frozen=True)
class Frame:
    """What to show of an address."""

    path: str
    title: str
    height: int


@require_safe
@cache_control(public=True, max_age=CACHE_AGE)
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer a consumer."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return _refused(HTTPStatus.NOT_IMPLEMENTED, "format is json or xml.")
    try:
        width = _limit(request, "maxwidth", WIDTH)
        height = _limit(request, "maxheight", 10_000)
    except ValueError as problem:
        return _refused(HTTPStatus.BAD_REQUEST, str(problem))
    found = frame_of(request.GET.get("url", ""))
    if found is None:
        return _refused(HTTPStatus.NOT_FOUND, "Nothing can be shown of this address.")
    tall = min(found.height, height)
    told = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "COOP",
        "provider_url": absolute("/"),
        "title": found.title,
        "width": width,
        "height": tall,
        "cache_age": CACHE_AGE,
        "html": iframe(escape(absolute(found.path)), escape(found.title), width, tall),
    }
    response = _xml(told) if form == "xml" else JsonResponse(told)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def frame_of(address: str) -> Frame | None:
    """Return what can be shown of an address of this site, if anything."""
    try:
        home, given = urlsplit(absolute("/")), urlsplit(address[:2000])
    except ValueError:
        return None
    if (given.scheme, given.netloc) != (home.scheme, home.netloc):
        return None
    language = given.path.split("/", 2)[1] if given.path.startswith("/") else ""
    if language not in dict(settings.LANGUAGES):
        return None
    with translation.override(language):
        try:
            match = resolve(given.path)
        except Resolver404:
            return None
        if match.view_name == "wagtail_serve":
            return _of_page(given.path, language)
        return _of_view(match.view_name, match.kwargs, language)


def _of_page(path: str, language: str) -> Frame | None:
    slug = path.rstrip("/").rsplit("/", 1)[-1]
    pages = Page.objects.live().public().filter(locale__language_code=language)
    # The front page has another slug than the language in its address.
    wanted = (
        pages.filter(depth=2) if path == f"/{language}/" else pages.filter(slug=slug)
    )
    for page in wanted:
        if urlsplit(page.get_url() or "").path != path:
            continue
        kind = page.specific_class
        if kind in CARDS:
            return _card(CARDS[kind], str(page.translation_key), language)
        if issubclass(kind, PAGES):
            return _list(Wish("news", language))
    return None


def _of_view(name: str, words: dict, language: str) -> Frame | None:
    slug = words.get("slug", "")
    if name == "publications:volume":
        return _card("volumes", slug, language) and _list(
            Wish("papers", language, volume=slug)
        )
    if name == "publications:recommendations":
        return _card("volumes", slug, language) and _list(
            Wish("recommendations", language, volume=slug)
        )
    if name == "publications:paper":
        return _card("papers", f"{slug}.{words['paper']}", language)
    if name == "programme:programmes":
        return _list(Wish("events", language))
    if name == "programme:programme":
        release = ProgrammeRelease.objects.current().filter(programme__slug=slug)
        keys = release.values_list("programme__uuid", flat=True)
        return _card("events", str(keys[0]), language) if keys else None
    return None


def _card(resource: str, key: str, language: str) -> Frame | None:
    try:
        line = kinds.card(resource, key, language)
    except NotFound:
        return None
    path = reverse("embed_card", args=[resource, key])
    return Frame(f"{path}?{urlencode({'lang': language})}", line.title, CARD_HEIGHT)


def _list(wish: Wish) -> Frame:
    path = reverse("embed_frame", args=[wish.kind])
    title = kinds.KINDS[wish.kind].title()
    return Frame(f"{path}?{asked(wish)}", title, FRAME_HEIGHT)


def _limit(request: HttpRequest, name: str, usual: int) -> int:
    given = request.GET.get(name)
    if given is None:
        return usual
    if not (given.isascii() and given.isdecimal() and 0 < len(given) < 6):
        message = f"{name} is a whole number of pixels."
        raise ValueError(message)
    return max(min(int(given), usual), LEAST)


def _refused(status: HTTPStatus, detail: str) -> HttpResponse:
    problem = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
    }
    return JsonResponse(
        problem, status=status.value, content_type="application/problem+json"
    )


def _xml(told: dict) -> HttpResponse:
    root = etree.Element("oembed")
    for name, value in told.items():
        etree.SubElement(root, name).text = for_xml(str(value))
    body = etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
