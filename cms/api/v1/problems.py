"""Errors as problem+json (RFC 9457): what is wrong, where, and what is allowed."""

from http import HTTPStatus

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"


class BadParameter(exceptions.APIException):
    """A query parameter is unknown, or its value is not allowed."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, name: str, detail: str, allowed: list[str]) -> None:
        super().__init__(detail)
        self.members = {"parameter": name, "allowed": allowed}


class NotForThisKey(exceptions.PermissionDenied):
    """The key that was shown does not open this."""

    def __init__(self, name: str, value: str, allowed: list[str]) -> None:
        super().__init__(f"This key does not open the {name} {value}.")
        self.members = {"parameter": name, "allowed": allowed}


class Unchanged(exceptions.APIException):
    """The client has this answer already."""

    status_code = HTTPStatus.NOT_MODIFIED


class NotInThisLanguage(exceptions.NotFound):
    """The thing exists, but is not published in the language asked for."""

    def __init__(self, locale: str, available: list[str]) -> None:
        super().__init__(f"This is not published in the locale {locale}.")
        self.members = {"parameter": "locale", "allowed": available}


class ProblemSerializer(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = serializers.CharField(help_text="Always about:blank: the status says it.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The status of the answer.")
    detail = serializers.CharField(help_text="What is wrong with this request.")
    parameter = serializers.CharField(
        required=False, help_text="The query parameter that is to blame."
    )
    allowed = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="What that parameter may be, or which parameters there are.",
    )


class FieldErrorSerializer(serializers.Serializer):
    """What is wrong with one part of the body."""

    pointer = serializers.CharField(help_text="A JSON Pointer (RFC 6901).")
    detail = serializers.CharField()


class InvalidSerializer(ProblemSerializer):
    """What is wrong with what was sent."""

    errors = FieldErrorSerializer(many=True, required=False)


def as_problem(error: Exception, context: dict) -> Response | None:
    """Answer an error of a view; anything unforeseen stays an error."""
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is nothing at this address.")
    if not isinstance(error, exceptions.APIException):
        return None
    status = HTTPStatus(error.status_code)
    if status is HTTPStatus.NOT_MODIFIED:
        return Response(status=status.value)
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(error.detail),
        **getattr(error, "members", {}),
    }
    headers = {}
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(context["view"].allowed_methods)
    if status is HTTPStatus.UNAUTHORIZED:
        # DRF asks the view which kind of key it takes.
        headers["WWW-Authenticate"] = getattr(error, "auth_header", "Bearer")
    return Response(
        body,
        status=status.value,
        content_type=MEDIA_TYPE,
        headers=headers,
    )
