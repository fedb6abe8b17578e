"""Old drafts end: after a notice that has left, a month, and not a word of the author."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from cms.conference import operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.conference.permissions import SYSTEM
from cms.conference.signals import moved
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from tests.factories import conference, wizard

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def draft_of_a_call_closed(days: int, state=SubmissionState.DRAFT) -> Submission:
    made = conference.submission(state=state)
    made.call.opens_at = NOW - timedelta(days=days + 30)
    made.call.submit_by = NOW - timedelta(days=days)
    made.call.save()
    Submission.objects.filter(pk=made.pk).update(
        updated_at=NOW - timedelta(days=days + 1)
    )
    return made


def notice_sent(draft: Submission, days_ago: int) -> None:
    operations.end_old_drafts(now=NOW - timedelta(days=days_ago))
    moment = NOW - timedelta(days=days_ago)
    Mail.objects.filter(about=f"submission:{draft.code}").update(
        state=MailState.SENT, sent_at=moment, released_at=moment
    )


def notices() -> list[str]:
    found = Mail.objects.filter(kind="conference.draft_ends").order_by("pk")
    return [mail.about for mail in found]


def test_author_is_told_once_and_nothing_is_deleted():
    draft = draft_of_a_call_closed(61)
    assert operations.end_old_drafts(now=NOW) == 0
    assert operations.end_old_drafts(now=NOW) == 0
    assert notices() == [f"submission:{draft.code}"]
    mail = Mail.objects.get(kind="conference.draft_ends")
    assert (mail.state, mail.address) == (MailState.DRAFT, draft.submitter.email)
    assert f"/{draft.code}/" in mail.text
    assert Submission.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    "made",
    [
        lambda: draft_of_a_call_closed(59),
        lambda: draft_of_a_call_closed(61, SubmissionState.SUBMITTED),
        lambda: draft_of_a_call_closed(61, SubmissionState.WITHDRAWN),
    ],
)
def test_other_submissions_get_no_notice(made):
    made()
    operations.end_old_drafts(now=NOW)
    assert notices() == []


def test_draft_goes_with_its_file_a_month_after_the_notice_left():
    draft = draft_of_a_call_closed(120)
    stored = draft.manuscript.file.name
    notice_sent(draft, days_ago=31)
    assert operations.end_old_drafts(now=NOW) == 1
    assert not Submission.objects.filter(pk=draft.pk).exists()
    assert not storages["private"].exists(stored)


def test_draft_stays_within_the_month():
    draft = draft_of_a_call_closed(120)
    notice_sent(draft, days_ago=29)
    assert operations.end_old_drafts(now=NOW) == 0
    assert Submission.objects.filter(pk=draft.pk).exists()


def test_draft_stays_while_the_notice_waits_for_an_editor():
    draft = draft_of_a_call_closed(120)
    operations.end_old_drafts(now=NOW - timedelta(days=31))
    assert operations.end_old_drafts(now=NOW) == 0
    assert Submission.objects.filter(pk=draft.pk).exists()


def test_draft_that_its_author_saved_since_stays():
    draft = draft_of_a_call_closed(120)
    notice_sent(draft, days_ago=31)
    Submission.objects.filter(pk=draft.pk).update(updated_at=NOW - timedelta(days=3))
    assert operations.end_old_drafts(now=NOW) == 0
    assert Submission.objects.filter(pk=draft.pk).exists()


def test_draft_with_more_time_of_its_own_gets_no_notice_and_stays():
    draft = draft_of_a_call_closed(120)
    notice_sent(draft, days_ago=31)
    extension = wizard.extension(draft.call, until=NOW + timedelta(days=1))
    extension.submission = draft
    extension.save()
    assert operations.end_old_drafts(now=NOW) == 0
    Mail.objects.all().delete()
    assert operations.end_old_drafts(now=NOW) == 0
    assert (notices(), Submission.objects.filter(pk=draft.pk).exists()) == ([], True)


def test_end_of_a_draft_is_an_event_of_the_table():
    draft = draft_of_a_call_closed(120)
    notice_sent(draft, days_ago=31)
    seen = []

    def listen(*, event, actor, before, **_more) -> None:
        seen.append((event, actor, before))

    moved.connect(listen)
    try:
        assert operations.end_old_drafts(now=NOW) == 1
    finally:
        moved.disconnect(listen)
    assert seen == [(SubmissionEvent.EXPIRE, SYSTEM, SubmissionState.DRAFT)]
