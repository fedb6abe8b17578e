"""What production adds to the pages of a submission."""

from datetime import datetime

from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.conference.panels import Page, Panel, register
from cms.conference.permissions import may
from cms.production import permissions, queries
from cms.production.enums import IN_HAND


@register(Page.SUBMISSION)
def next_steps(submission: Submission, user, now: datetime) -> Panel | None:
    """What is to be done between acceptance and the volume, for its author."""
    in_hand = submission.state in IN_HAND
    if not in_hand or not permissions.is_owner(user, submission):
        return None
    proof = queries.latest_proof(submission)
    return Panel(
        "production/panel_steps.html",
        {
            "submission": submission,
            "is_accepted": submission.state == SubmissionState.ACCEPTED,
            "missing": queries.names_missing(submission),
            "change": queries.open_change(submission),
            "can_upload": submission.state == SubmissionState.CONFIRMED
            and may(user, submission, SubmissionEvent.SAVE, now),
            "proof": proof,
            "is_overdue": bool(proof and proof.is_overdue(now)),
        },
    )


@register(Page.PREVIEW)
def recommendations(submission: Submission, user, now: datetime) -> Panel | None:
    """The way to the recommendations of the paper."""
    if not permissions.may_mark(user, submission):
        return None
    return Panel(
        "production/panel_marks.html",
        {
            "submission": submission,
            "marks": list(queries.marks_offered(submission)),
        },
    )
