"""Proofs are sent, answered, and reminded of."""

from datetime import datetime, timedelta

from django.db import transaction

from cms.conference import operations as conference
from cms.conference import permissions as roles
from cms.conference.enums import SubmissionEvent
from cms.conference.exceptions import NotAllowed
from cms.conference.models import Submission
from cms.conference.queries import rendition_of
from cms.core import operations as links
from cms.core.enums import LinkPurpose
from cms.outbox.models import Mail
from cms.production import mails, permissions, queries
from cms.production.enums import ProofAnswer
from cms.production.exceptions import AnsweredAlready, ProofOutdated
from cms.production.models import Proof, ProofComment, ProofReminder

# An author has so long to answer, and a link works for longer.
ANSWER_DAYS = 10
LINK_DAYS = 60
# What the site does by itself: reminders, and at last the approval.
DAYS_BETWEEN_REMINDERS = 4
REMINDERS_BEFORE_APPROVAL = 2
LONGEST_COMMENT = 4000


def subject_key(proof: Proof) -> str:
    """Return what links of a proof are about."""
    return f"proof:{proof.submission.code}:{proof.number}"


def write_proof(submission: Submission, actor, now: datetime) -> Proof:
    """Write the row of a proof that is being sent, and its mail."""
    latest = queries.latest_proof(submission)
    proof = Proof.objects.create(
        submission=submission,
        number=latest.number + 1 if latest else 1,
        rendition=rendition_of(submission),
        sent_by=actor,
        sent_at=now,
        due_at=now + timedelta(days=ANSWER_DAYS),
    )
    _compose(proof, actor, now)
    return proof


def write_answer(
    submission: Submission, answer: ProofAnswer, actor, now: datetime
) -> None:
    """Write down what became of the open proof; its links end."""
    proof = queries.open_proof(submission)
    if proof is None:
        raise AnsweredAlready
    proof.answer = answer
    proof.answered_by = None if actor is roles.SYSTEM else actor
    proof.answered_at = now
    proof.save()
    links.revoke(subject_key=subject_key(proof), now=now)


@transaction.atomic
def approve(*, proof: Proof, actor, now: datetime) -> Submission:
    """Approve the proof: the paper is ready for the volume.

    Raises:
        AnsweredAlready: when it is not the open proof of its paper.
        ProofOutdated: when the paper was set again since.
        ConferenceError: see `conference.operations.apply`.
    """
    submission = _paper_of(proof)
    if not queries.shows_the_paper(proof, submission):
        raise ProofOutdated
    return conference.apply(
        submission=submission,
        event=SubmissionEvent.APPROVE_PROOF,
        actor=actor,
        now=now,
    )


@transaction.atomic
def request_changes(
    *, proof: Proof, comments: list[tuple[int, str]], actor, now: datetime
) -> Submission:
    """Give the paper back to the editors, with comments by page; 0 is the whole.

    Raises:
        AnsweredAlready: when it is not the open proof of its paper.
        ReasonMissing: when nothing is said.
        ConferenceError: see `conference.operations.apply`.
    """
    submission = _paper_of(proof)
    said = [(page, text.strip()) for page, text in comments if text.strip()]
    submission = conference.apply(
        submission=submission,
        event=SubmissionEvent.REQUEST_CHANGES,
        actor=actor,
        now=now,
        reason="\n\n".join(text for _page, text in said)[:5000],
    )
    ProofComment.objects.bulk_create(
        ProofComment(
            proof=proof,
            page=page,
            text=text[:LONGEST_COMMENT],
            written_by=actor,
            written_at=now,
        )
        for page, text in said
    )
    return submission


@transaction.atomic
def remind(*, proof: Proof, actor, now: datetime) -> ProofReminder:
    """Remind the author of an open proof, with a new link.

    Raises:
        NotAllowed: when the person is no editor.
        AnsweredAlready: when it is not open.
    """
    proof = Proof.objects.select_for_update().get(pk=proof.pk)
    if actor is not roles.SYSTEM and not permissions.edits(actor, proof.submission):
        raise NotAllowed
    if not proof.is_open:
        raise AnsweredAlready
    person = None if actor is roles.SYSTEM else actor
    return ProofReminder.objects.create(
        proof=proof,
        written_by=person,
        written_at=now,
        mail=_compose(proof, person, now, again=True),
    )


def remind_overdue(*, now: datetime) -> tuple[int, int]:
    """Remind of what is overdue, and approve what stayed without an answer.

    Returns how many were reminded of, and how many approved. Nothing is approved
    before two reminders have left the house; each comes some days after the one
    before has left.
    """
    reminded = approved = 0
    for proof in Proof.objects.filter(answer=ProofAnswer.NONE, due_at__lt=now):
        if _waits(proof, now):
            continue
        if proof.reminders.left().count() < REMINDERS_BEFORE_APPROVAL:
            remind(proof=proof, actor=roles.SYSTEM, now=now)
            reminded += 1
            continue
        try:
            approve(proof=proof, actor=roles.SYSTEM, now=now)
        except ProofOutdated:
            # Editors see it on their board, as overdue.
            continue
        approved += 1
    return reminded, approved


def _paper_of(proof: Proof) -> Submission:
    """Return the proof's paper, locked, while the proof is open.

    Raises:
        AnsweredAlready: when it is not.
    """
    submission = Submission.objects.select_for_update().get(pk=proof.submission_id)
    if queries.open_proof(submission) != proof:
        raise AnsweredAlready
    return submission


def _waits(proof: Proof, now: datetime) -> bool:
    """Whether the last reminder is still a draft, or left a short while ago."""
    last = proof.reminders.last()
    if last is None:
        return False
    left = last.mail.sent_at if last.mail else None
    return left is None or left > now - timedelta(days=DAYS_BETWEEN_REMINDERS)


def _compose(proof: Proof, sender, now: datetime, *, again: bool = False) -> Mail:
    token = links.offer(
        purpose=LinkPurpose.PROOF,
        subject_key=subject_key(proof),
        expires_at=now + timedelta(days=LINK_DAYS),
        person=proof.submission.submitter,
    )
    return mails.compose_proof(proof, token, sender=sender, now=now, again=again)
