"""One function leads a submission through an event."""

from datetime import datetime

from django.db import transaction

from cms.accounts import presence
from cms.conference import attachments, guards, mails, permissions
from cms.conference.enums import (
    TRANSITIONS,
    SubmissionEvent,
    SubmissionState,
)
from cms.conference.models import Decision, HistoryEntry, Receipt, Submission
from cms.conference.operations.background import in_background
from cms.conference.operations.coauthors import tell_coauthors
from cms.conference.operations.content import Content, write_content
from cms.conference.operations.decisions import VERDICTS, withdraw_staged
from cms.conference.operations.deleting import delete_draft
from cms.conference.operations.receipts import KINDS as RECEIPTS
from cms.conference.operations.receipts import attachment, give_receipt
from cms.conference.signals import moved
from cms.outbox import operations as outbox

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
    decision: Decision | None = None,
) -> Submission:
    """Lead the submission through one event, with its log row and its mail.

    `actor` is a person, or `permissions.SYSTEM` for what the site does by itself.
    `decision` is the staged one that is released now; without it, a verdict is
    decided and released at once. What deletes a draft returns it without a key.

    Raises:
        NotAllowed, TransitionImpossible: see `permissions.check`.
        ConferenceError: what the guard that refused has raised.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    permissions.check(actor, submission, event, now)
    before = SubmissionState(submission.state)
    transition = TRANSITIONS[before, event]
    if content is not None:
        write_content(
            submission,
            content,
            actor=None if actor is permissions.SYSTEM else actor,
            now=now,
        )
        if submission.manuscript:
            in_background("render_manuscript", manuscript_id=submission.manuscript.pk)
    attempt = guards.Attempt(submission, event, actor, now, reason)
    guards.ask(transition.guards, attempt)
    if transition.deletes:
        _tell(submission, event, before, actor, now, reason)
        delete_draft(submission)
        return submission
    if event in FIRST_SUBMITTED:
        submission.submitted_at = now
    person = actor if getattr(actor, "pk", None) else None
    if event in VERDICTS:
        submission.decision = decision or _decided(
            submission, event, actor, now, note=note, reason=reason
        )
        Decision.objects.filter(pk=submission.decision.pk).update(released_at=now)
    elif transition.target != before:
        # What was staged for another state is decided anew.
        withdraw_staged(submission=submission, actor=actor, now=now, even_leaving=True)
    submission.state = transition.target or state_before(submission)
    if event == SubmissionEvent.REVERT:
        submission.decision = _decision_before(submission, before)
    submission.save()
    entry = HistoryEntry.objects.create(
        submission=submission,
        event=event,
        from_state=before,
        to_state=submission.state,
        actor=person,
        acted_by=decision.release.acted_by
        if decision and decision.release
        else presence.behind(person),
        reason=reason,
        at=now,
    )
    _tell(submission, event, before, actor, now, reason)
    receipt = _tell_authors(submission, event, person, now, typed=content is not None)
    if decision is not None:
        outbox.release_held(hold=decision.hold, actor=actor, now=now)
    elif event in mails.TOLD:
        mails.compose(
            submission,
            event,
            cause=f"history:{entry.pk}",
            now=now,
            sender=None if event in mails.RECEIPTS else person,
            note=note,
            reviews=submission.decision.reviews if event in VERDICTS else "",
            reason=reason,
            attached=[attachment(receipt)] if receipt else (),
        )
    return submission


def _tell_authors(
    submission: Submission,
    event: SubmissionEvent,
    person,
    now: datetime,
    *,
    typed: bool,
) -> Receipt | None:
    """Give the receipt of what was sent, and tell co-authors that they are named."""
    receipt = None
    if event in RECEIPTS:
        receipt = give_receipt(
            submission=submission, kind=RECEIPTS[event], given_to=person, now=now
        )
    if event in RECEIPTS or (typed and submission.submitted_at):
        tell_coauthors(submission=submission, now=now)
    return receipt


def _tell(
    submission: Submission,
    event: SubmissionEvent,
    before: SubmissionState,
    actor,
    now: datetime,
    reason: str,
) -> None:
    """Let the apps above do what belongs to the event, or refuse it."""
    moved.send(
        sender=Submission,
        submission=submission,
        event=event,
        before=before,
        actor=actor,
        now=now,
        reason=reason,
    )


def state_before(submission: Submission) -> SubmissionState:
    """Return the state that led to the present one, as the log has it."""
    entry = (
        submission.history.filter(to_state=submission.state)
        .exclude(from_state=submission.state)
        .order_by("pk")
        .last()
    )
    return SubmissionState(entry.from_state)


def _decided(
    submission: Submission,
    event: SubmissionEvent,
    actor,
    now: datetime,
    *,
    note: str,
    reason: str,
) -> Decision:
    """Return a decision that was never staged."""
    withdraw_staged(submission=submission, actor=actor, now=now)
    return Decision.objects.create(
        submission=submission,
        verdict=VERDICTS[event],
        note=note,
        reviews=attachments.text_for(submission),
        reason=reason,
        decided_by=actor,
        decided_at=now,
        acted_by=presence.behind(actor),
    )


def _decision_before(
    submission: Submission, before: SubmissionState
) -> Decision | None:
    """Return the decision that is in force once an event was taken back."""
    if before != SubmissionState.REJECTED:
        return submission.decision
    earlier = submission.decisions.released().exclude(pk=submission.decision_id)
    return earlier.last()
