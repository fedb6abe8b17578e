"""The script, the frames for pages that run no scripts of others, and the builder."""

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe
from rest_framework.exceptions import NotFound

from cms.api.embed import kinds
from cms.api.embed.forms import WishForm
from cms.api.embed.kinds import Wish
from cms.core.addresses import absolute

SCRIPT = Path(__file__).with_name("v1.js")
FRAME_HEIGHT = 420
CARDS = {"news", "articles", "newspaper-issues", "papers", "volumes", "events"}
# A frame runs nothing, and stands on pages of others.
POLICY = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "font-src": [SELF],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
    "img-src": [SELF],
    "style-src": [SELF],
}


@cache
def _script() -> tuple[str, str]:
    text = SCRIPT.read_text("utf-8")
    return text, f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def _etag(request: HttpRequest) -> str:
    return _script()[1]


@require_safe
@gzip_page
@condition(etag_func=_etag)
@cache_control(public=True, max_age=3600)
def script(request: HttpRequest) -> HttpResponse:
    """Send the components, which other sites load."""
    response = HttpResponse(_script()[0], content_type="text/javascript; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
@xframe_options_exempt
@csp(POLICY)
@cache_control(public=True, max_age=60)
def frame(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a list for an iframe."""
    form = WishForm({"limit": kinds.USUAL, **request.GET.dict(), "kind": kind})
    if not form.is_valid():
        return _framed(request, "en", {"errors": form.errors}, HTTPStatus.BAD_REQUEST)
    wish = form.wish()
    return _framed(request, wish.language, {"shown": kinds.shown(wish)})


@require_safe
@xframe_options_exempt
@csp(POLICY)
@cache_control(public=True, max_age=60)
def card(request: HttpRequest, resource: str, key: str) -> HttpResponse:
    """Show one thing for an iframe."""
    language = request.GET.get("lang", "")
    if resource not in CARDS or language not in kinds.LANGUAGES:
        raise Http404
    try:
        line = kinds.card(resource, key, language)
    except NotFound:
        raise Http404 from None
    return _framed(request, language, {"card": line})


def _framed(
    request: HttpRequest, language: str, context: dict, status: int = HTTPStatus.OK
) -> HttpResponse:
    with translation.override(language):
        context |= {"home": absolute(f"/{language}/")}
        response = render(request, "embed/frame.html", context, status=status)
    response.headers["Content-Language"] = language
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def builder(request: HttpRequest) -> HttpResponse:
    """Let a partner choose, see, and copy."""
    language = translation.get_language() or "en"
    usual = {"kind": "news", "lang": language[:2], "limit": kinds.USUAL}
    form = WishForm(request.GET or usual)
    wish = form.wish() if form.is_valid() else Wish("news", language[:2])
    context = {
        "form": form,
        "snippet": snippet(wish),
        "frame_snippet": frame_snippet(wish),
        "preview": f"{reverse('embed_frame', args=[wish.kind])}?{asked(wish)}",
        "height": FRAME_HEIGHT,
    }
    return render(request, "embed/builder.html", context)


def snippet(wish: Wish) -> str:
    """Return the one line that a page needs."""
    more = f' volume="{wish.volume}"' if wish.volume else ""
    more += " pictures" if wish.pictures else ""
    source, home = absolute(reverse("embed_script")), absolute(f"/{wish.language}/")
    tag = f"coop-{wish.kind}"
    return (
        f'<script async src="{source}"></script>\n'
        f'<{tag} lang="{wish.language}" limit="{wish.limit}"{more}>'
        f'<a href="{home}">COOP</a></{tag}>'
    )


def frame_snippet(wish: Wish) -> str:
    """Return the frame, for pages that run no scripts of others."""
    address = absolute(reverse("embed_frame", args=[wish.kind]))
    with translation.override(wish.language):
        title = kinds.KINDS[wish.kind].title()
    query = asked(wish).replace("&", "&amp;")
    return iframe(f"{address}?{query}", title, "100%", FRAME_HEIGHT)


def iframe(address: str, title: str, width: str | int, height: int) -> str:
    """Return the element; the address is escaped already."""
    return (
        f'<iframe src="{address}" title="{title}" width="{width}" height="{height}" '
        'loading="lazy" referrerpolicy="no-referrer" frameborder="0"></iframe>'
    )


def asked(wish: Wish) -> str:
    """Return a wish as the query of a frame."""
    query = {"lang": wish.language, "limit": str(wish.limit)}
    query |= {"volume": wish.volume} if wish.volume else {}
    query |= {"pictures": "on"} if wish.pictures else {}
    return urlencode(query)
