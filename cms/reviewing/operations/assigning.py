"""Papers are given to reviewers, and taken from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cms.conference.enums import ReviewMode, SubmissionState
from cms.conference.models import Submission
from cms.reviewing import conflicts, mails, permissions, queries
from cms.reviewing.enums import (
    NEVER_OVERRULED,
    ReviewEvent,
)
from cms.reviewing.exceptions import (
    AlreadyAssigned,
    ConflictOfInterest,
    NotTheirs,
    ReviewIsOver,
    StepImpossible,
)
from cms.reviewing.models import Assignment, LogEntry, Reviewer
from cms.reviewing.operations import clock
from cms.reviewing.operations.background import render
from cms.reviewing.operations.transitions import apply


@dataclass(frozen=True)
class Proposal:
    """A paper and somebody to review it."""

    submission: int
    reviewer: int


@transaction.atomic
def assign(
    *,
    submission: Submission,
    reviewer: Reviewer,
    actor,
    now: datetime,
    overrule: str = "",
) -> Assignment:
    """Plan that the person reviews the paper; ask at once when the review is open.

    `overrule` is the reason why conflicts that are only presumed do not count.

    Raises:
        NotTheirs: when the actor does not arrange the reviews of this paper.
        ReviewIsOver: when the paper is not to be reviewed now.
        AlreadyAssigned: when the person has the paper in this round.
        ConflictOfInterest: when the person should not review the paper.
    """
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("call")
        .get(pk=submission.pk)
    )
    if not permissions.oversees(actor, submission):
        raise NotTheirs
    if submission.state not in permissions.CHOOSING:
        raise ReviewIsOver(submission.state)
    kinds = conflicts.between([submission], [reviewer]).of(submission, reviewer)
    if kinds and (not overrule.strip() or NEVER_OVERRULED & set(kinds)):
        raise ConflictOfInterest(kinds)
    made = _planned(submission, reviewer, actor, now, overrule)
    if submission.call.review_mode == ReviewMode.DOUBLE:
        render(submission.pk)
    if submission.state == SubmissionState.IN_REVIEW:
        made = ask(assignment=made, now=now)
    return made


def _planned(
    submission: Submission, reviewer: Reviewer, actor, now: datetime, reason: str
) -> Assignment:
    """Return the row of this round, new or taken up again, with its log entry."""
    number = queries.round_at_hand(submission)
    made, is_new = Assignment.objects.get_or_create(
        submission=submission,
        reviewer=reviewer,
        round=number,
        defaults={"manuscript": submission.manuscript, "created_at": now},
    )
    if not is_new:
        try:
            return apply(
                assignment=made,
                event=ReviewEvent.INVITE,
                actor=actor,
                now=now,
                reason=reason,
            )
        except StepImpossible:
            raise AlreadyAssigned from None
    LogEntry.objects.create(
        assignment=made,
        event=ReviewEvent.INVITE,
        from_state=made.state,
        to_state=made.state,
        actor=actor,
        reason=reason,
        at=now,
    )
    return made


def ask(*, assignment: Assignment, now: datetime) -> Assignment:
    """Invite a planned reviewer, with a link that works without an account."""
    assignment.asked_at = now
    # Time runs only when the invitation leaves; until then its dates are a forecast.
    assignment.invited_at = None
    clock.set_dates(assignment, now)
    assignment.invitation = mails.invite(assignment, now=now)
    assignment.save(
        update_fields=["asked_at", "invited_at", "due_at", "answer_by", "invitation"]
    )
    return assignment


def cancel(
    *, assignment: Assignment, actor, now: datetime, reason: str = ""
) -> Assignment:
    """Take the paper from the reviewer; one who was only planned is not told.

    Raises:
        NotTheirs, StepImpossible: see `permissions.check`.
    """
    return apply(
        assignment=assignment,
        event=ReviewEvent.CANCEL,
        actor=actor,
        now=now,
        reason=reason,
    )


@transaction.atomic
def take_proposal(
    *, pairs: Iterable[Proposal], actor, now: datetime
) -> tuple[list[Assignment], list[Proposal]]:
    """Assign what was proposed and seen; return what is assigned, and what is not.

    What has changed since (a conflict, another editor's choice) is left out.
    """
    made, left = [], []
    papers = {row.pk: row for row in Submission.objects.on_desk_of(actor)}
    people = {row.pk: row for row in Reviewer.objects.active()}
    for pair in pairs:
        paper, person = papers.get(pair.submission), people.get(pair.reviewer)
        if paper is None or person is None:
            left.append(pair)
            continue
        try:
            made.append(assign(submission=paper, reviewer=person, actor=actor, now=now))
        except (ConflictOfInterest, AlreadyAssigned, ReviewIsOver):
            left.append(pair)
    return made, left
