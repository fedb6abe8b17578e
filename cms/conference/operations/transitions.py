"""One function leads a submission through an event."""

from datetime import datetime

from django.db import transaction

from cms.conference import guards, mails, permissions
from cms.conference.enums import (
    TRANSITIONS,
    SubmissionEvent,
    SubmissionState,
    Verdict,
)
from cms.conference.models import Decision, HistoryEntry, Submission
from cms.conference.operations.background import in_background
from cms.conference.operations.drafts import Content, write_content
from cms.conference.signals import moved

VERDICTS = {
    SubmissionEvent.ACCEPT: Verdict.ACCEPTED,
    SubmissionEvent.REJECT: Verdict.REJECTED,
    SubmissionEvent.DESK_REJECT: Verdict.DESK_REJECTED,
    SubmissionEvent.REVISE_MINOR: Verdict.REVISE_MINOR,
    SubmissionEvent.REVISE_MAJOR: Verdict.REVISE_MAJOR,
}
FIRST_SUBMITTED = frozenset({SubmissionEvent.SUBMIT})


@transaction.atomic
def apply(
    *,
    submission: Submission,
    event: SubmissionEvent,
    actor,
    now: datetime,
    content: Content | None = None,
    note: str = "",
    reason: str = "",
) -> Submission:
    """Lead the submission through one event, with its log row and its mail.

    `actor` is a person, or `permissions.SYSTEM` for what the site does by itself.

    Raises:
        NotAllowed, TransitionImpossible: see `permissions.check`.
        ConferenceError: what the guard that refused has raised.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    permissions.check(actor, submission, event, now)
    before = SubmissionState(submission.state)
    transition = TRANSITIONS[before, event]
    if content is not None:
        write_content(submission, content)
        if submission.manuscript:
            in_background("render_manuscript", manuscript_id=submission.manuscript.pk)
    attempt = guards.Attempt(submission, event, actor, now, reason)
    guards.ask(transition.guards, attempt)
    if event in FIRST_SUBMITTED:
        submission.submitted_at = now
    submission.state = transition.target or state_before(submission)
    submission.save()
    person = None if actor is permissions.SYSTEM else actor
    if event in VERDICTS:
        Decision.objects.create(
            submission=submission,
            verdict=VERDICTS[event],
            note=note,
            decided_by=person,
            decided_at=now,
        )
    entry = HistoryEntry.objects.create(
        submission=submission,
        event=event,
        from_state=before,
        to_state=submission.state,
        actor=person,
        reason=reason,
        at=now,
    )
    moved.send(
        sender=Submission,
        submission=submission,
        event=event,
        before=before,
        actor=actor,
        now=now,
        reason=reason,
    )
    if event in mails.TOLD:
        mails.compose(
            submission,
            event,
            cause=f"history:{entry.pk}",
            now=now,
            sender=None if event in mails.RECEIPTS else person,
            note=note,
            reason=reason,
        )
    return submission


def state_before(submission: Submission) -> SubmissionState:
    """Return the state that led to the present one, as the log has it."""
    entry = (
        submission.history.filter(to_state=submission.state)
        .exclude(from_state=submission.state)
        .last()
    )
    return SubmissionState(entry.from_state)
