"""What is known of a programme: its clashes, its places, its published papers."""

import datetime as dt
from typing import Any

from cms.conference.enums import CHOSEN
from cms.conference.models import Submission
from cms.programme import changes, clashes, snapshots
from cms.programme.models import (
    Programme,
    ProgrammeRelease,
    Session,
    in_reading_language,
)


def clashes_of(programme: Programme) -> list[clashes.Clash]:
    """Return what cannot be in the programme as it stands now."""
    sessions = (
        Session.objects.filter(programme=programme)
        .select_related("room")
        .prefetch_related("talks__submission__texts", "talks__submission__authors")
    )
    slots = [session_slot(session) for session in sessions]
    return clashes.find(slots, programme.first_day, programme.last_day)


def session_slot(session: Session) -> clashes.SessionSlot:
    """Return a session as the search for clashes takes it."""
    return clashes.SessionSlot(
        key=session.code,
        title=str(session),
        start=dt.datetime.combine(session.day, session.starts),
        end=dt.datetime.combine(session.day, session.ends),
        room=str(session.room) if session.room else "",
        chairs=tuple(session.chair_names),
        talks=tuple(
            clashes.TalkSlot(
                key=talk.code,
                title=in_reading_language(snapshots.talk_titles(talk)) or talk.code,
                start=dt.datetime.combine(session.day, talk.starts),
                end=snapshots.talk_end(session.day, talk),
                people=tuple(snapshots.talk_names(talk)),
                accepted=talk.submission is None or talk.submission.state in CHOSEN,
            )
            for talk in session.talks.all()
        ),
    )


def last_release(programme: Programme) -> ProgrammeRelease | None:
    """Return what the public sees of the programme, if anything."""
    return programme.releases.order_by("-number").first()


def next_release(programme: Programme) -> tuple[int, dict, list[dict], bool]:
    """Return number, snapshot and changes of what would be released now.

    The last value says whether it differs from the last release at all.
    """
    last = last_release(programme)
    number = last.number + 1 if last else 1
    before = last.snapshot if last else None
    after = snapshots.to_release(programme, before, number)
    found = changes.between(before, after)
    differs = bool(found) or changes.frame_differs(before, after)
    return number, after, found, differs and bool(after["sessions"])


def published_papers(codes: list[str]) -> dict[str, Any]:
    """Return the published papers of these talks, by the talk's code.

    The publications stand beside this app, so they are met by the relation alone.
    """
    submissions = Submission.objects.filter(
        talk__code__in=codes, edition_papers__edition__state="published"
    ).values_list(
        "talk__code",
        "edition_papers__edition__volume__slug",
        "edition_papers__slug",
    )
    return {code: (volume, paper) for code, volume, paper in submissions}
