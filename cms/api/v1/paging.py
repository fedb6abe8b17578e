"""Cuts a list into pages: by number, or from a cursor, which no change shifts."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from rest_framework import exceptions

from cms.api.v1.problems import BadParameter

SALT = "api.list-cursor"
ALLOWED = ["the next_cursor of an earlier answer"]


@dataclass(frozen=True)
class Position:
    """Behind which entry of which list to go on."""

    resource: str
    order: str
    values: list[Any]

    def __str__(self) -> str:
        plain = DjangoJSONEncoder().encode([self.resource, self.order, self.values])
        return signing.Signer(salt=SALT).sign_object(plain)


@dataclass(frozen=True)
class Page:
    """One page of a list, and what leads on from it."""

    things: list[Any]
    count: int
    cursor: str | None
    next: dict[str, str] | None = None
    previous: dict[str, str] | None = None


def read_position(name: str, value: str) -> Position:
    """Return the cursor of a list, or raise BadParameter."""
    try:
        plain = signing.Signer(salt=SALT).unsign_object(value)
        resource, order, values = json.loads(plain)
    except (signing.BadSignature, ValueError, TypeError):
        message = "This is no cursor that we gave."
        raise BadParameter(name, message, ALLOWED) from None
    return Position(resource, order, values)


def cut(
    resource: Any,
    listed: Any,
    given: dict[str, Any],
    counted: Callable[[Callable[[], int]], int],
) -> Page:
    """Return the page that was asked for; `counted` may know already how many there are.

    Raises:
        BadParameter: for a cursor of another list, or of another order.
        NotFound: for a number behind the last page.
    """
    size, position = given["page_size"], given["cursor"]
    count = counted(lambda: _count(listed))
    order = given.get("order") or ("search" if given.get("search") else "")
    if position is None:
        return _numbered(resource, listed, order, size, given["page"], count)
    if (position.resource, position.order) != (resource.name, order):
        message = "This cursor is of another list, or of another order of it."
        raise BadParameter("cursor", message, ALLOWED)
    found = list(_behind(resource, listed, position.values)[: size + 1])
    things = found[:size]
    cursor = _cursor(resource, listed, things[-1], order) if len(found) > size else None
    return Page(things, count, cursor, next={"cursor": cursor} if cursor else None)


def _count(listed: Any) -> int:
    return listed.count() if isinstance(listed, QuerySet) else len(listed)


def _numbered(
    resource: Any, listed: Any, order: str, size: int, number: int, count: int
) -> Page:
    # An empty list has one page.
    last = max(ceil(count / size), 1)
    if number > last:
        raise exceptions.NotFound(f"The list has {last} pages.")
    things = list(listed[size * (number - 1) : size * number])
    # A change meanwhile may have left none.
    more = number < last and bool(things)
    return Page(
        things,
        count,
        _cursor(resource, listed, things[-1], order) if more else None,
        next={"page": str(number + 1)} if more else None,
        previous={"page": str(number - 1)} if number > 1 else None,
    )


def _cursor(resource: Any, listed: Any, thing: Any, order: str) -> str:
    if isinstance(listed, QuerySet):
        values = [_value(thing, name.lstrip("-")) for name in _names(listed)]
    else:
        values = thing.order
    return str(Position(resource.name, order, values))


def _behind(resource: Any, listed: Any, values: list[Any]) -> Any:
    """Return what follows those values in the list."""
    if not isinstance(listed, QuerySet):
        return [thing for thing in listed if thing.order > values]
    names = _names(listed)
    behind, same = Q(pk__in=[]), Q()
    for name, value in zip(names, values, strict=True):
        field = name.lstrip("-")
        step = "lt" if name.startswith("-") else "gt"
        behind |= same & Q(**{f"{field}__{step}": value})
        same &= Q(**{field: value})
    return listed.order_by(*names).filter(behind)


def _names(listed: QuerySet) -> list[str]:
    """Return the fields of the order; the last one is different in every row."""
    names = list(listed.query.order_by)
    return names if names[-1].lstrip("-") in {"pk", "path"} else [*names, "pk"]


def _value(thing: Any, name: str) -> Any:
    for part in name.split("__"):
        thing = getattr(thing, part)
    return thing
