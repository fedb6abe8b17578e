"""What the conference does to a paper has its consequences for the reviews."""

from datetime import datetime

from django.dispatch import receiver

from cms.conference.enums import CHOSEN, SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.conference.signals import moved
from cms.reviewing import conflicts, permissions, queries
from cms.reviewing.enums import NEVER_OVERRULED, OPEN, ReviewEvent, ReviewState
from cms.reviewing.models import Assignment
from cms.reviewing.operations.assigning import ask
from cms.reviewing.operations.background import render, render_signed
from cms.reviewing.operations.transitions import apply

SENT = frozenset(
    {
        SubmissionEvent.SUBMIT,
        SubmissionEvent.RESUBMIT,
        SubmissionEvent.SUBMIT_REVISION,
    }
)


@receiver(moved, sender=Submission, dispatch_uid="reviewing")
def follow(
    *,
    submission: Submission,
    event: SubmissionEvent,
    before: SubmissionState,
    now: datetime,
    **_more,
) -> None:
    """Invite, close, or have the paper set, in the transaction of the event."""
    changed = event == SubmissionEvent.SAVE and submission.submitted_at is not None
    if event in SENT or changed:
        if queries.is_double(submission):
            render(submission.pk)
    elif event in queries.OPENINGS:
        open_round(submission, now)
    elif before in permissions.CHOOSING and submission.state not in (
        permissions.CHOOSING
    ):
        close_rounds(submission, now)
        if submission.state in CHOSEN and queries.is_double(submission):
            # Its names are no secret any more, so they are no findings either.
            render_signed(submission.manuscript)


def open_round(submission: Submission, now: datetime) -> None:
    """Ask those who are planned; in a later round also those of the last one."""
    number = queries.rounds_opened(submission)
    if number > 1:
        _plan_the_same(submission, number, now)
    planned = Assignment.objects.filter(
        submission=submission,
        round=number,
        state=ReviewState.INVITED,
        asked_at=None,
    ).select_related("submission__call", "reviewer")
    found = conflicts.between([submission], [one.reviewer for one in planned])
    for assignment in planned:
        # By-lines and conflicts may have changed since it was planned.
        if NEVER_OVERRULED & set(found.of(submission, assignment.reviewer)):
            apply(
                assignment=assignment,
                event=ReviewEvent.CANCEL,
                actor=permissions.SYSTEM,
                now=now,
            )
        else:
            ask(assignment=assignment, now=now)


def _plan_the_same(submission: Submission, number: int, now: datetime) -> None:
    """Plan the reviewers of the last round for this one, but for new conflicts."""
    before = queries.written_reviews(submission, number - 1).select_related("reviewer")
    people = [task.reviewer for task in before if task.reviewer.is_active]
    found = conflicts.between([submission], people)
    for person in people:
        hard = NEVER_OVERRULED & set(found.of(submission, person))
        if not hard:
            Assignment.objects.get_or_create(
                submission=submission,
                reviewer=person,
                round=number,
                defaults={"manuscript": submission.manuscript, "created_at": now},
            )


def close_rounds(submission: Submission, now: datetime) -> None:
    """Let nobody work for nothing: what is not written yet is called off."""
    still = Assignment.objects.filter(submission=submission, state__in=sorted(OPEN))
    for assignment in still.exclude(state=ReviewState.RETURNED):
        apply(
            assignment=assignment,
            event=ReviewEvent.CANCEL,
            actor=permissions.SYSTEM,
            now=now,
        )
