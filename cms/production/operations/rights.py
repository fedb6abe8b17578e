"""Licence and image rights: chosen once, certified by every author."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import NotAllowed, ReasonMissing
from cms.conference.models import Author, Submission
from cms.core import operations as links
from cms.core.enums import LinkPurpose
from cms.core.models import ScopedLink
from cms.outbox.operations import Person
from cms.production import mails, permissions, queries
from cms.production.enums import IN_HAND
from cms.production.exceptions import AskedAlready, LicenceMissing, NotAnAuthor
from cms.production.models import Certification, PaperLicence, RightsWaiver

LINK_DAYS = 60
# Whoever presses twice does not write twice.
SECONDS_BETWEEN_MAILS = 600


def subject_key(submission: Submission) -> str:
    """Return what links of a paper's rights are about."""
    return f"rights:{submission.code}"


def statement(submission: Submission, licence: str) -> str:
    """Return what an author certifies, in the active language."""
    return _(
        "I am an author of “%(title)s”. I agree that it is published under the "
        "licence %(licence)s, and I confirm that all its pictures and other works by "
        "others may be published in this way."
    ) % {"title": submission.title or submission.code, "licence": licence}


@transaction.atomic
def choose_licence(
    *, submission: Submission, licence: str, actor, now: datetime
) -> PaperLicence:
    """Set the licence of the paper; what was certified for another one lapses.

    Raises:
        NotAllowed: when the paper is not this person's, or is not accepted.
        LicenceMissing: when the call does not offer this licence.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    open_states = {SubmissionState.ACCEPTED, SubmissionState.CONFIRMED}
    if not permissions.is_owner(actor, submission) or (
        submission.state not in open_states
    ):
        raise NotAllowed
    if licence not in queries.licence_choices(submission):
        raise LicenceMissing
    return PaperLicence.objects.update_or_create(
        submission=submission,
        defaults={"licence": licence, "chosen_by": actor, "chosen_at": now},
    )[0]


@transaction.atomic
def certify(
    *, submission: Submission, author: Author, now: datetime, account=None
) -> Certification:
    """Write down one author's word, with a dated receipt; a second time, the first.

    Who may speak for the author is the caller's to know: the account of the paper's
    owner, or a link that was sent to the author.

    Raises:
        NotAnAuthor: when the by-line does not name the author any more.
        NotAllowed: when the paper takes no part in the conference.
        LicenceMissing: when no licence is chosen yet.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if submission.state not in IN_HAND:
        raise NotAllowed
    if not submission.authors.filter(pk=author.pk).exists():
        raise NotAnAuthor
    licence = queries.licence_of(submission)
    if not licence:
        raise LicenceMissing
    row, is_new = Certification.objects.get_or_create(
        submission=submission,
        name=author.name,
        email=author.email,
        licence=licence,
        defaults={
            "statement": statement(submission, licence),
            "language": (translation.get_language() or "")[:2],
            "certified_at": now,
            "account": account,
        },
    )
    if is_new:
        reader = _reader(submission, author, account)
        if reader:
            mails.compose_receipt(submission, reader, row)
    return row


@transaction.atomic
def ask_authors(*, submission: Submission, actor, now: datetime) -> list[str]:
    """Send each author who has not certified a link; return who was written to.

    Raises:
        NotAllowed: when the paper is neither this person's nor on an editor's desk.
        LicenceMissing: when no licence is chosen yet.
        AskedAlready: when all of them were asked a few minutes ago.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    owner = permissions.is_owner(actor, submission)
    if (
        not (owner or permissions.edits(actor, submission))
        or submission.state not in IN_HAND
    ):
        raise NotAllowed
    if not queries.licence_of(submission):
        raise LicenceMissing
    wanted = [
        author
        for author, row in queries.certifications(submission)
        if row is None and author.email
    ]
    asked = [author for author in wanted if not _was_asked(submission, author, now)]
    if wanted and not asked:
        raise AskedAlready
    for author in asked:
        token = links.offer(
            purpose=LinkPurpose.CERTIFICATION,
            subject_key=subject_key(submission),
            expires_at=now + timedelta(days=LINK_DAYS),
            address=author.email,
        )
        mails.compose_certification(submission, author, token, sender=actor, now=now)
    return [author.name for author in asked]


@transaction.atomic
def waive_rights(
    *, submission: Submission, reason: str, actor, now: datetime
) -> RightsWaiver:
    """Let the paper pass without the word of every author.

    Raises:
        NotAllowed: when the person is no editor, or the paper is out of hand.
        ReasonMissing: when no reason is given.
    """
    if not permissions.may_waive(actor, submission):
        raise NotAllowed
    if not reason.strip():
        raise ReasonMissing
    return RightsWaiver.objects.create(
        submission=submission, reason=reason.strip(), waived_by=actor, waived_at=now
    )


def confirm(*, submission: Submission, actor, now: datetime) -> Submission:
    """Confirm that the paper is given and printed.

    Raises:
        RightsMissing, LicenceMissing: see `rules.rights_are_certified`.
        ConferenceError: see `conference.operations.apply`.
    """
    return conference.apply(
        submission=submission, event=SubmissionEvent.CONFIRM, actor=actor, now=now
    )


def forget_rights(submission: Submission, now: datetime) -> None:
    """Take everything back that was certified: the paper is withdrawn."""
    submission.certifications.all().delete()
    links.revoke(subject_key=subject_key(submission), now=now)


def _was_asked(submission: Submission, author: Author, now: datetime) -> bool:
    return ScopedLink.objects.filter(
        subject_key=subject_key(submission),
        address=author.email,
        created_at__gt=now - timedelta(seconds=SECONDS_BETWEEN_MAILS),
    ).exists()


def _reader(submission: Submission, author: Author, account):
    """Return to whom the receipt goes: the author, else whoever spoke for them."""
    if author.email:
        language = submission.submitter.language
        return Person(author.email, author.name, language)
    return account
