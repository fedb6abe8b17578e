"""The way in, the honest notice, and the files for search engines."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import View
from wagtail.models import Page

from cms.assets.views import media
from cms.core import card_drawing, cards, operations
from cms.core.addresses import absolute
from cms.core.enums import LinkPurpose
from cms.core.exceptions import LinkInvalid
from cms.core.navigation import (
    FOREIGN_LANGUAGE,
    live_translations,
    page_addresses,
)
from cms.core.sitemaps import Entry, urls_of
from cms.identity.queries import grant_profile


@require_safe
def negotiate_language(request: HttpRequest) -> HttpResponse:
    """Send the reader to the front page in the language that suits best."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def preferred_language(request: HttpRequest) -> str:
    """Return the chosen language, else the browser's, else one that most can read."""
    header = request.headers.get("Accept-Language", "")
    wanted = {code.split("-")[0] for code, _ in parse_accept_lang_header(header)}
    ours = dict(settings.LANGUAGES)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in ours
    if not chosen and wanted and wanted.isdisjoint({*ours, "*"}):
        return FOREIGN_LANGUAGE
    return get_language_from_request(request)


@require_safe
def not_yet_translated(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the page does not exist in this language, and where it does."""
    source = Page.objects.filter(translation_key=key).live().public().first()
    if source is None:
        raise Http404
    language = get_language()
    addresses = page_addresses(source, request)
    if language in addresses:
        return HttpResponseRedirect(addresses[language])
    request.alternates = addresses
    names = dict(settings.LANGUAGES)
    pages = live_translations(source)
    context = {
        "page": source,
        "found": [
            {
                "code": code,
                "name": names[code],
                "url": url,
                "title": pages[code].title,
            }
            for code, url in addresses.items()
        ],
    }
    response = render(request, "core/not_yet_translated.html", context, status=404)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots what is not for them, and where the list of pages is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(
    request: HttpRequest, sections: Iterable[Callable[[], Iterable[Entry]]]
) -> HttpResponse:
    """List every public address once, each with its other languages."""
    urls = [
        url for section in sections for entry in section() for url in urls_of(entry)
    ]
    return render(
        request, "core/sitemap.xml", {"urls": urls}, content_type="application/xml"
    )


@require_safe
def card(
    request: HttpRequest, language: str, kind: str, key: str, mark: str
) -> HttpResponseBase:
    """Send the picture that stands for something where it is shared."""
    found = cards.find(kind, language, key)
    if found is None:
        raise Http404
    if mark != found.mark:
        # Shared before the title was changed.
        return HttpResponseRedirect(cards.address(kind, key, found))
    statement = grant_profile(request).wording(language).statement
    return media(request, card_drawing.kept(found, statement))


@method_decorator(never_cache, "dispatch")
class LinkedView(View):
    """A page behind a link from a mail: shown on GET and HEAD, acting on POST only.

    Mail programs open links by themselves to look at them, so `get` must not change
    anything. The address takes the token as `<str:token>`; `self.link` is its row.
    """

    purpose: LinkPurpose

    def dispatch(self, request, *args, token: str, **kwargs) -> HttpResponse:
        try:
            self.link = operations.open_link(
                token=token, purpose=self.purpose, now=timezone.now()
            )
        except LinkInvalid:
            response = link_invalid(request)
        else:
            self.token = token
            response = super().dispatch(request, *args, **kwargs)
        # The address is the key: no other site and no search engine gets it. Not
        # "no-referrer": browsers then send `Origin: null`, and the POST is refused.
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def link_invalid(request: HttpRequest) -> HttpResponse:
    """Say that the link does not work, in the same words whatever the reason."""
    return render(request, "core/link_invalid.html", status=404)
