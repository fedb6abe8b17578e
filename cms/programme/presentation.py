"""A release as its pages show it, in the reader's language."""

import datetime as dt
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from cms.core.languages import own_language_first
from cms.programme import addresses, snapshots
from cms.programme.enums import SessionKind
from cms.programme.models import ProgrammeRelease


def worded(texts: dict[str, str], *own: str) -> dict[str, str]:
    """Return the text for the reader; `lang` is empty when it is in their language."""
    wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
    for code, text in own_language_first(texts, wanted, *own):
        if text:
            return {"text": text, "lang": "" if code == wanted else code}
    return {"text": "", "lang": ""}


class Reading:
    """One release, with everything that its pages link to."""

    def __init__(self, release: ProgrammeRelease) -> None:
        self.release = release
        self.snapshot = release.snapshot
        self.slug = release.programme.slug
        self.zone = ZoneInfo(self.snapshot["zone"])
        self._rooms = {room["code"]: room["names"] for room in self.snapshot["rooms"]}

    @property
    def head(self) -> dict:
        """What the head of every page says."""
        first, last = self.snapshot["first_day"], self.snapshot["last_day"]
        return {
            "title": worded(self.snapshot["titles"]),
            "place": worded(self.snapshot["places"]),
            "introduction": worded(self.snapshot["introductions"]),
            "first_day": dt.date.fromisoformat(first),
            "last_day": dt.date.fromisoformat(last),
            "url": addresses.programme(self.slug),
            "slug": self.slug,
            "zone": self.snapshot["zone"],
            "offset": f"UTC{self.moment(first, '12:00').isoformat()[-6:]}",
            "number": self.release.number,
            "released_at": self.release.released_at,
            "releases_url": addresses.releases(self.slug),
        }

    def rooms(self) -> list[dict]:
        """Return the rooms in the order of the columns."""
        return [
            {"code": code, "name": worded(names)} for code, names in self._rooms.items()
        ]

    def days(self, room: str = "") -> list[dict]:
        """Return the days; with `room`, what is in it or for everybody."""
        sessions = [
            one
            for one in self.snapshot["sessions"]
            if not room or one["room"] in {room, ""}
        ]
        order = list(self._rooms)
        sessions.sort(key=lambda one: (one["day"], one["start"], _place(order, one)))
        return [
            {
                "date": dt.date.fromisoformat(day),
                "id": f"d{day}",
                "blocks": self._blocks(list(same)),
            }
            for day, same in groupby(sessions, key=lambda one: one["day"])
        ]

    def item(self, item: dict) -> dict:
        """Return a talk, or a session without talks, as it is listed."""
        cancelled = item in self.snapshot["cancelled"]
        return {
            "code": item["code"],
            "title": worded(item["titles"], *item.get("languages", [])),
            "session": worded(item["session"]),
            "abstract": worded(item.get("abstracts", {}), *item.get("languages", [])),
            "speakers": [self._person(one) for one in item.get("speakers", [])],
            "chairs": [self._person(one) for one in item["chairs"]],
            "languages": [_language(code) for code in item.get("languages", [])],
            "room": self.room(item["room"]),
            "date": dt.date.fromisoformat(item["day"]),
            "is_cancelled": cancelled,
            "is_talk": item["is_talk"],
            "url": addresses.talk(self.slug, item["code"]) if item["is_talk"] else "",
            **self._times(item["day"], item),
        }

    def room(self, code: str) -> dict[str, str]:
        return worded(self._rooms.get(code, {}))

    def find(self, code: str) -> dict | None:
        """Return the talk with this code, a cancelled one too, else nothing."""
        cancelled = {item["code"]: item for item in self.snapshot["cancelled"]}
        found = {**cancelled, **snapshots.items(self.snapshot)}.get(code)
        return found if found and found["is_talk"] else None

    def person(self, slug: str) -> dict | None:
        """Return {name, affiliation, talks, chaired, cancelled} of a person.

        The lists hold items; nothing when nobody of this address was released.
        """
        chaired = [
            snapshots.item_of(session, None)
            for session in self.snapshot["sessions"]
            if slug in {chair["slug"] for chair in session["chairs"]}
        ]
        talks = _of(slug, list(snapshots.items(self.snapshot).values()))
        cancelled = _of(slug, self.snapshot["cancelled"])
        shown = [p for i in [*talks, *cancelled] for p in i["speakers"]]
        shown += [person for item in chaired for person in item["chairs"]]
        own = [person for person in shown if person["slug"] == slug]
        if not own:
            return None
        known = (one.get("affiliation", "") for one in own)
        return {
            "name": own[0]["name"],
            "affiliation": next(filter(None, known), ""),
            "talks": talks,
            "chaired": chaired,
            "cancelled": cancelled,
        }

    def moment(self, day: str, clock: str) -> dt.datetime:
        """Return when the conference's clocks show this on this day."""
        return dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=self.zone)

    def _blocks(self, sessions: list[dict]) -> list[dict]:
        """Return the sessions of a day; those that share some time in one block."""
        blocks: list[list[dict]] = []
        end = ""
        for session in sessions:
            if blocks and session["start"] < end:
                blocks[-1].append(session)
            else:
                blocks.append([session])
                end = ""
            end = max(end, session["end"])
        return [
            {
                "is_parallel": len(block) > 1,
                "sessions": [self._session(session) for session in block],
            }
            for block in blocks
        ]

    def _session(self, session: dict) -> dict:
        return {
            **self.item(snapshots.item_of(session, None)),
            "kind": session["kind"],
            "kind_label": SessionKind(session["kind"]).label,
            "is_pause": session["kind"] in {SessionKind.BREAK, SessionKind.SOCIAL},
            "talks": [
                self.item(snapshots.item_of(session, talk)) for talk in session["talks"]
            ],
        }

    def _person(self, person: dict) -> dict:
        return {**person, "url": addresses.person(self.slug, person["slug"])}

    def _times(self, day: str, entry: dict) -> dict:
        return {
            name: {"clock": entry[name], "at": self.moment(day, entry[name])}
            for name in ("start", "end")
        }


def _of(slug: str, items: list[dict]) -> list[dict]:
    """Return the talks that the person gives."""
    return [
        item
        for item in items
        if slug in {person["slug"] for person in item.get("speakers", [])}
    ]


def _place(order: list[str], session: dict) -> int:
    return order.index(session["room"]) if session["room"] in order else -1


def _language(code: str) -> dict[str, str]:
    return {"code": code, "name": get_language_info(code)["name_translated"]}
