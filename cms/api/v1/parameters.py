"""The query parameters: each is named, described and checked in one place."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_noop
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.serializers import Serializer

from cms.api.v1.cursors import read_cursor
from cms.api.v1.paging import read_position
from cms.api.v1.problems import BadParameter
from cms.api.v1.projections.bodies import Form
from cms.api.v1.retirement import Retirement
from cms.api.v1.searching import LONGEST, read_search
from cms.network.enums import PartnerKind
from cms.programme.enums import SessionKind
from cms.publications.enums import TargetGroup

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
LOCALES = [code for code, _name in settings.LANGUAGES]
YEARS = (1900, 2999)
DAY = r"\d{4}-\d{2}-\d{2}"
# The longest whole number that is taken.
MOST_PAGES = 999_999_999
# No text holds NUL.
TEXT = {"type": "string", "pattern": "^[^\\x00]*$"}
A_DAY = {"type": "string", "format": "date"}
AN_ID = {"type": "string", "format": "uuid"}
# Made by us, and told apart from others only by us.
A_CURSOR = {"type": "string", "format": "coop-cursor"}


@dataclass(frozen=True)
class Parameter:
    """One query parameter: how it is read, and how the schema describes it."""

    name: str
    description: str
    read: Callable[[str, str], Any]
    default: Any = None
    values: list[str] = field(default_factory=list)
    # What a value is, when it is neither one of `values` nor any text.
    shape: dict[str, Any] = field(default_factory=dict)
    example: Any = None
    retirement: Retirement | None = None

    def describe(self) -> OpenApiParameter:
        """Return the parameter for the schema."""
        shape: Any = self.shape or ({"type": "string"} if self.values else TEXT)
        example = OpenApiExample("example", value=self.example)
        # What is a list of values is written with commas.
        several = "items" in str(shape)
        return OpenApiParameter(
            self.name,
            shape,
            OpenApiParameter.QUERY,
            description=self.description,
            enum=self.values or None,
            default=self.default,
            style="form" if several else None,
            explode=False if several else None,
            deprecated=self.retirement is not None,
            examples=[example] if self.example is not None else None,
        )


def whole(low: int, high: int) -> dict[str, Any]:
    """Return the shape of a whole number of this range."""
    return {"type": "integer", "minimum": low, "maximum": high}


def several(values: list[str]) -> dict[str, Any]:
    """Return the shape of different ones of these values."""
    items = {"type": "string", "enum": values}
    return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}


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
    """Take languages in order of preference; `none` ends them."""
    chosen = several_of(["none", *LOCALES])(name, value)
    return chosen[: chosen.index("none")] if "none" in chosen else chosen


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
    gettext_noop("The language of the answer."),
    one_of(LOCALES),
    default=settings.LANGUAGE_CODE,
    values=LOCALES,
)
PAGE = Parameter(
    "page",
    gettext_noop("The page of the list; the first is 1."),
    number_between(1, MOST_PAGES),
    default=1,
    shape=whole(1, MOST_PAGES),
)
SIZE = Parameter(
    "page_size",
    gettext_noop("How many entries a page holds."),
    number_between(1, MAX_PAGE_SIZE),
    default=PAGE_SIZE,
    shape=whole(1, MAX_PAGE_SIZE),
)
VOLUME = Parameter(
    "volume", gettext_noop("Only those of the volume with this id."), as_typed
)
TARGET_GROUP = Parameter(
    "target_group",
    gettext_noop("Only those addressed to this target group."),
    one_of(list(TargetGroup.values)),
    values=list(TargetGroup.values),
)
FALLBACK = Parameter(
    "fallback",
    gettext_noop(
        "Languages to serve, in this order, where the one asked for is missing, as "
        "`sl,en`; `none` (as without it) for nothing instead, and the end of any list. "
        "`served_locale` says which one was served."
    ),
    languages_or_none,
    shape=several(["none", *LOCALES]),
    example="en,sl",
)
YEAR = Parameter(
    "year",
    gettext_noop("Only those of this year."),
    number_between(*YEARS),
    shape=whole(*YEARS),
    example=2013,
)
SINCE = Parameter(
    "since",
    gettext_noop("Only those of this day or later."),
    day,
    shape=A_DAY,
    example="2013-04-18",
)
SECTION = Parameter(
    "section", gettext_noop("Only those of this section, as it is served."), as_typed
)
KIND = Parameter(
    "kind",
    gettext_noop("Only those of this kind."),
    one_of(list(PartnerKind.values)),
    values=list(PartnerKind.values),
)
CURSOR = Parameter(
    "cursor",
    gettext_noop(
        "Where to go on: the `next_cursor` of an earlier answer. Without it, from the "
        "beginning."
    ),
    read_cursor,
    shape=A_CURSOR,
)
LIST_CURSOR = Parameter(
    "cursor",
    gettext_noop(
        "Where to go on: the `next_cursor` of an earlier answer of this list, with the "
        "same order. What comes or goes meanwhile shifts nothing. Not with `page`."
    ),
    read_position,
    shape=A_CURSOR,
)
BODY = Parameter(
    "body",
    gettext_noop("The form of the text: clean HTML, a tree of blocks, or plain text."),
    one_of(list(Form.values)),
    default=str(Form.HTML.value),
    values=list(Form.values),
)
SEARCH = Parameter(
    "search",
    gettext_noop(
        "Only those in which all of these words are found, in any of their forms; words "
        "in quotation marks as they stand. The best of 200 come first, unless `order` "
        "says otherwise."
    ),
    read_search,
    shape={"type": "string", "pattern": rf"^[^\s\x00][^\x00]{{0,{LONGEST - 1}}}$"},
    example="podjetja",
)
PAGE_PARENT = Parameter(
    "parent",
    gettext_noop("Only those directly below the page with this id."),
    uuid_text,
    shape=AN_ID,
)
EVENT = Parameter(
    "event",
    gettext_noop("Only those of the event with this id."),
    uuid_text,
    shape=AN_ID,
)
ON_DAY = Parameter(
    "day",
    gettext_noop("Only those of this day."),
    day,
    shape=A_DAY,
    example="2013-04-18",
)
SESSION_KIND = Parameter(
    "kind",
    gettext_noop("Only those of this kind."),
    one_of(list(SessionKind.values)),
    values=list(SessionKind.values),
)


def include_of(names: list[str]) -> list[Parameter]:
    """Return the parameter that brings these along; none where there are none."""
    if not names:
        return []
    told = gettext_noop(
        "Bring these along in `included`, with commas; a dot leads on from them:"
    )
    told = f"{told} {', '.join(names)}."
    read = several_of(names)
    shape = several(names)
    return [Parameter("include", told, read, shape=shape, example=names[0])]


def order_of(orders: Iterable[str]) -> list[Parameter]:
    """Return the parameter that chooses one of these orders; none where there is none."""
    names = list(orders)
    if not names:
        return []
    told = gettext_noop("The order of the list; a minus turns it round.")
    return [Parameter("order", told, one_of(names), values=names)]


def fields_of(entry: type[Serializer]) -> Parameter:
    """Return the parameter that chooses fields of an answer."""
    names = list(entry().fields)
    told = gettext_noop("Only these fields of each entry, with commas:")
    told = f"{told} {', '.join(names)}."
    shown = ",".join(name for name in ("id", "title", "name") if name in names)
    read = several_of(names)
    return Parameter("fields", told, read, shape=several(names), example=shown)


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
