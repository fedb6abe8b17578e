"""Talks get places, programmes are released, and each step has its record."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent
from cms.conference.exceptions import RowIsFinal
from cms.programme import operations
from cms.programme.enums import ClashKind
from cms.programme.exceptions import (
    ClashesRemain,
    NotAllowed,
    NothingToRelease,
    OtherProgramme,
    PaperNotAccepted,
    PaperPlacedAlready,
)
from cms.programme.models import ProgrammeRecord, ProgrammeRelease, Talk
from tests.factories import conference as papers
from tests.factories import programme as factories
from tests.factories.accounts import editor, user

pytestmark = pytest.mark.django_db


def changes_of(release) -> list[tuple[str, str]]:
    return [(one["kind"], one["titles"]["en"]) for one in release.changes]


def test_talk_takes_names_language_and_code_from_its_paper():
    paper = factories.accepted("Paper", "Ana Žagar", "Marco Rossi")
    talk = factories.talk(factories.session(), submission=paper)
    paper.authors.update(name="Somebody Else")
    talk.refresh_from_db()
    assert talk.speaker_names == ["Ana Žagar", "Marco Rossi"]
    assert talk.languages == ["en"]
    assert talk.code == paper.code


def test_paper_that_is_not_accepted_gets_no_place():
    held, paper = factories.session(), papers.submission()
    with pytest.raises(PaperNotAccepted):
        factories.talk(held, submission=paper)


def test_paper_gets_one_place():
    held, paper = factories.session(), factories.accepted()
    factories.talk(held, submission=paper)
    with pytest.raises(PaperPlacedAlready):
        factories.talk(held, submission=paper, starts=dt.time(11))


def test_invited_talk_needs_a_title():
    held = factories.session()
    with pytest.raises(ValidationError):
        factories.talk(held, titles={})


@pytest.mark.parametrize("act", ["place", "move", "remove", "release"])
def test_speaker_changes_nothing(act):
    talk = factories.talk(factories.session())
    held, now, stranger = talk.session, timezone.now(), user()
    spot = {"starts": dt.time(9), "minutes": 10}
    acts = {
        "place": lambda: factories.talk(held, actor=stranger),
        "move": lambda: operations.move_talk(
            talk=talk, session=held, actor=stranger, now=now, **spot
        ),
        "remove": lambda: operations.remove_talk(talk=talk, actor=stranger, now=now),
        "release": lambda: operations.release(
            programme=held.programme, notes={}, actor=stranger, now=now
        ),
    }
    with pytest.raises(NotAllowed):
        acts[act]()
    assert Talk.objects.count() == 1
    assert ProgrammeRelease.objects.count() == 0


def test_talk_does_not_move_to_another_programme():
    talk, other = factories.talk(factories.session()), factories.session()
    with pytest.raises(OtherProgramme):
        operations.move_talk(
            talk=talk,
            session=other,
            starts=dt.time(9),
            minutes=10,
            actor=editor(),
            now=timezone.now(),
        )


def test_every_step_leaves_a_record_of_who_did_it():
    talk = factories.talk(factories.session())
    programme, person, now = talk.session.programme, editor(), timezone.now()
    operations.move_talk(
        talk=talk,
        session=talk.session,
        starts=dt.time(10),
        minutes=30,
        actor=person,
        now=now,
    )
    operations.release(programme=programme, notes={}, actor=person, now=now)
    operations.remove_talk(talk=talk, actor=person, now=now)
    records = ProgrammeRecord.objects.filter(programme=programme).order_by("pk")
    kinds = [record.kind for record in records]
    assert kinds == ["placed", "moved", "released", "removed"]
    assert records[1].details["was"]["starts"] == "2013-04-18 09:00"
    assert records[1].details["to"]["starts"] == "2013-04-18 10:00"
    assert {record.actor_id for record in records[1:]} == {person.pk}


def test_release_tells_what_was_added_moved_revised_and_cancelled():
    held = factories.session()
    programme = held.programme
    moved = factories.talk(held, titles=factories.texts("Moved"))
    revised = factories.talk(
        held, titles=factories.texts("Revised"), starts=dt.time(10)
    )
    gone = factories.talk(held, titles=factories.texts("Gone"), starts=dt.time(11))
    first = factories.release(programme)
    assert changes_of(first) == [
        ("added", "Moved"),
        ("added", "Revised"),
        ("added", "Gone"),
    ]
    now, person = timezone.now(), editor()
    operations.move_talk(
        talk=moved,
        session=held,
        starts=dt.time(9, 30),
        minutes=20,
        actor=person,
        now=now,
    )
    revised.speakers = "Marco Rossi"
    revised.save()
    operations.remove_talk(talk=gone, actor=person, now=now)
    factories.talk(held, titles=factories.texts("New"), starts=dt.time(11, 30))
    second = factories.release(programme)
    assert changes_of(second) == [
        ("moved", "Moved"),
        ("revised", "Revised"),
        ("added", "New"),
        ("cancelled", "Gone"),
    ]
    assert second.number == 2


def test_talk_that_comes_back_is_no_longer_cancelled():
    paper, held = factories.accepted(), factories.session()
    other = factories.talk(held, starts=dt.time(11))
    talk = factories.talk(held, submission=paper)
    factories.release(held.programme)
    operations.remove_talk(talk=talk, actor=editor(), now=timezone.now())
    without = factories.release(held.programme)
    factories.talk(held, submission=paper)
    again = factories.release(held.programme)
    assert [item["code"] for item in without.snapshot["cancelled"]] == [paper.code]
    assert again.snapshot["cancelled"] == []
    revisions = {
        talk["code"]: talk["revision"]
        for talk in again.snapshot["sessions"][0]["talks"]
    }
    assert revisions == {paper.code: 3, other.code: 1}


def test_same_programme_is_not_released_twice():
    made = factories.released()
    with pytest.raises(NothingToRelease):
        factories.release(made)
    assert made.releases.count() == 1


def test_programme_without_sessions_is_not_released():
    with pytest.raises(NothingToRelease):
        factories.release(factories.programme())


def test_new_chair_alone_can_be_released():
    made = factories.released()
    made.sessions.update(chairs="Kate Lee")
    assert factories.release(made).changes == []


def test_withdrawn_paper_prevents_the_release():
    paper, held = factories.accepted(), factories.session()
    factories.talk(held, submission=paper)
    conference.apply(
        submission=paper,
        event=SubmissionEvent.REJECT,
        actor=editor(),
        now=timezone.now(),
        reason="Withdrawn by telephone.",
    )
    with pytest.raises(ClashesRemain) as refused:
        factories.release(held.programme)
    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.NOT_ACCEPTED]


def test_room_taken_twice_prevents_the_release():
    held = factories.session()
    factories.session(held.programme, starts=dt.time(11), ends=dt.time(13))
    with pytest.raises(ClashesRemain) as refused:
        factories.release(held.programme)
    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.ROOM]


def test_release_is_written_once():
    release = factories.released().releases.get()
    release.number = 7
    with pytest.raises(RowIsFinal):
        release.save()
    with pytest.raises(RowIsFinal):
        ProgrammeRelease.objects.update(number=7)


def test_session_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.session(starts=dt.time(10), ends=dt.time(9))
