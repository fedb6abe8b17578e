"""The rules of keys and limits for what is no view of the API: feeds and harvesting."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from cms.accounts.backends import address_of
from cms.api.enums import Scope
from cms.api.keys import limits, operations
from cms.api.models import ApiKey
from cms.api.v1.access import ASKS_FOR_KEY
from cms.api.v1.problems import MEDIA_TYPE

Opens = Callable[..., bool]


class Refused(Exception):
    """The request is not answered; the status and the words say why."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def admits(opens: Opens) -> Callable[[Callable], Callable]:
    """Let a view answer only whom the API would answer too, and not too often.

    `opens(key, **words)` says whether a key opens what the address names.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def admitted(request: HttpRequest, **words: Any) -> HttpResponse:
            key, limit = None, None
            try:
                key, known = _key_of(request)
                limit = _counted(request, key)
                _check(request, key, limit, known, opens, words)
                response = view(request, **words)
            except Refused as refused:
                response = _problem(refused)
            return _marked(request, response, key, limit)

        return admitted

    return decorate


def _key_of(request: HttpRequest) -> tuple[ApiKey | None, bool]:
    """Return the key that was shown; and whether none, or a good one was."""
    given = request.META.get("HTTP_AUTHORIZATION")
    if given is None:
        return None, True
    scheme, _space, token = given.partition(" ")
    if scheme.lower() != "bearer" or not token.isascii():
        return None, False
    key = operations.key_of(token.strip())
    return key, key is not None


def _counted(request: HttpRequest, key: ApiKey | None) -> limits.Limit:
    # Whoever guesses keys is counted by the address.
    return limits.count_key(key) if key else limits.count_address(address_of(request))


def _check(
    request: HttpRequest,
    key: ApiKey | None,
    limit: limits.Limit,
    known: bool,
    opens: Opens,
    words: dict[str, Any],
) -> None:
    if limit.exceeded:
        told = f"Not more than {limit.quota} requests a minute."
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, told)
    if not known:
        told = "This key is wrong, has expired or was revoked."
        raise Refused(HTTPStatus.UNAUTHORIZED, told)
    if key is None:
        return
    origin = request.META.get("HTTP_ORIGIN", "")
    if origin not in {"", *key.origins}:
        told = "This key may not be used by pages of this origin."
        raise Refused(HTTPStatus.FORBIDDEN, told)
    if Scope.READ not in key.scopes or not opens(key, **words):
        raise Refused(HTTPStatus.FORBIDDEN, "This key does not open this.")


def _problem(refused: Refused) -> HttpResponse:
    problem = {
        "type": "about:blank",
        "title": refused.status.phrase,
        "status": refused.status.value,
        "detail": str(refused),
    }
    response = JsonResponse(
        problem, status=refused.status.value, content_type=MEDIA_TYPE
    )
    response.headers["Cache-Control"] = "no-store"
    if refused.status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = ASKS_FOR_KEY
    return response


def _marked(
    request: HttpRequest,
    response: HttpResponse,
    key: ApiKey | None,
    limit: limits.Limit | None,
) -> HttpResponse:
    if limit is not None:
        for name, value in limit.headers.items():
            response.headers[name] = value
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers["Retry-After"] = str(limit.seconds)
    if key is not None:
        if response.status_code < HTTPStatus.BAD_REQUEST:
            patch_cache_control(response, private=True)
        origin = request.META.get("HTTP_ORIGIN", "")
        if origin in key.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
        elif "Access-Control-Allow-Origin" in response.headers:
            del response.headers["Access-Control-Allow-Origin"]
    patch_vary_headers(response, ["Authorization", *(["Origin"] if key else [])])
    return response
