"""Decisions are staged: editors know of them, and nobody else."""

from datetime import datetime

from django.db import transaction

from cms.accounts import presence
from cms.conference import attachments, guards, mails, permissions
from cms.conference.enums import TRANSITIONS, SubmissionEvent, Verdict
from cms.conference.exceptions import DecisionIsGone, DecisionIsLeaving
from cms.conference.models import Decision, Submission
from cms.outbox import operations as outbox

VERDICTS = {
    SubmissionEvent.ACCEPT: Verdict.ACCEPTED,
    SubmissionEvent.REJECT: Verdict.REJECTED,
    SubmissionEvent.DESK_REJECT: Verdict.DESK_REJECTED,
    SubmissionEvent.REVISE_MINOR: Verdict.REVISE_MINOR,
    SubmissionEvent.REVISE_MAJOR: Verdict.REVISE_MAJOR,
}
EVENTS = {verdict: event for event, verdict in VERDICTS.items()}


@transaction.atomic
def stage_decision(
    *,
    submission: Submission,
    event: SubmissionEvent,
    actor,
    now: datetime,
    note: str = "",
    reason: str = "",
) -> Decision:
    """Write a decision down with its mail; both wait until they are released.

    Another decision that was staged before is taken back.

    Raises:
        NotAllowed, TransitionImpossible: see `permissions.check`.
        DecisionIsLeaving: when the earlier one is being released.
        ConferenceError: what a guard of the event has raised.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    permissions.check(actor, submission, event, now)
    attempt = guards.Attempt(submission, event, actor, now, reason)
    guards.ask(TRANSITIONS[submission.state, event].guards, attempt)
    same = {"verdict": VERDICTS[event], "note": note, "reason": reason}
    # A button that was pressed twice.
    if again := submission.decisions.staged().filter(decided_by=actor, **same).first():
        return again
    withdraw_staged(submission=submission, actor=actor, now=now)
    decision = Decision.objects.create(
        submission=submission,
        reviews=attachments.text_for(submission),
        decided_by=actor,
        decided_at=now,
        acted_by=presence.behind(actor),
        **same,
    )
    mails.compose(
        submission,
        event,
        cause=decision.hold,
        now=now,
        hold=decision.hold,
        sender=actor,
        note=note,
        reviews=decision.reviews,
    )
    return decision


@transaction.atomic
def withdraw_decision(*, decision: Decision, actor, now: datetime) -> None:
    """Take a staged decision back; its row stays, its mail is never sent.

    Raises:
        NotAllowed: when the person is no editor of the submission.
        DecisionIsGone: when it is not staged any more.
        DecisionIsLeaving: when it is being released.
    """
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    permissions.check_editor(actor, decision.submission)
    if not decision.is_staged:
        raise DecisionIsGone(decision.pk)
    if decision.release_id:
        raise DecisionIsLeaving(decision.pk)
    _withdraw(decision, actor, now)


def withdraw_staged(
    *, submission: Submission, actor, now: datetime, even_leaving: bool = False
) -> None:
    """Take back what is staged for a submission, if anything is.

    Raises:
        DecisionIsLeaving: when it is being released, unless `even_leaving`.
    """
    for decision in submission.decisions.staged().select_for_update():
        if decision.release_id and not even_leaving:
            raise DecisionIsLeaving(decision.pk)
        _withdraw(decision, actor, now)


def _withdraw(decision: Decision, actor, now: datetime) -> None:
    person = actor if getattr(actor, "pk", None) else None
    Decision.objects.filter(pk=decision.pk).update(
        withdrawn_at=now,
        withdrawn_by=person,
        withdrawn_acted_by=presence.behind(person),
    )
    outbox.discard_held(hold=decision.hold)
