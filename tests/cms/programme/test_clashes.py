"""What cannot be at once is found: all of it, and nothing else."""

import datetime as dt
from itertools import combinations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.core.text import fold
from cms.programme.clashes import Clash, SessionSlot, TalkSlot, find
from cms.programme.enums import ClashKind

DAY = dt.date(2013, 4, 18)
NAMES = ["Ana Žagar", "ana zagar", "Marco Rossi", "Kate Lee"]


def at(minute: int) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time(8)) + dt.timedelta(minutes=minute)


@st.composite
def spans(draw):
    start = draw(st.integers(-600, 3000))
    return at(start), at(start + draw(st.integers(1, 120)))


people = st.lists(st.sampled_from(NAMES), max_size=2).map(tuple)


@st.composite
def programmes(draw):
    sessions = []
    for number in range(draw(st.integers(0, 5))):
        start, end = draw(spans())
        talks = []
        for place in range(draw(st.integers(0, 3))):
            first, last = draw(spans())
            key = f"t{number}-{place}"
            talks.append(
                TalkSlot(key, key, first, last, draw(people), draw(st.booleans()))
            )
        sessions.append(
            SessionSlot(
                key=f"s{number}",
                title=f"s{number}",
                start=start,
                end=end,
                room=draw(st.sampled_from(["", "A", "B"])),
                chairs=draw(people),
                talks=tuple(talks),
            )
        )
    return sessions


def share_time(one, other) -> bool:
    return one.start < other.end and other.start < one.end


def wrong_talks(session: SessionSlot) -> set[tuple]:
    found = set()
    for talk in session.talks:
        if talk.start < session.start or talk.end > session.end:
            found.add((ClashKind.OUTSIDE_SESSION, frozenset({talk.key})))
        if not talk.accepted:
            found.add((ClashKind.NOT_ACCEPTED, frozenset({talk.key})))
    return found


def brute_force(sessions: list[SessionSlot]) -> set[tuple]:
    """Ask the definition of every pair, without any cleverness."""
    found = set()
    for one, other in combinations(sessions, 2):
        if one.room and one.room == other.room and share_time(one, other):
            found.add((ClashKind.ROOM, frozenset({one.key, other.key})))
    for session in sessions:
        for one, other in combinations(session.talks, 2):
            if share_time(one, other):
                found.add((ClashKind.OVERLAP, frozenset({one.key, other.key})))
        found |= wrong_talks(session)
        if session.start.date() not in {DAY, DAY + dt.timedelta(days=1)}:
            found.add((ClashKind.OUTSIDE_DAYS, frozenset({session.key})))
    return found | brute_force_of_people(sessions)


def brute_force_of_people(sessions: list[SessionSlot]) -> set[tuple]:
    found = set()
    parts = [(s, s, s.chairs) for s in sessions]
    parts += [(t, s, t.people) for s in sessions for t in s.talks]
    for (one, here, names), (other, there, others) in combinations(parts, 2):
        same = {fold(name) for name in names} & {fold(name) for name in others}
        talks = isinstance(one, TalkSlot) and isinstance(other, TalkSlot)
        if same and share_time(one, other) and (talks or here is not there):
            found.add((ClashKind.PERSON, frozenset({one.key, other.key})))
    return found


@given(programmes())
def test_clashes_are_those_of_brute_force(sessions):
    found = find(sessions, DAY, DAY + dt.timedelta(days=1))
    assert {(clash.kind, clash.keys) for clash in found} == brute_force(sessions)


def test_one_session_may_begin_when_another_ends_in_the_room():
    sessions = [
        SessionSlot("a", "A", at(0), at(60), room="Hall"),
        SessionSlot("b", "B", at(60), at(90), room="Hall"),
    ]
    assert find(sessions, DAY, DAY) == []


def test_only_a_name_that_appears_twice_can_be_released_anyway():
    blocking = {kind: Clash(kind, ("A",), frozenset()).blocks for kind in ClashKind}
    assert [kind for kind, blocks in blocking.items() if not blocks] == [
        ClashKind.PERSON
    ]


@pytest.mark.parametrize("language", ["sl", "it", "en"])
@pytest.mark.parametrize("kind", ClashKind)
def test_message_names_what_clashes(language, kind):
    clash = Clash(kind, ("Uvod", "Konec"), frozenset(), "Ana Žagar")
    with override(language):
        assert "Uvod" in clash.message
        assert "%" not in clash.message
