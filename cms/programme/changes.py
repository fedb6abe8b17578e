"""What changed from one release to the next, as data and in words."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.programme.enums import ChangeKind
from cms.programme.models import in_reading_language
from cms.programme.snapshots import PLACE, TOLD, items


def between(before: dict | None, after: dict) -> list[dict]:
    """Return [{kind, code, titles, from, to}]: what was moved, added, cancelled.

    `from` and `to` are {day, start, end, room}, room by its names, or None.
    """
    old, new = (items(before) if before else {}), items(after)
    found = []
    for code, item in new.items():
        was = old.get(code)
        kind = _kind(was, item)
        if kind:
            found.append(_change(kind, item, was and _place(was, before), after))
    for code, item in old.items():
        if code not in new:
            found.append(
                _change(ChangeKind.CANCELLED, item, _place(item, before), None)
            )
    return found


def frame_differs(before: dict | None, after: dict) -> bool:
    """Whether anything reads otherwise, also beside the talks: a chair, a place."""
    return before is None or _undated(before) != _undated(after)


def _undated(value):
    """Return the snapshot, or a part of it, without what each release counts."""
    if isinstance(value, dict):
        counted = {"revision", "cancelled"}
        return {key: _undated(own) for key, own in value.items() if key not in counted}
    return [_undated(own) for own in value] if isinstance(value, list) else value


def in_words(change: dict) -> str:
    """Return one change as a sentence in the active language."""
    words = {
        "title": in_reading_language(change["titles"]),
        "old": _where(change["from"]),
        "new": _where(change["to"]),
    }
    return _sentence(change["kind"]) % words


def _kind(was: dict | None, item: dict) -> ChangeKind | None:
    if was is None:
        return ChangeKind.ADDED
    if any(was[name] != item[name] for name in PLACE):
        return ChangeKind.MOVED
    if any(was.get(name) != item.get(name) for name in TOLD):
        return ChangeKind.REVISED
    return None


def _change(
    kind: ChangeKind, item: dict, place: dict | None, after: dict | None
) -> dict:
    return {
        "kind": kind.value,
        "code": item["code"],
        "titles": item["titles"],
        "from": place,
        "to": _place(item, after) if after else None,
    }


def _place(item: dict, snapshot: dict) -> dict:
    rooms = {room["code"]: room["names"] for room in snapshot["rooms"]}
    return {
        **{name: item[name] for name in ("day", "start", "end")},
        "room": rooms.get(item["room"], {}),
    }


def _where(place: dict | None) -> str:
    if place is None:
        return ""
    day = date_format(dt.date.fromisoformat(place["day"]), "MONTH_DAY_FORMAT")
    room = in_reading_language(place["room"])
    return ", ".join(part for part in (day, place["start"], room) if part)


def _sentence(kind: str) -> str:
    return {
        ChangeKind.ADDED: _("New: “%(title)s”, %(new)s."),
        ChangeKind.MOVED: _("Moved: “%(title)s” from %(old)s to %(new)s."),
        ChangeKind.REVISED: _("Revised: “%(title)s”, %(new)s."),
        ChangeKind.CANCELLED: _("Cancelled: “%(title)s”, %(old)s."),
    }[ChangeKind(kind)]
