"""Fifty people press the button at the deadline, most of them twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cms.conference import operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import (
    CallIsClosed,
    NotAllowed,
    TransitionImpossible,
)
from cms.conference.models import HistoryEntry, Submission
from cms.outbox.models import Mail
from tests.factories import conference

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 50
CLICKS = 2
AT_ONCE = 50
# Of three people one is early, one late; the third clicks on both sides.
SIDES = ((-1, -1), (-1, 1), (1, 1))
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Press:
    """One click: on which draft, on whose clock, and what came of it."""

    code: str
    at: datetime
    outcome: str


def press(draft: Submission, at: datetime) -> str:
    """Submit as a request does, whose clock was read when it came in."""
    try:
        operations.apply(
            submission=draft,
            event=SubmissionEvent.SUBMIT,
            actor=draft.submitter,
            now=at,
        )
    except CallIsClosed:
        return "closed"
    except (TransitionImpossible, NotAllowed):
        return "submitted already"
    return "submitted"


def rush(drafts: list[Submission], deadline: datetime) -> list[Press]:
    """Let every draft be submitted twice, fifty clicks at the same moment."""
    gate = threading.Barrier(AT_ONCE)

    def click(number: int) -> Press:
        # Both clicks of one person come together.
        person, nth = divmod(number, CLICKS)
        draft, side = drafts[person], SIDES[person % len(SIDES)][nth]
        # The first one in time comes at the very moment of the deadline.
        at = deadline + MOMENT * (side * (number + 1) if side > 0 else -number)
        try:
            gate.wait(timeout=60)
            return Press(draft.code, at, press(draft, at))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(click, range(len(drafts) * CLICKS)))


@pytest.fixture
def worker_later(settings):
    """Leaves tasks in the queue, as on the site: nobody waits for them here."""
    settings.TASKS = {
        "default": {
            "BACKEND": "django_tasks_db.DatabaseBackend",
            "QUEUES": ["default", "press"],
        }
    }


def test_none_is_lost_none_doubled_and_none_wrongly_judged(worker_later):
    deadline = timezone.now() + timedelta(hours=1)
    call = conference.call(submit_by=deadline)
    drafts = [conference.submission(call=call) for _each in range(PEOPLE)]
    Mail.objects.all().delete()
    presses = rush(drafts, deadline)
    assert len(presses) == PEOPLE * CLICKS

    in_time = {one.code for one in presses if one.at <= deadline}
    too_late = {draft.code for draft in drafts} - in_time
    assert (len(in_time), len(too_late)) == (34, 16)
    submitted = Submission.objects.filter(state=SubmissionState.SUBMITTED)
    # Lost: in time, and not there. Wrongly judged: there, and not in time.
    assert {one.code for one in submitted} == in_time
    assert {
        one.code for one in Submission.objects.filter(state=SubmissionState.DRAFT)
    } == too_late
    entries = HistoryEntry.objects.filter(event=SubmissionEvent.SUBMIT)
    assert sorted(entry.submission.code for entry in entries) == sorted(in_time)
    receipts = Mail.objects.filter(kind="conference.submit")
    assert sorted(mail.about for mail in receipts) == sorted(
        f"submission:{code}" for code in in_time
    )
    at_of = {one.code: one.submitted_at for one in submitted}
    won = [one for one in presses if one.outcome == "submitted"]
    assert {one.code: one.at for one in won} == at_of
    assert {one.outcome for one in presses if one.at > deadline} <= {
        "closed",
        "submitted already",
    }
    assert all(moment <= deadline for moment in at_of.values())
