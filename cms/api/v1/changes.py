"""The delta: every change of what partners can see, in order, with tombstones."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import APIException

from cms.api.enums import GONE, Event
from cms.api.models import ApiKey, Change, Clock, Entry
from cms.api.v1.addresses import Addresses
from cms.api.v1.cursors import Cursor
from cms.api.v1.ledger import LOCALES
from cms.api.v1.problems import BadParameter
from cms.api.v1.resources import FOLLOWED, RESOURCES

# Promised are 24 months; a month more so that nobody argues about a day.
KEPT = timedelta(days=762)


class CursorExpired(APIException):
    """The changes after this cursor are no longer kept."""

    status_code = 410

    def __init__(self, restart: str) -> None:
        super().__init__(
            "The changes after this cursor are no longer kept. Empty your copy, and "
            f"start over without a cursor: {restart}"
        )
        self.members = {"parameter": "cursor", "restart": restart}


class ChangeSerializer(serializers.Serializer):
    """One change of one entry in one language; it holds no content."""

    number = serializers.IntegerField(help_text="Grows with every change.")
    event = serializers.ChoiceField(
        choices=[str(event.value) for event in Event],
        help_text="created, updated, or why the entry is gone.",
    )
    gone = serializers.BooleanField(help_text="Whether to delete it from a copy.")
    resource = serializers.ChoiceField(choices=FOLLOWED)
    id = serializers.CharField()
    locale = serializers.ChoiceField(choices=LOCALES)
    at = serializers.DateTimeField()
    api_url = serializers.URLField(help_text="Where the entry stands, or stood.")


class ChangesSerializer(serializers.Serializer):
    """Some changes, and where to go on."""

    changes = ChangeSerializer(many=True)
    next_cursor = serializers.CharField(
        help_text="Keep it: it is good for at least 24 months."
    )
    has_more = serializers.BooleanField(help_text="Whether there are more right now.")
    next = serializers.URLField(help_text="This address with the next cursor.")


def read_changes(
    cursor: Cursor | None, size: int, to: Addresses, key: ApiKey | None = None
) -> dict[str, Any]:
    """Return up to `size` changes after the cursor; without one, from the start.

    Of those that the key opens, when there is one.

    A beginner gets every entry there is as created, then what happened meanwhile.

    Raises:
        CursorExpired: when changes after the cursor have been dropped.
        BadParameter: for a cursor of the future.
    """
    clock = Clock.objects.get(pk=1)
    now = clock.number
    if cursor is None:
        cursor = Cursor(0, now)
    _refuse_strange(cursor, clock, to)
    if cursor.start is not None:
        return _beginning(cursor, size, to, key)
    later = _opened(Change.objects.filter(number__gt=cursor.number), key)
    rows = list(later[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    last = rows[-1].number if rows else cursor.number
    # Whoever has read everything need not read the numbers of no change again.
    following = Cursor(last if more else max(now, last))
    found = [as_told(row, to) for row in rows]
    return _answer(found, following, to, more=more)


def _opened(rows: QuerySet, key: ApiKey | None) -> QuerySet:
    """Return what a key opens of changes or entries."""
    if key and key.resources:
        rows = rows.filter(resource__in=key.resources)
    return rows.filter(locale__in=key.locales) if key and key.locales else rows


def _beginning(
    cursor: Cursor, size: int, to: Addresses, key: ApiKey | None
) -> dict[str, Any]:
    assert cursor.start is not None  # noqa: S101 - for the reader
    # What went away before the start was never in the copy.
    told = Entry.objects.filter(number__gt=cursor.number, number__lte=cursor.start)
    told = _opened(told.filter(~Q(event__in=GONE)), key)
    rows = list(told.order_by("number")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    following = Cursor(rows[-1].number, cursor.start) if more else Cursor(cursor.start)
    found = [_change(row, Event.CREATED, row.changed_at, to) for row in rows]
    return _answer(found, following, to, more=True)


def _refuse_strange(cursor: Cursor, clock: Clock, to: Addresses) -> None:
    if max(cursor.number, cursor.start or 0) > clock.number:
        message = "This cursor lies in the future."
        raise BadParameter("cursor", message, ["the next_cursor of an earlier answer"])
    after = cursor.number if cursor.start is None else cursor.start
    if after < clock.dropped:
        raise CursorExpired(to.of_list("changes"))


def _answer(
    found: list[dict[str, Any]], following: Cursor, to: Addresses, *, more: bool
) -> dict[str, Any]:
    return {
        "changes": found,
        "next_cursor": str(following),
        "has_more": more,
        "next": f"{to.of_list('changes')}?cursor={following}",
    }


def as_told(change: Change, to: Addresses) -> dict[str, Any]:
    """Return a change as partners are told it."""
    return _change(change, change.event, change.at, to)


def _change(row: Change | Entry, event: str, at: Any, to: Addresses) -> dict[str, Any]:
    kind = RESOURCES[row.resource]
    return {
        "number": row.number,
        "event": str(Event(event).value),
        "gone": event in GONE,
        "resource": row.resource,
        "id": row.key,
        "locale": row.locale,
        "at": at,
        "api_url": to.of_resource(kind.basename, row.key, row.locale),
    }


def drop_old_changes() -> int:
    """Delete changes older than promised; return how many."""
    old = Change.objects.filter(at__lt=timezone.now() - KEPT)
    last = old.order_by("-number").values_list("number", flat=True).first()
    if last is None:
        return 0
    Clock.objects.filter(pk=1).update(dropped=last)
    return old.delete()[0]
