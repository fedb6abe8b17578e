"""A chief editor answers for a decision with fewer reviews."""

from datetime import datetime

from django.db import transaction

from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.reviewing import permissions, queries
from cms.reviewing.exceptions import NotTheirs, ReasonNeeded, ReviewIsOver
from cms.reviewing.models import ReviewWaiver


@transaction.atomic
def waive_reviews(
    *, submission: Submission, reason: str, actor, now: datetime
) -> ReviewWaiver:
    """Let this round be decided with the reviews that are there.

    Raises:
        NotTheirs: when the actor is no chief editor, or has written the paper.
        ReviewIsOver: when the paper is not under review.
        ReasonNeeded: when no reason is given.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if not permissions.may_waive(actor, submission):
        raise NotTheirs
    if submission.state != SubmissionState.IN_REVIEW:
        raise ReviewIsOver(submission.state)
    if not reason.strip():
        raise ReasonNeeded
    return ReviewWaiver.objects.create(
        submission=submission,
        round=queries.rounds_opened(submission),
        reason=reason,
        given_by=actor,
        given_at=now,
    )
