"""The language of a request: from its address, else from the reader's browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.defaults import bad_request


class AddressLocaleMiddleware(LocaleMiddleware):
    """Django's, but a missing page stays missing.

    Django answers a 404 outside the language prefixes with a redirect to the same
    path below a prefix. For `/api/`, `/media/` and the like that hides the error,
    and our page view accepts any path, so it would always redirect.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        if not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        language = translation.get_language() or settings.LANGUAGE_CODE
        response.headers.setdefault("Content-Language", language)
        return response


class NoNullMiddleware:
    """Refuse the NUL character, which no text has and PostgreSQL does not take.

    Addresses, queries and cookies reach the database before any form checks them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A cookie may spell it as an octal escape, so its value is asked.
        given = (request.path_info, *request.COOKIES, *request.COOKIES.values())
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or any("\0" in text for text in (asked, *given)):
            return _refused(request)
        return self.get_response(request)


def _refused(request: HttpRequest) -> HttpResponse:
    """Answer as the asked part of the site does: a page, or a problem (RFC 9457)."""
    if not request.path_info.startswith("/api/"):
        return bad_request(request, None)
    problem = {
        "type": "about:blank",
        "title": "Bad request",
        "status": 400,
        "detail": "The address or the query holds a NUL character.",
    }
    return JsonResponse(problem, status=400, content_type="application/problem+json")


class SecurityHeadersMiddleware:
    """Tell browsers which of their powers our pages never ask for."""

    POLICY = ", ".join(
        f"{power}=()"
        for power in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "usb",
        )
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.POLICY)
        return response
