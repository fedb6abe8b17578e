"""One function leads a review through an event."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from cms.core import operations as core
from cms.core.enums import LinkPurpose
from cms.core.models import ScopedLink
from cms.reviewing import mails, permissions
from cms.reviewing.enums import TRANSITIONS, ReviewEvent, ReviewState
from cms.reviewing.exceptions import ReasonNeeded
from cms.reviewing.models import Assignment, DeclaredConflict, LogEntry
from cms.reviewing.operations import clock

# After these the link opens nothing any more.
LOCKED_OUT = frozenset({ReviewState.CONFLICT, ReviewState.CANCELLED})
# Saving is no news: the log holds what others have to know.
SILENT = frozenset({ReviewEvent.SAVE})


def locked(assignment: Assignment) -> Assignment:
    """Return the row as it is now, kept from others until the transaction ends."""
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("submission__call", "reviewer")
        .get(pk=assignment.pk)
    )


@transaction.atomic
def apply(
    *,
    assignment: Assignment,
    event: ReviewEvent,
    actor,
    now: datetime,
    reason: str = "",
    suggestion: str = "",
) -> Assignment:
    """Lead the review through one event, with its log row and its mails.

    `actor` is an account, the link of this review, or `permissions.SYSTEM`.

    Raises:
        NotTheirs, StepImpossible, ReviewIsOver: see `permissions.check`.
        ReasonNeeded: when the event needs a reason.
    """
    assignment = locked(assignment)
    permissions.check(actor, assignment, event)
    before = ReviewState(assignment.state)
    transition = TRANSITIONS[before, event]
    if transition.needs_reason and not reason.strip():
        raise ReasonNeeded
    assignment.state = transition.target
    if event == ReviewEvent.SUBMIT:
        assignment.submitted_at = now
        assignment.question = ""
    elif event == ReviewEvent.ACCEPT:
        # Who finds the paper under the account may be faster than the mail.
        clock.start(assignment, now)
    elif event == ReviewEvent.INVITE:
        # Planned once more; `ask` makes it known.
        assignment.asked_at = None
        assignment.manuscript = assignment.submission.manuscript
    elif event == ReviewEvent.DECLINE:
        assignment.decline_reason, assignment.suggestion = reason, suggestion
    elif event == ReviewEvent.RETURN:
        assignment.question = reason
    elif event == ReviewEvent.DECLARE_CONFLICT:
        DeclaredConflict.objects.get_or_create(
            reviewer=assignment.reviewer,
            submission=assignment.submission,
            defaults={"reason": reason, "declared_at": now},
        )
    assignment.save()
    if assignment.state in LOCKED_OUT:
        core.revoke(
            subject_key=assignment.link_key, purpose=LinkPurpose.REVIEW, now=now
        )
    if event not in SILENT:
        LogEntry.objects.create(
            assignment=assignment,
            event=event,
            from_state=before,
            to_state=assignment.state,
            actor=actor if isinstance(actor, AbstractBaseUser) else None,
            by_link=isinstance(actor, ScopedLink),
            reason=reason,
            at=now,
        )
    mails.tell(assignment, event, now=now)
    return assignment
