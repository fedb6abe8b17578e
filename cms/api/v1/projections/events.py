"""What partners get of conferences: only what was released."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from cms.api.v1.addresses import Addresses
from cms.api.v1.people import person_id
from cms.api.v1.projections.base import Projection
from cms.core.languages import own_language_first
from cms.programme import addresses
from cms.programme.models import ProgrammeRelease


def event(release: ProgrammeRelease, to: Addresses) -> Projection:
    """Return a conference without its programme."""
    told, made = release.snapshot, release.programme
    title, language = _worded(told["titles"], to.locale)
    return {
        "id": made.uuid,
        "served_locale": language,
        "title": title,
        "place": _worded(told["places"], to.locale)[0],
        "introduction": _worded(told["introductions"], to.locale)[0],
        "first_day": told["first_day"],
        "last_day": told["last_day"],
        "timezone": told["zone"],
        "rooms": [_room(room, to) for room in told["rooms"]],
        "release": {"number": release.number, "released_at": release.released_at},
        "url": to.absolute(addresses.programme(made.slug)),
        "api_url": to.of_resource("event", made.uuid),
        "calendar_url": _file("programme_ics", made.slug, to),
        "schedule_url": _file("schedule_json", made.slug, to),
    }


def event_in_full(
    release: ProgrammeRelease, items: list[Projection], to: Addresses
) -> Projection:
    """Return a conference with its programme, in the order of the days."""
    return {**event(release, to), "items": items}


def programme_item(
    item: dict[str, Any],
    release: ProgrammeRelease,
    paper: tuple[str, str] | None,
    to: Addresses,
) -> Projection:
    """Return a talk, or a session without talks."""
    told, made = release.snapshot, release.programme
    title, language = _worded(item["titles"], to.locale)
    abstract, abstract_language = _worded(item.get("abstracts", {}), to.locale)
    page = addresses.programme(made.slug)
    if item["is_talk"]:
        page = addresses.talk(made.slug, item["code"])
    rooms = {room["code"]: room for room in told["rooms"]}
    zone = ZoneInfo(told["zone"])
    return {
        "id": item["code"],
        "served_locale": language,
        "kind": item["kind"],
        "is_talk": item["is_talk"],
        "title": title,
        "session_title": _worded(item["session"], to.locale)[0],
        "abstract": {"language": abstract_language, "text": abstract},
        "starts": _moment(item["day"], item["start"], zone),
        "ends": _moment(item["day"], item["end"], zone),
        "day": item["day"],
        "room": _room(rooms[item["room"]], to) if item["room"] in rooms else None,
        "languages": item.get("languages", []),
        "speakers": [
            {
                "id": person_id(one["name"]),
                "name": one["name"],
                "affiliation": one.get("affiliation", ""),
            }
            for one in item.get("speakers", [])
        ],
        "chairs": [
            {"id": person_id(one["name"]), "name": one["name"]}
            for one in item.get("chairs", [])
        ],
        "paper": ".".join(paper) if paper else None,
        "revision": item["revision"],
        "url": to.absolute(page),
        "api_url": to.of_resource("programme-item", item["code"]),
        "event": {
            "id": made.uuid,
            "title": _worded(told["titles"], to.locale)[0],
            "url": to.absolute(addresses.programme(made.slug)),
            "api_url": to.of_resource("event", made.uuid),
        },
    }


def _worded(texts: dict[str, str], wanted: str) -> tuple[str, str]:
    """Return the text in the language, else another one, and which it is."""
    for code, text in own_language_first(texts, wanted):
        if text:
            return text, code
    return "", wanted


def _room(room: dict[str, Any], to: Addresses) -> Projection:
    return {"id": room["code"], "name": _worded(room["names"], to.locale)[0]}


def _moment(day: str, clock: str, zone: ZoneInfo) -> str:
    moment = dt.datetime.combine(
        dt.date.fromisoformat(day), dt.time.fromisoformat(clock), zone
    )
    return moment.isoformat()


def _file(name: str, slug: str, to: Addresses) -> str:
    return to.absolute(reverse(f"programme:{name}", args=[slug]))
