"""What is wrong with what a tool wants to write, field by field."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from rest_framework import exceptions
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

Errors = list[dict[str, Any]]


class Invalid(exceptions.APIException):
    """The body was understood, but is not what an editor could save."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, errors: Errors) -> None:
        super().__init__("Something is wrong with what was sent: see `errors`.")
        self.members = {"errors": errors}


class Outdated(exceptions.APIException):
    """The draft has changed since the tool read it."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_detail = "The draft has changed since: read it again, and repeat."


class Locked(exceptions.APIException):
    """An editor keeps others from changing this."""

    status_code = HTTPStatus.CONFLICT
    default_detail = "The page is locked by an editor."


class UsedBefore(exceptions.APIException):
    """The Idempotency-Key was used for another request."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was used for another request."


def errors_of(problem: ValidationError, pointer: str = "") -> Iterator[dict[str, Any]]:
    """Yield what a check of Django or of a block found, each with its place."""
    if isinstance(problem, StreamBlockValidationError | ListBlockValidationError):
        for place, inner in sorted((problem.block_errors or {}).items()):
            for each in _listed(inner):
                value = isinstance(problem, StreamBlockValidationError)
                yield from errors_of(each, f"{pointer}/{place}{'/value' * value}")
        yield from _told(_listed(problem.non_block_errors), pointer)
    elif isinstance(problem, StructBlockValidationError):
        for name, inner in (problem.block_errors or {}).items():
            for each in _listed(inner):
                yield from errors_of(each, f"{pointer}/{name}")
        yield from _told(_listed(getattr(problem, "non_block_errors", None)), pointer)
    elif hasattr(problem, "error_dict"):
        for name, inner in problem.error_dict.items():
            place = "" if name == NON_FIELD_ERRORS else f"/{name}"
            for each in inner:
                yield from errors_of(each, pointer + place)
    else:
        yield from _told([problem], pointer)


def _listed(found: Any) -> list[Any]:
    if found is None:
        return []
    if isinstance(found, ValidationError) and type(found) is not ValidationError:
        return [found]
    if isinstance(found, ValidationError) and hasattr(found, "error_dict"):
        return [found]
    if hasattr(found, "as_data"):
        return list(found.as_data())
    return list(found) if isinstance(found, list) else [found]


def _told(found: list[Any], pointer: str) -> Iterator[dict[str, Any]]:
    for each in found:
        for message in getattr(each, "messages", [str(each)]):
            yield {"pointer": pointer, "detail": str(message)}
