"""The mails of production, each in its reader's language."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.conference.models import OutgoingMail, Submission
from cms.production.models import EditorialChange, Proof


@dataclass(frozen=True)
class Reader:
    """To whom a mail goes."""

    address: str
    name: str
    language: str


def speaker_of(submission: Submission) -> Reader:
    person = submission.submitter
    return Reader(person.email, person.name, person.language)


def compose_certification(
    submission: Submission, reader: Reader, token: str
) -> OutgoingMail:
    """Return the unsaved mail that asks an author for licence and image rights."""
    with translation.override(reader.language):
        subject = _("Please confirm the rights to your paper (%(code)s)")
        link = reverse("production:certify", kwargs={"token": token})
        return _mail(submission, reader, "certify", subject, link)


def compose_receipt(submission: Submission, reader: Reader, row) -> OutgoingMail:
    """Return the unsaved receipt of a certification, with its words and its date."""
    with translation.override(reader.language):
        subject = _("Receipt: licence and image rights (%(code)s)")
        return _mail(submission, reader, "receipt", subject, "", row=row)


def compose_proof(proof: Proof, token: str, *, again: bool = False) -> OutgoingMail:
    """Return the unsaved mail with the link to a proof, or a reminder of it."""
    reader = speaker_of(proof.submission)
    with translation.override(reader.language):
        subject = (
            _("Reminder: the proof of your paper (%(code)s)")
            if again
            else _("The proof of your paper (%(code)s)")
        )
        link = reverse("production:proof_link", kwargs={"token": token})
        return _mail(
            proof.submission, reader, "proof", subject, link, proof=proof, again=again
        )


def compose_change(change: EditorialChange) -> OutgoingMail:
    """Return the unsaved mail that tells the author of the editors' changes."""
    submission = change.submission
    reader = speaker_of(submission)
    with translation.override(reader.language):
        subject = _("The editors would like to change something (%(code)s)")
        link = reverse("production:change", kwargs={"code": submission.code})
        return _mail(submission, reader, "change", subject, link, change=change)


def _mail(
    submission: Submission,
    reader: Reader,
    name: str,
    subject: str,
    path: str,
    **more: object,
) -> OutgoingMail:
    context = {
        "submission": submission,
        "reader": reader,
        # The host of the request is the sender's to choose: never used here.
        "link": f"{settings.WAGTAILADMIN_BASE_URL}{path}" if path else "",
        **more,
    }
    return OutgoingMail(
        submission=submission,
        recipient=reader.address,
        subject=" ".join((subject % {"code": submission.code}).split()),
        text=render_to_string(f"production/mail/{name}.txt", context),
        html=render_to_string(f"production/mail/{name}.html", context),
    )
