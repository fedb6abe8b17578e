"""Programmes with rooms, sessions and talks, and their releases."""

import datetime as dt

from django.utils import timezone

from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.programme import operations
from cms.programme.models import Programme, ProgrammeRelease, Room, Session, Talk
from tests.factories.accounts import editor
from tests.factories.conference import content, submission

FIRST = dt.date(2013, 4, 18)
LAST = dt.date(2013, 4, 19)
TITLES = {"sl": "Konferenca COOP", "it": "Convegno COOP", "en": "COOP conference"}
_numbers = iter(range(1, 1_000_000))


def texts(word: str) -> dict[str, str]:
    """Return the word in three languages, which can be told apart."""
    return {"sl": f"{word} po slovensko", "it": f"{word} in italiano", "en": word}


def programme(**fields) -> Programme:
    """Return a programme of two days with two rooms, not released."""
    fields = {
        "slug": f"coop-{next(_numbers)}",
        "titles": TITLES,
        "places": {"sl": "Maribor, grad", "it": "Maribor, castello", "en": "Maribor"},
        "first_day": FIRST,
        "last_day": LAST,
        **fields,
    }
    made = Programme.objects.create(**fields)
    for place, name in enumerate(["Blue hall", "Red hall"]):
        Room.objects.create(programme=made, names=texts(name), sort_order=place)
    return made


def session(made: Programme | None = None, **fields) -> Session:
    """Return a session in the first room, on the first morning."""
    made = made or programme()
    fields = {
        "titles": texts("Session"),
        "room": made.rooms.first(),
        "day": FIRST,
        "starts": dt.time(9),
        "ends": dt.time(12),
        **fields,
    }
    return Session.objects.create(programme=made, **fields)


def accepted(title: str = "Social enterprises", *names: str) -> Submission:
    """Return an accepted paper with these authors."""
    listed = [{"name": name, "affiliation": "Inštitut"} for name in names]
    typed = content(**({"authors": listed} if names else {}))
    return submission(state=SubmissionState.ACCEPTED, title=title, content=typed)


def talk(made: Session, **fields) -> Talk:
    """Return a talk that has its place; invited, unless a paper is given."""
    paper = fields.get("submission")
    fields = {
        "starts": made.starts,
        "minutes": 20,
        "actor": editor(),
        "now": timezone.now(),
        **({} if paper else {"titles": texts("Talk"), "speakers": "Ana Žagar"}),
        **fields,
    }
    return operations.place_talk(session=made, **fields)


def release(made: Programme, **notes: str) -> ProgrammeRelease:
    """Make the programme public as it stands."""
    return operations.release(
        programme=made, notes=notes, actor=editor(), now=timezone.now()
    )


def released(talks: int = 2) -> Programme:
    """Return a released programme with so many talks of papers, an hour each day."""
    made = programme()
    held = session(made, chairs="Sonja Gavez")
    for number in range(talks):
        start = dt.datetime.combine(FIRST, held.starts)
        start += dt.timedelta(minutes=5 * number)
        paper = accepted(f"Paper {number}", f"Avtor {number}")
        talk(held, submission=paper, starts=start.time(), minutes=5)
    release(made)
    return made
