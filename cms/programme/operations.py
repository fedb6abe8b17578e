"""Everything that changes a programme, each with a record of who did it."""

import datetime as dt
import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string

from cms.conference.enums import CHOSEN
from cms.conference.models import Submission
from cms.press import operations as press
from cms.press.exceptions import PressError
from cms.programme import booklet, permissions, queries, snapshots
from cms.programme.enums import RecordKind
from cms.programme.exceptions import (
    ClashesRemain,
    NotAllowed,
    NothingToRelease,
    OtherProgramme,
    PaperNotAccepted,
    PaperPlacedAlready,
)
from cms.programme.models import (
    Programme,
    ProgrammePrint,
    ProgrammeRecord,
    ProgrammeRelease,
    Session,
    Talk,
)
from cms.programme.presentation import Reading

logger = logging.getLogger(__name__)


@transaction.atomic
def place_talk(
    *,
    session: Session,
    actor,
    now: dt.datetime,
    starts: dt.time,
    minutes: int,
    submission: Submission | None = None,
    **fields: Any,
) -> Talk:
    """Give a paper or an invited talk its time in a session.

    `fields` are titles, abstracts, speakers and languages of `Talk`.

    Raises:
        NotAllowed: when the person may not change programmes.
        PaperNotAccepted: when the paper is not accepted.
        PaperPlacedAlready: when the paper has a place.
        ValidationError: when it has neither paper nor title.
    """
    _allow(permissions.may_change(actor))
    if submission is not None:
        _check_paper(submission)
    talk = Talk(
        session=session,
        submission=submission,
        starts=starts,
        minutes=minutes,
        **fields,
    )
    fix_names(talk)
    talk.full_clean(exclude=["session", "submission"])
    talk.save()
    _record(session.programme, RecordKind.PLACED, talk, actor, now, to=_spot(talk))
    return talk


@transaction.atomic
def move_talk(
    *,
    talk: Talk,
    session: Session,
    starts: dt.time,
    minutes: int,
    actor,
    now: dt.datetime,
) -> Talk:
    """Put a talk at another time, or into another session of the programme.

    Raises:
        NotAllowed: when the person may not change programmes.
        OtherProgramme: when the session is not of the talk's programme.
    """
    _allow(permissions.may_change(actor))
    if session.programme_id != talk.session.programme_id:
        raise OtherProgramme
    before = _spot(talk)
    talk.session, talk.starts, talk.minutes = session, starts, minutes
    talk.full_clean(exclude=["session", "submission"])
    talk.save()
    after = _spot(talk)
    _record(session.programme, RecordKind.MOVED, talk, actor, now, was=before, to=after)
    return talk


@transaction.atomic
def remove_talk(*, talk: Talk, actor, now: dt.datetime) -> None:
    """Take a talk out; after the next release the public reads that it is cancelled.

    Raises:
        NotAllowed: when the person may not change programmes.
    """
    _allow(permissions.may_change(actor))
    programme = talk.session.programme
    _record(programme, RecordKind.REMOVED, talk, actor, now, was=_spot(talk))
    talk.delete()


@transaction.atomic
def settle_session(
    *, session: Session, was: dict[str, dict], actor, now: dt.datetime
) -> None:
    """Snapshot the names of what a form has saved, and record what it changed.

    `was` is `spots` of the session before the form was saved.
    """
    for talk in Talk.objects.filter(session=session).select_related("submission"):
        fix_names(talk)
        talk.save()
    after = spots(session)
    for code in dict.fromkeys([*was, *after]):
        old, new = was.get(code), after.get(code)
        if old == new:
            continue
        if new is None:
            kind = RecordKind.REMOVED
        elif old is None:
            kind = RecordKind.PLACED
        else:
            moved = any(old[key] != new[key] for key in ("session", "starts", "ends"))
            kind = RecordKind.MOVED if moved else RecordKind.REVISED
        ProgrammeRecord.objects.create(
            programme=session.programme,
            kind=kind,
            subject=(new or old or {})["title"][:500],
            details={"was": old, "to": new},
            actor=actor,
            at=now,
        )


