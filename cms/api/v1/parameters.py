"""The query parameters: each is named, described and checked in one place."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.serializers import Serializer

from cms.api.v1.cursors import read_cursor
from cms.api.v1.paging import read_position
from cms.api.v1.problems import BadParameter
from cms.api.v1.projections.bodies import Form
from cms.api.v1.searching import LONGEST, read_search
from cms.network.enums import PartnerKind
from cms.programme.enums import SessionKind
from cms.publications.enums import TargetGroup

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
LOCALES = [code for code, _name in settings.LANGUAGES]
YEARS = (1900, 2999)
DAY = r"\d{4}-\d{2}-\d{2}"


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
    pattern: str = ""

    def describe(self) -> OpenApiParameter:
        """Return the parameter for the schema."""
        kind: Any = self.kind
        if self.bounds:
            low, high = self.bounds
            kind = {"type": "integer", "minimum": low}
            kind |= {"maximum": high} if high else {}
        if self.pattern:
            kind = {"type": "string", "pattern": f"^{self.pattern}$"}
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


def several_of(values: list[str]) -> Callable[[str, str], list[str]]:
    """Return a reader of different values with commas between them."""

    def read(name: str, value: str) -> list[str]:
        chosen = value.split(",")
        if set(chosen) - set(values) or len(set(chosen)) < len(chosen):
            message = f"{name}={value} is not allowed: name each once, with commas."
            raise BadParameter(name, message, values)
        return chosen

    return read


def languages_or_none(name: str, value: str) -> list[str]:
    """Take languages in order of preference, or `none`."""
    if value == "none":
        return []
    try:
        return several_of(LOCALES)(name, value)
    except BadParameter as problem:
        allowed = ["none", *LOCALES]
        raise BadParameter(name, str(problem.detail), allowed) from None


def day(name: str, value: str) -> dt.date:
    """Take a day of the calendar as ISO 8601 writes it."""
    try:
        if re.fullmatch(DAY, value, re.ASCII):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    message = f"{name} must be a day of the calendar, year first."
    raise BadParameter(name, message, ["YYYY-MM-DD"])


def uuid_text(name: str, value: str) -> str:
    """Take an id as we write it."""
    try:
        return str(UUID(value))
    except ValueError:
        message = f"{name} must be an id such as those in `id`."
        raise BadParameter(name, message, ["a UUID"]) from None


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
FALLBACK = Parameter(
    "fallback",
    "Languages to serve, in this order, where the one asked for is missing, as "
    "`sl,en`; `none` (as without it) for nothing instead. `served_locale` says which "
    "one was served.",
    languages_or_none,
    pattern=f"(none|({'|'.join(LOCALES)})(,({'|'.join(LOCALES)})){{0,2}})",
)
YEAR = Parameter(
    "year", "Only those of this year.", number_between(*YEARS), bounds=YEARS
)
SINCE = Parameter("since", "Only those of this day or later.", day, pattern=DAY)
SECTION = Parameter("section", "Only those of this section, as it is served.", as_typed)
KIND = Parameter(
    "kind",
    "Only those of this kind.",
    one_of(list(PartnerKind.values)),
    values=list(PartnerKind.values),
)
CURSOR = Parameter(
    "cursor",
    "Where to go on: the `next_cursor` of an earlier answer. Without it, from the "
    "beginning.",
    read_cursor,
)
LIST_CURSOR = Parameter(
    "cursor",
    "Where to go on: the `next_cursor` of an earlier answer of this list, with the "
    "same order. What comes or goes meanwhile shifts nothing. Not with `page`.",
    read_position,
)
BODY = Parameter(
    "body",
    "The form of the text: clean HTML, a tree of blocks, or plain text.",
    one_of(list(Form.values)),
    default=str(Form.HTML.value),
    values=list(Form.values),
)
SEARCH = Parameter(
    "search",
    "Only those in which all of these words are found, in any of their forms; words "
    "in quotation marks as they stand. The best of 200 come first, unless `order` "
    "says otherwise.",
    read_search,
    pattern=rf"\s*\S[\s\S]{{0,{LONGEST - 1}}}",
)
PAGE_PARENT = Parameter(
    "parent", "Only those directly below the page with this id.", uuid_text
)
EVENT = Parameter("event", "Only those of the event with this id.", uuid_text)
ON_DAY = Parameter("day", "Only those of this day.", day, pattern=DAY)
SESSION_KIND = Parameter(
    "kind",
    "Only those of this kind.",
    one_of(list(SessionKind.values)),
    values=list(SessionKind.values),
)


def include_of(names: list[str]) -> list[Parameter]:
    """Return the parameter that brings these along; none where there are none."""
    if not names:
        return []
    told = (
        "Bring these along in `included`, with commas; a dot leads on from them: "
        + ", ".join(names)
        + "."
    )
    word = "|".join(re.escape(name) for name in names)
    pattern = f"({word})(,({word}))*"
    return [Parameter("include", told, several_of(names), pattern=pattern)]


def order_of(orders: Iterable[str]) -> list[Parameter]:
    """Return the parameter that chooses one of these orders; none where there is none."""
    names = list(orders)
    if not names:
        return []
    told = "The order of the list; a minus turns it round."
    return [Parameter("order", told, one_of(names), values=names)]


def fields_of(entry: type[Serializer]) -> Parameter:
    """Return the parameter that chooses fields of an answer."""
    names = list(entry().fields)
    told = "Only these fields of each entry, with commas: " + ", ".join(names) + "."
    word = "|".join(names)
    pattern = f"({word})(,({word}))*"
    return Parameter("fields", told, several_of(names), pattern=pattern)


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
    if "page" in given and "cursor" in given and "cursor" in names:
        message = "Give page or cursor, not both."
        raise BadParameter("cursor", message, ["page or cursor"])
    return {
        parameter.name: parameter.read(parameter.name, given[parameter.name])
        if parameter.name in given
        else parameter.default
        for parameter in known
    }
