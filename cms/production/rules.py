"""What production asks of the desk's events, and does when they happen."""

from django.dispatch import receiver

from cms.conference import guards
from cms.conference import permissions as roles
from cms.conference.enums import Guard, SubmissionEvent
from cms.conference.queries import rendition_of
from cms.conference.signals import moved
from cms.production import queries
from cms.production.enums import ProofAnswer
from cms.production.exceptions import (
    LicenceMissing,
    ProofNotSet,
    RightsMissing,
)
from cms.production.operations import proofs, rights
from cms.production.operations.background import set_again


@guards.register(Guard.RIGHTS_ARE_CERTIFIED)
def rights_are_certified(attempt: guards.Attempt) -> None:
    """Refuse until there is a licence, and every author's word or a waiver."""
    submission = attempt.submission
    if not queries.licence_of(submission):
        raise LicenceMissing
    missing = queries.names_missing(submission)
    if missing and not queries.is_waived(submission):
        raise RightsMissing(missing)


@guards.register(Guard.PROOF_IS_SET)
def proof_is_set(attempt: guards.Attempt) -> None:
    """Refuse until the paper is set, without what blocks or waits for an answer."""
    rendition = rendition_of(attempt.submission)
    if rendition is None or not rendition.pdf:
        raise ProofNotSet("missing")
    if rendition.blocking_findings:
        raise ProofNotSet("findings")
    if queries.open_change(attempt.submission):
        raise ProofNotSet("change")


@receiver(moved)
def follow(sender, submission, event, actor, now, **more) -> None:
    """Write what belongs to an event, inside its transaction."""
    if event == SubmissionEvent.START_PRODUCTION:
        # From now on as the volume will have it, and no draft any more.
        set_again(submission)
    elif event == SubmissionEvent.SEND_PROOF:
        proofs.write_proof(submission, actor, now)
    elif event == SubmissionEvent.APPROVE_PROOF:
        unanswered = actor is roles.SYSTEM
        answer = ProofAnswer.UNANSWERED if unanswered else ProofAnswer.APPROVED
        proofs.write_answer(submission, answer, actor, now)
    elif event == SubmissionEvent.REQUEST_CHANGES:
        proofs.write_answer(submission, ProofAnswer.CHANGES, actor, now)
    elif event in {SubmissionEvent.WITHDRAW, SubmissionEvent.CANCEL}:
        rights.forget_rights(submission, now)
