"""What cannot be at once: rooms taken twice, people in two places, and the like.

Plain values in, plain values out: no database, so that it can be proved against
brute force.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.core.text import fold
from cms.programme.enums import ADVISORY, ClashKind


@dataclass(frozen=True)
class TalkSlot:
    """One talk; times are on the clock of the conference."""

    key: str
    title: str
    start: dt.datetime
    end: dt.datetime
    people: tuple[str, ...] = ()
    accepted: bool = True


@dataclass(frozen=True)
class SessionSlot:
    """One session with its talks; `room` is empty when it is for everybody."""

    key: str
    title: str
    start: dt.datetime
    end: dt.datetime
    room: str = ""
    chairs: tuple[str, ...] = ()
    talks: tuple[TalkSlot, ...] = ()


@dataclass(frozen=True)
class Clash:
    """One thing that cannot be, with the titles of what it concerns."""

    kind: ClashKind
    subjects: tuple[str, ...]
    keys: frozenset[str]
    about: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the programme cannot be released with it."""
        return self.kind not in ADVISORY

    @property
    def message(self) -> str:
        """What is wrong, in the active language."""
        words = {
            "first": self.subjects[0],
            "second": self.subjects[-1],
            "about": self.about,
        }
        return _sentence(self.kind) % words


class Appearance(NamedTuple):
    """Something that takes a person's or a room's time."""

    start: dt.datetime
    end: dt.datetime
    session: str
    key: str
    title: str
    is_talk: bool


def find(
    sessions: Iterable[SessionSlot], first_day: dt.date, last_day: dt.date
) -> list[Clash]:
    """Return every clash, those of one kind together, in the order of time."""
    listed = sorted(sessions, key=lambda session: (session.start, session.key))
    return [
        *_room_clashes(listed),
        *_person_clashes(listed),
        *_talk_clashes(listed),
        *(
            Clash(ClashKind.OUTSIDE_DAYS, (one.title,), frozenset({one.key}))
            for one in listed
            if not first_day <= one.start.date() <= last_day
        ),
    ]


def overlapping(
    appearances: Iterable[Appearance],
) -> Iterator[tuple[Appearance, Appearance]]:
    """Return each pair that shares some time; one may begin when another ends."""
    running: list[Appearance] = []
    for one in sorted(appearances):
        running = [other for other in running if other.end > one.start]
        yield from ((other, one) for other in running)
        running.append(one)


def _room_clashes(sessions: list[SessionSlot]) -> Iterator[Clash]:
    by_room: dict[str, list[Appearance]] = defaultdict(list)
    for session in sessions:
        if session.room:
            by_room[session.room].append(_of_session(session))
    for room, taken in by_room.items():
        for first, second in overlapping(taken):
            yield _pair(ClashKind.ROOM, first, second, room)


@dataclass
class _Person:
    name: str
    appearances: list[Appearance] = field(default_factory=list)


def _person_clashes(sessions: list[SessionSlot]) -> Iterator[Clash]:
    people: dict[str, _Person] = {}

    def appears(name: str, appearance: Appearance) -> None:
        people.setdefault(fold(name), _Person(name)).appearances.append(appearance)

    for session in sessions:
        for name in dict.fromkeys(session.chairs):
            appears(name, _of_session(session))
        for talk in session.talks:
            for name in dict.fromkeys(talk.people):
                appears(name, _of_talk(talk, session))
    for person in people.values():
        for first, second in overlapping(person.appearances):
            # Who chairs a session may speak in it.
            both_talks = first.is_talk and second.is_talk
            if first.key != second.key and (
                both_talks or first.session != second.session
            ):
                yield _pair(ClashKind.PERSON, first, second, person.name)


def _talk_clashes(sessions: list[SessionSlot]) -> Iterator[Clash]:
    for session in sessions:
        for first, second in overlapping(_of_talk(t, session) for t in session.talks):
            yield _pair(ClashKind.OVERLAP, first, second, session.title)
        for talk in session.talks:
            own = (talk.title,), frozenset({talk.key}), session.title
            if talk.start < session.start or talk.end > session.end:
                yield Clash(ClashKind.OUTSIDE_SESSION, *own)
            if not talk.accepted:
                yield Clash(ClashKind.NOT_ACCEPTED, *own)


def _of_session(session: SessionSlot) -> Appearance:
    return Appearance(
        session.start, session.end, session.key, session.key, session.title, False
    )


def _of_talk(talk: TalkSlot, session: SessionSlot) -> Appearance:
    return Appearance(talk.start, talk.end, session.key, talk.key, talk.title, True)


def _pair(kind: ClashKind, first: Appearance, second: Appearance, about: str) -> Clash:
    keys = frozenset({first.key, second.key})
    return Clash(kind, (first.title, second.title), keys, about)


def _sentence(kind: ClashKind) -> str:
    return {
        ClashKind.ROOM: _(
            "“%(first)s” and “%(second)s” are in the room %(about)s at the same time."
        ),
        ClashKind.PERSON: _(
            "%(about)s would be at “%(first)s” and at “%(second)s” at the same time."
        ),
        ClashKind.OVERLAP: _(
            "“%(first)s” is not over when “%(second)s” begins, in “%(about)s”."
        ),
        ClashKind.OUTSIDE_SESSION: _(
            "“%(first)s” begins before or ends after its session, “%(about)s”."
        ),
        ClashKind.OUTSIDE_DAYS: _(
            "“%(first)s” is on a day that is no day of the conference."
        ),
        ClashKind.NOT_ACCEPTED: _(
            "The paper “%(first)s” was withdrawn or is no longer accepted."
        ),
    }[kind]
