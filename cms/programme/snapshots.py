"""The shape in which a programme is released: one JSON object, read by every page.

    zone, first_day, last_day, titles, places, introductions
    rooms     [{code, names}]
    sessions  [{code, kind, titles, chairs, room, day, start, end, revision, talks}]
    talks     [{code, titles, abstracts, languages, speakers, start, end, revision,
              paper}], speakers [{name, slug, affiliation}]
    cancelled [an item]

Texts are objects by language; days and times are ISO 8601 on the conference's
clocks; `room` is a code or ""; `paper` says whether a submission stands behind it;
`revision` is the number of the release in which the entry last changed.

An item is what has a place of its own in calendars: a talk, or a session without
talks; see `items`.
"""

import datetime as dt
import hashlib
from collections import defaultdict

from django.utils.text import slugify

from cms.core.text import fold
from cms.programme.models import Programme, Room, Session, Talk

# What readers notice; `revision` follows from these.
TOLD = ("titles", "abstracts", "languages", "speakers", "chairs", "kind")
PLACE = ("day", "start", "end", "room")


def draft(programme: Programme) -> dict:
    """Return the programme as it stands now, in a fixed number of queries."""
    sessions = list(
        Session.objects.filter(programme=programme)
        .select_related("room")
        .prefetch_related("talks__submission__texts", "talks__submission__authors")
    )
    names = [name for one in sessions for name in one.chair_names]
    names += [
        n for one in sessions for talk in one.talks.all() for n in talk_names(talk)
    ]
    slugs = person_slugs(names)
    return {
        "zone": programme.timezone_name,
        "first_day": programme.first_day.isoformat(),
        "last_day": programme.last_day.isoformat(),
        "titles": programme.titles,
        "places": programme.places,
        "introductions": programme.introductions,
        "rooms": [_room(room) for room in programme.rooms.all()],
        "sessions": [_session(session, slugs) for session in sessions],
        "cancelled": [],
    }


def to_release(programme: Programme, before: dict | None, number: int) -> dict:
    """Return the draft as release `number`, which follows the snapshot `before`.

    What was in it and is gone stays as cancelled, so that calendars learn of it.
    """
    now = draft(programme)
    old = items(before) if before else {}
    for session in now["sessions"]:
        for entry in [session, *session["talks"]]:
            item = item_of(session, None if entry is session else entry)
            entry["revision"] = _revision(item, old.get(entry["code"]), number)
    there = items(now)
    gone = [item for code, item in old.items() if code not in there]
    now["cancelled"] = [{**item, "revision": number} for item in gone]
    earlier = before["cancelled"] if before else []
    now["cancelled"] += [item for item in earlier if item["code"] not in there]
    return now


def items(snapshot: dict) -> dict[str, dict]:
    """Return talks, and sessions without talks, by code, in their order."""
    found = {}
    for session in snapshot["sessions"]:
        for talk in session["talks"] or [None]:
            item = item_of(session, talk)
            found[item["code"]] = item
    return found


def item_of(session: dict, talk: dict | None) -> dict:
    """Return a talk, or the session itself, with its day, room and session."""
    own = talk or session
    return {
        **{key: value for key, value in own.items() if key != "talks"},
        "kind": session["kind"],
        "day": session["day"],
        "room": session["room"],
        "chairs": [] if talk else session["chairs"],
        "session": session["titles"] if talk else {},
        "is_talk": talk is not None,
    }


def person_slugs(names: list[str]) -> dict[str, str]:
    """Return the address of each name; different names never share one."""
    by_slug = defaultdict(set)
    for name in names:
        by_slug[slugify(fold(name))].add(name)
    found = {}
    for slug, same in by_slug.items():
        for name in same:
            mark = hashlib.sha256(name.encode()).hexdigest()[:6]
            found[name] = slug if slug and len(same) == 1 else f"{slug or 'p'}-{mark}"
    return found


def talk_names(talk: Talk) -> list[str]:
    """Return who speaks: the names that were typed, else the paper's authors."""
    if talk.speaker_names or talk.submission is None:
        return talk.speaker_names
    return [author.name for author in talk.submission.authors.all()]


def talk_end(day: dt.date, talk: Talk) -> dt.datetime:
    """Return when the talk is over, on the conference's clocks."""
    start = dt.datetime.combine(day, talk.starts)
    return start + dt.timedelta(minutes=talk.minutes)


def talk_titles(talk: Talk) -> dict[str, str]:
    """Return the title by language: the paper's, unless the talk has its own."""
    return {**_submitted(talk, "title"), **talk.titles}


def _revision(item: dict, old: dict | None, number: int) -> int:
    if old is None or any(item.get(k) != old.get(k) for k in (*TOLD, *PLACE)):
        return number
    return old["revision"]


def _room(room: Room) -> dict:
    return {"code": room.code, "names": room.names}


def _session(session: Session, slugs: dict[str, str]) -> dict:
    return {
        "code": session.code,
        "kind": session.kind,
        "titles": session.titles,
        "chairs": [{"name": n, "slug": slugs[n]} for n in session.chair_names],
        "room": session.room.code if session.room else "",
        "day": session.day.isoformat(),
        "start": _clock(session.starts),
        "end": _clock(session.ends),
        "talks": [_talk(talk, session, slugs) for talk in session.talks.all()],
    }


def _talk(talk: Talk, session: Session, slugs: dict[str, str]) -> dict:
    submission = talk.submission
    own_language = [submission.paper_language] if submission else []
    return {
        "code": talk.code,
        "titles": talk_titles(talk),
        "abstracts": {**_submitted(talk, "abstract"), **talk.abstracts},
        "languages": talk.languages or own_language,
        "speakers": [
            {"name": name, "slug": slugs[name], "affiliation": _affiliation(talk, name)}
            for name in talk_names(talk)
        ],
        "start": _clock(talk.starts),
        "end": _clock(talk_end(session.day, talk).time()),
        "paper": submission is not None,
    }


def _submitted(talk: Talk, name: str) -> dict[str, str]:
    if talk.submission is None:
        return {}
    texts = talk.submission.texts.all()
    return {text.language: value for text in texts if (value := getattr(text, name))}


def _affiliation(talk: Talk, name: str) -> str:
    authors = talk.submission.authors.all() if talk.submission else []
    same = (author for author in authors if fold(author.name) == fold(name))
    return next((author.affiliation_line for author in same), "")


def _clock(time: dt.time) -> str:
    return time.strftime("%H:%M")
