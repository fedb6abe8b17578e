"""Old drafts end: their authors are told, and get a month to use them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.conference import mails
from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.conference.operations.deleting import delete_draft
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
    told = Mail.objects.filter(
        kind=mails.DRAFT_ENDS, about=mails.about(draft), state=MailState.SENT
    ).first()
    if told is None:
        ends = timezone.localtime(now + NOTICE_HOLDS).date()
        # One notice a draft, however often this runs before an editor releases it.
        mails.compose_draft_ends(draft, ends=ends, now=now)
        return False
    if told.sent_at > now - NOTICE_HOLDS or draft.updated_at > told.sent_at:
        return False
    delete_draft(draft)
    return True
