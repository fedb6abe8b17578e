"""The query parameters: each is named, described and checked in one place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from cms.api.v1.cursors import read_cursor
from cms.api.v1.problems import BadParameter
from cms.publications.enums import TargetGroup

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
LOCALES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Parameter:
    """One query parameter: how it is read, and how the schema describes it."""

    name: str
    description: str
    read: Callable[[str, str], Any]
    default: Any = None
    kind: OpenApiTypes = OpenApiTypes.STR
    values: list[str] = field(default_factory=list)
    bounds: tuple[int, int | None] | None = None

    def describe(self) -> OpenApiParameter:
        """Return the parameter for the schema."""
        kind: Any = self.kind
        if self.bounds:
            low, high = self.bounds
            kind = {"type": "integer", "minimum": low}
            kind |= {"maximum": high} if high else {}
        return OpenApiParameter(
            self.name,
            kind,
            OpenApiParameter.QUERY,
            description=self.description,
            enum=self.values or None,
            default=self.default,
        )


def one_of(values: list[str]) -> Callable[[str, str], str]:
    """Return a reader that takes only these values."""

    def read(name: str, value: str) -> str:
        if value not in values:
            message = f"{name}={value} is not allowed."
            raise BadParameter(name, message, values)
        return value

    return read


def number_between(low: int, high: int | None = None) -> Callable[[str, str], int]:
    """Return a reader that takes only whole numbers of this range."""
    allowed = f"{low} to {high}" if high else f"{low} and above"

    def read(name: str, value: str) -> int:
        # isdecimal alone would take Arabic digits; nine digits are plenty.
        if value.isascii() and value.isdecimal() and len(value) < 10:
            number = int(value)
            if low <= number and (high is None or number <= high):
                return number
        message = f"{name} must be a whole number, {allowed}."
        raise BadParameter(name, message, [allowed])

    return read


def as_typed(name: str, value: str) -> str:
    """Take any text."""
    return value


LOCALE = Parameter(
    "locale",
    "The language of the answer.",
    one_of(LOCALES),
    default=settings.LANGUAGE_CODE,
    values=LOCALES,
)
PAGE = Parameter(
    "page",
    "The page of the list; the first is 1.",
    number_between(1),
    default=1,
    bounds=(1, None),
)
SIZE = Parameter(
    "page_size",
    "How many entries a page holds.",
    number_between(1, MAX_PAGE_SIZE),
    default=PAGE_SIZE,
    bounds=(1, MAX_PAGE_SIZE),
)
VOLUME = Parameter("volume", "Only those of the volume with this id.", as_typed)
TARGET_GROUP = Parameter(
    "target_group",
    "Only those addressed to this target group.",
    one_of(list(TargetGroup.values)),
    values=list(TargetGroup.values),
)
CURSOR = Parameter(
    "cursor",
    "Where to go on: the `next_cursor` of an earlier answer. Without it, from the "
    "beginning.",
    read_cursor,
)


def read_parameters(given: QueryDict, known: list[Parameter]) -> dict[str, Any]:
    """Return every known parameter's value.

    Raises:
        BadParameter: for an unknown or repeated parameter, or a wrong value.
    """
    names = [parameter.name for parameter in known]
    for name in given:
        if name not in names:
            message = f"There is no parameter {name} here."
            raise BadParameter(name, message, names)
        if len(given.getlist(name)) > 1:
            message = f"{name} was given more than once."
            raise BadParameter(name, message, ["one value"])
    return {
        parameter.name: parameter.read(parameter.name, given[parameter.name])
        if parameter.name in given
        else parameter.default
        for parameter in known
    }
