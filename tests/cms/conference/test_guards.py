"""What has to be true before an event, beyond state, role and reason."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.conference import guards, operations, queries
from cms.conference.enums import (
    TRANSITIONS,
    Guard,
    ReviewMode,
    SubmissionEvent,
    SubmissionState,
)
from cms.conference.exceptions import CorrectionsAreLate, RevisionNotAnswered
from cms.conference.kinds import Step
from cms.outbox.models import Mail
from cms.publications.exceptions import VolumeIsClosed
from cms.reviewing import projections
from cms.reviewing.enums import ReviewEvent
from cms.reviewing.models import Assignment
from tests.factories import accounts, conference, publications, reviewing, wizard
from tests.factories.wizard import address, step_address

pytestmark = pytest.mark.django_db
S, E = SubmissionState, SubmissionEvent
LJUBLJANA = ZoneInfo("Europe/Ljubljana")
REPLY = "We added the figures of 2026 and left the title as it is."


def move(paper, event, actor, now=None, **more):
    return operations.apply(
        submission=paper, event=event, actor=actor, now=now or timezone.now(), **more
    )


def test_every_guard_of_the_table_is_asked_somewhere():
    named = {guard for one in TRANSITIONS.values() for guard in one.guards}
    assert (named, guards.unasked()) == (set(Guard), set())


# --- Corrections ------------------------------------------------------------------
def returned(**fields):
    """Return a paper that was sent back on 1 March, when its call was over."""
    paper = conference.submission(state=S.SUBMITTED, **fields)
    conference.close(paper.call)
    asked = datetime(2027, 3, 1, 10, tzinfo=LJUBLJANA)
    return move(paper, E.RETURN_FOR_FIX, accounts.editor(), asked, reason="No.")


def test_corrections_are_taken_for_two_weeks_to_the_end_of_the_day():
    paper = returned()
    last = datetime(2027, 3, 15, 23, 59, 59, tzinfo=LJUBLJANA)
    assert paper.corrections_by == last
    with pytest.raises(CorrectionsAreLate):
        move(paper, E.RESUBMIT, paper.submitter, last + timedelta(seconds=1))
    assert move(paper, E.RESUBMIT, paper.submitter, last).state == S.SUBMITTED


def test_corrections_are_taken_as_long_as_the_call_takes_changes():
    paper = conference.submission(state=S.RETURNED)
    assert paper.corrections_by == paper.call.submit_by


def test_late_corrections_need_an_extension(client):
    paper = returned()
    last = datetime(2027, 4, 1, 12, tzinfo=LJUBLJANA)
    extension = wizard.extension(paper.call, until=last)
    extension.submission = paper
    extension.save()
    assert move(paper, E.RESUBMIT, paper.submitter, last).state == S.SUBMITTED


def test_author_reads_until_when_corrections_are_taken(client):
    author = accounts.user(language="en")
    paper = returned(submitter=author)
    letter = Mail.objects.get(kind="conference.return_for_fix")
    assert "We take the corrections until 15 March 2027, 23:59." in letter.text
    client.force_login(author)
    page = client.get(address("submission", code=paper.code)).content.decode()
    assert "23:59, 15 March 2027, Ljubljana time" in page


def test_author_is_told_that_corrections_are_late(client):
    paper = conference.submission(state=S.RETURNED)
    paper.call.submit_by = timezone.now() - timedelta(hours=1)
    paper.call.save()
    paper.history.filter(event=E.RETURN_FOR_FIX)._raw_delete("default")
    past = timezone.now() - timedelta(days=16)
    paper.history.model.objects.create(
        submission=paper,
        event=E.RETURN_FOR_FIX,
        from_state=S.SUBMITTED,
        to_state=S.RETURNED,
        reason="No.",
        at=past,
    )
    client.force_login(paper.submitter)
    answer = client.post(
        step_address(paper.code, Step.REVIEW), {"action": "submit"}, follow=True
    )
    assert "The time for corrections is over" in answer.content.decode()
    paper.refresh_from_db()
    assert paper.state == S.RETURNED


# --- Revisions --------------------------------------------------------------------
@pytest.fixture
def revising():
    """Return a reviewed paper that is to be revised, and its reviewer."""
    found = reviewing.assignment(
        state="submitted", call=reviewing.call(review_mode=ReviewMode.SINGLE)
    )
    return move(found.submission, E.REVISE_MAJOR, accounts.editor()), found.reviewer


def test_revision_needs_an_answer_to_the_reviews(revising):
    paper, _reviewer = revising
    with pytest.raises(RevisionNotAnswered):
        move(paper, E.SUBMIT_REVISION, paper.submitter)


def test_answer_is_asked_for_kept_sent_and_read_by_all_whom_it_concerns(
    client, revising
):
    paper, reviewer = revising
    here = step_address(paper.code, Step.REVIEW)
    client.force_login(paper.submitter)
    page = client.get(here).content.decode()
    assert ('name="reply"' in page, "data-keeps-typing" in page) == (True, True)
    page = client.post(here, {"action": "submit", "reply": " "}).content.decode()
    assert 'href="#id_reply"' in page
    client.post(here, {"action": "keep", "reply": REPLY})
    assert REPLY in client.get(here).content.decode()
    assert queries.reply_to(paper.decision) == ""
    client.post(here, {"action": "submit", "reply": REPLY})
    paper.refresh_from_db()
    assert (paper.state, paper.typed_steps.count()) == (S.REVISED, 0)
    own = client.get(address("submission", code=paper.code)).content.decode()
    assert REPLY in own
    assert REPLY in str(paper.receipts.last().content)
    editor = accounts.editor()
    client.force_login(editor)
    desk = client.get(f"/admin/submissions/{paper.pk}/")
    assert REPLY in desk.content.decode()
    # Whoever wrote the first review reads the answer with the second round.
    reviewing.set_paper(paper)
    move(paper, E.REOPEN_REVIEW, editor)
    seen = {}
    asked = Assignment.objects.get(submission=paper, reviewer=reviewer, round=2)
    reviewing.operations.apply(
        assignment=asked,
        event=ReviewEvent.ACCEPT,
        actor=reviewing.link_to(asked)[1],
        now=timezone.now(),
    )
    for row in Assignment.objects.filter(submission=paper, reviewer=reviewer):
        seen[row.round] = projections.paper(row).reply
    assert seen == {1: "", 2: REPLY}


def test_answer_is_not_changed_once_the_revision_is_sent():
    paper = conference.submission(state=S.REVISED)
    before = queries.reply_to(paper.decision)
    operations.content.write_content(
        paper,
        operations.Content(reply="Something else."),
        actor=paper.submitter,
        now=timezone.now(),
    )
    assert queries.reply_to(paper.decision) == before == "I added the figures."


# --- Volumes ----------------------------------------------------------------------
def test_paper_does_not_come_back_once_its_volume_is_out(client):
    paper = conference.submission(state=S.SUBMITTED)
    paper = move(paper, E.WITHDRAW, paper.submitter)
    volume = publications.volume(papers=1, call=paper.call)
    chief = accounts.chief(language="en")
    undone = move(paper, E.REVERT, chief, reason="They asked.")
    assert undone.state == S.SUBMITTED
    move(undone, E.WITHDRAW, undone.submitter)
    publications.edition(volume)
    with pytest.raises(VolumeIsClosed) as refusal:
        move(paper, E.REVERT, chief, reason="They asked.")
    assert refusal.value.volume == volume
    UserProfile.objects.create(user=chief, preferred_language="en")
    client.force_login(chief)
    page = client.post(
        f"/admin/submissions/{paper.pk}/revert/", {"reason": "They asked."}
    ).content.decode()
    assert "cannot come back into it" in page