@transaction.atomic
def release(
    *, programme: Programme, notes: dict[str, str], actor, now: dt.datetime
) -> ProgrammeRelease:
    """Make the programme as it stands public, with a note in each language.

    Raises:
        NotAllowed: when the person may not release programmes.
        ClashesRemain: when something in it cannot be.
        NothingToRelease: when the public knows it all, or there is no session.
    """
    _allow(permissions.may_release(actor))
    # Two editors who release at once make two numbers, one after the other.
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    blocking = [clash for clash in queries.clashes_of(locked) if clash.blocks]
    if blocking:
        raise ClashesRemain(blocking)
    number, snapshot, changes, differs = queries.next_release(locked)
    if not differs:
        raise NothingToRelease
    made = ProgrammeRelease.objects.create(
        programme=locked,
        number=number,
        released_at=now,
        released_by=actor,
        notes={code: note.strip() for code, note in notes.items() if note.strip()},
        changes=changes,
        snapshot=snapshot,
    )
    _record(locked, RecordKind.RELEASED, locked, actor, now, number=number)
    # By name, since tasks call operations and not the other way round.
    enqueue = import_string("cms.programme.tasks.print_release").enqueue
    transaction.on_commit(partial(enqueue, release_id=made.pk))
    return made


def print_release(*, release_id: int) -> list[ProgrammePrint]:
    """Have the press set the release in every language, unless a newer one came.

    A language that cannot be set leaves a line in the log, and no file.
    """
    release = ProgrammeRelease.objects.current().filter(pk=release_id).first()
    if release is None:
        return []
    made = []
    for language, _name in settings.LANGUAGES:
        try:
            with translation.override(language):
                pdf = press.set_booklet(order=booklet.order(Reading(release)))
        except PressError:
            logger.exception("Release %s was not set in %s.", release, language)
            continue
        made.append(_keep_print(release, language, pdf))
    return made


@transaction.atomic
def _keep_print(release: ProgrammeRelease, language: str, pdf: bytes) -> ProgrammePrint:
    """Keep the file; one of an earlier run makes room."""
    for old in ProgrammePrint.objects.filter(release=release, language=language):
        transaction.on_commit(partial(old.file.storage.delete, old.file.name))
        old.delete()
    fresh = ProgrammePrint(
        release=release, language=language, pages=press.page_count(pdf=pdf)
    )
    fresh.file.save("programme.pdf", ContentFile(pdf), save=False)
    fresh.save()
    return fresh


def fix_names(talk: Talk) -> None:
    """Write down who speaks, in which language and under which code.

    A later change of the paper's authors never alters a printed name.
    """
    paper = talk.submission
    if paper is None:
        return
    talk.code = paper.code
    talk.speakers = "\n".join(snapshots.talk_names(talk))
    talk.languages = talk.languages or [paper.paper_language]


def spots(session: Session) -> dict[str, dict]:
    """Return what the records say of a session and its talks, by code."""
    found = {
        session.code: {
            "title": str(session),
            "session": str(session),
            "starts": f"{session.day} {session.starts:%H:%M}",
            "ends": f"{session.ends:%H:%M}",
            "people": session.chair_names,
            "room": str(session.room or ""),
        }
    }
    talks = Talk.objects.filter(session=session).select_related("submission")
    for talk in talks.prefetch_related("submission__texts"):
        found[talk.code] = {"title": str(talk), **_spot(talk, session)}
    return found


def _spot(talk: Talk, session: Session | None = None) -> dict:
    session = session or talk.session
    return {
        "session": str(session),
        "starts": f"{session.day} {talk.starts:%H:%M}",
        "ends": f"{snapshots.talk_end(session.day, talk):%H:%M}",
        "people": talk.speaker_names,
        "room": str(session.room or ""),
    }


def _check_paper(submission: Submission) -> None:
    if submission.state not in CHOSEN:
        raise PaperNotAccepted(submission)
    if Talk.objects.filter(submission=submission).exists():
        raise PaperPlacedAlready(submission)


def _allow(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed


def _record(
    programme: Programme, kind: RecordKind, subject, actor, now, **details
) -> None:
    ProgrammeRecord.objects.create(
        programme=programme,
        kind=kind,
        subject=str(subject)[:500],
        details=details,
        actor=actor,
        at=now,
    )
