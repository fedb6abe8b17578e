"""Who reads: nobody in particular, or somebody with a key; how often, and from where."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cms.accounts.backends import address_of
from cms.api.enums import Scope
from cms.api.keys import limits, operations
from cms.api.models import ApiKey
from cms.api.v1.problems import as_problem

ASKS_FOR_KEY = 'Bearer realm="COOP API", error="invalid_token"'
# How long a browser remembers what another origin's script may ask: a day.
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": (
        "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, "
        "If-Modified-Since, If-None-Match"
    ),
    "Access-Control-Max-Age": "86400",
}
READABLE = (
    "Content-Language, ETag, Last-Modified, RateLimit, RateLimit-Policy, Retry-After"
)
REFUSALS = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.TOO_MANY_REQUESTS,
}


class KeyAuthentication(BaseAuthentication):
    """A key in `Authorization: Bearer coop_…`; whoever shows none reads openly."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        given = request.META.get("HTTP_AUTHORIZATION")
        if given is None:
            return None
        scheme, _space, token = given.partition(" ")
        key = None
        if scheme.lower() == "bearer" and token.isascii():
            key = operations.key_of(token.strip())
        if key is None:
            message = "This key is wrong, has expired or was revoked."
            raise exceptions.AuthenticationFailed(message)
        return key.owner, key

    def authenticate_header(self, request: Request) -> str:
        return ASKS_FOR_KEY


class KeyScheme(OpenApiAuthenticationExtension):
    """How the schema describes keys."""

    target_class = "cms.api.v1.access.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key is not needed for reading; a wrong one is refused.",
        }


class TooMany(exceptions.APIException):
    """More requests than the minute allows."""

    status_code = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, limit: limits.Limit) -> None:
        super().__init__(
            f"Not more than {limit.quota} requests a minute: ask again in "
            f"{limit.seconds} seconds."
        )


class AccessView(APIView):
    """Anybody may read; a key says who reads, and narrows what is read."""

    authentication_classes = [KeyAuthentication]
    permission_classes = [AllowAny]
    http_method_names = ["get", "head", "options"]
    scope = Scope.READ
    key: ApiKey | None = None
    limit: limits.Limit | None = None

    def get_exception_handler(self):
        return as_problem

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method == "OPTIONS":
            # A browser asks this before it may show the key.
            return
        self._admit(request)
        self.refuse_other_methods(request)
        super().initial(request, *args, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer; what is said of a request is English, whatever the content is."""
        with translation.override("en"):
            return super().dispatch(request, *args, **kwargs)

    def refuse_other_methods(self, request: Request) -> None:
        """Name the methods before the parameters, which belong to a method."""
        if request.method not in self.allowed_methods:
            raise exceptions.MethodNotAllowed(request.method)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Tell a browser what another origin's script may ask."""
        # What is not there is asked about as what is.
        known = self.allowed_methods
        methods = ", ".join(known if len(known) > 1 else ["GET", "HEAD", "OPTIONS"])
        headers = {
            **PREFLIGHT,
            "Access-Control-Allow-Methods": methods,
            "Allow": methods,
        }
        return Response(status=HTTPStatus.NO_CONTENT, headers=headers)

    def _admit(self, request: Request) -> None:
        try:
            self.key = request.auth
        except exceptions.AuthenticationFailed:
            # Whoever guesses keys is counted by the address.
            self._count(limits.count_address(address_of(request)))
            raise
        if self.key is None:
            self._count(limits.count_address(address_of(request)))
            return
        self._count(limits.count_key(self.key))
        if self._origin not in {"", *self.key.origins}:
            message = "This key may not be used by pages of this origin."
            raise exceptions.PermissionDenied(message)
        if self.scope not in self.key.scopes:
            raise exceptions.PermissionDenied(f"This key has no scope {self.scope}.")

    def _count(self, limit: limits.Limit) -> None:
        self.limit = limit
        if limit.exceeded:
            raise TooMany(limit)

    @property
    def _origin(self) -> str:
        return self.request.META.get("HTTP_ORIGIN", "")

    def finalize_response(
        self, request: Request, response: HttpResponse, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.limit is not None:
            for name, value in self.limit.headers.items():
                response.headers[name] = value
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                response.headers["Retry-After"] = str(self.limit.seconds)
        if response.status_code in REFUSALS:
            response.headers["Cache-Control"] = "no-store"
        self._allow_origin(response)
        return response

    def _allow_origin(self, response: HttpResponse) -> None:
        response.headers["Access-Control-Expose-Headers"] = READABLE
        if self.key is None:
            # Content without a key is for every site's scripts.
            response.headers["Access-Control-Allow-Origin"] = "*"
            patch_vary_headers(response, ["Authorization"])
            return
        if self._origin in self.key.origins:
            response.headers["Access-Control-Allow-Origin"] = self._origin
        patch_vary_headers(response, ["Authorization", "Origin"])
