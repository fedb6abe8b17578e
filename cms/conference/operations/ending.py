"""Old drafts end: their authors are told, and get a month to use them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.conference import mails, permissions
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import ConferenceError
from cms.conference.models import Submission
from cms.conference.operations.transitions import apply
from cms.outbox.enums import MailState
from cms.outbox.models import Mail

# After the call has closed.
DRAFTS_ARE_KEPT = timedelta(days=60)
# After the notice has left the house.
NOTICE_HOLDS = timedelta(days=30)


def end_old_drafts(*, now: datetime) -> int:
    """Write a notice for each draft of a call long closed; delete those told in time.

    A draft that its author has touched since the notice stays. Returns how many went.
    """
    old = Submission.objects.filter(
        state=SubmissionState.DRAFT,
        submitter__isnull=False,
        call__submit_by__lt=now - DRAFTS_ARE_KEPT,
    ).for_display()
    return sum(_end(draft, now) for draft in old)


@transaction.atomic
def _end(draft: Submission, now: datetime) -> bool:
    if permissions.has_more_time(draft, now):
        return False
    told = Mail.objects.filter(
        kind=mails.DRAFT_ENDS, about=mails.about(draft), state=MailState.SENT
    ).first()
    if told is None:
        ends = timezone.localtime(now + NOTICE_HOLDS).date()
        # One notice a draft, however often this runs before an editor releases it.
        mails.compose_draft_ends(draft, ends=ends, now=now)
        return False
    if told.sent_at > now - NOTICE_HOLDS:
        return False
    untouched = Submission.objects.select_for_update().filter(
        pk=draft.pk, updated_at__lte=told.sent_at
    )
    if not untouched.exists():
        return False
    try:
        apply(
            submission=draft,
            event=SubmissionEvent.EXPIRE,
            actor=permissions.SYSTEM,
            now=now,
        )
    except ConferenceError:
        # Sent, or given more time, while this ran.
        return False
    return True
