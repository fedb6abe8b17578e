"""The reader's button: "translate this page, please"."""

from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from cms.accounts.backends import address_of
from cms.translation import operations
from cms.translation.exceptions import AskedTooOften, NoSource


# A token would need a cookie, and readers get none; all that a stranger could do is
# count one wish, and requests from other sites are turned away.
@csrf_exempt
@require_POST
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """Count a wish for this page in the language of this address."""
    if not _is_own(request):
        return render(request, "403.html", status=403)
    try:
        operations.wish(
            key=key, language=get_language() or "", address=address_of(request)
        )
    except NoSource as problem:
        raise Http404 from problem
    except AskedTooOften:
        context = {"is_refused": True, "page": _source(key)}
        return render(request, "translation/asked.html", context, status=429)
    return redirect("translations:asked", key)


@require_safe
def asked(request: HttpRequest, key: UUID) -> HttpResponse:
    """Thank the reader."""
    page = _source(key)
    response = render(request, "translation/asked.html", {"page": page})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _source(key: UUID) -> Page:
    page = Page.objects.filter(translation_key=key).live().public().first()
    if page is None:
        raise Http404
    return page


def _is_own(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
