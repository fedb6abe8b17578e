"""The mails of the conference desk, each in the speaker's language."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.conference.enums import SubmissionEvent
from cms.conference.models import OutgoingMail, Submission

# The events of which the speaker is told.
TOLD = frozenset(
    {
        SubmissionEvent.SUBMIT,
        SubmissionEvent.WITHDRAW,
        SubmissionEvent.ACCEPT,
        SubmissionEvent.REJECT,
    }
)


def compose(submission: Submission, event: SubmissionEvent, note: str) -> OutgoingMail:
    """Return the unsaved mail that tells the speaker of the event."""
    with translation.override(submission.submitter.language):
        path = reverse("conference:submission", kwargs={"code": submission.code})
        context = {
            "submission": submission,
            "note": note,
            # The host of the request is the sender's to choose: never used here.
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
        }
        return OutgoingMail(
            submission=submission,
            recipient=submission.submitter.email,
            subject=" ".join(_subject(submission, event).split()),
            text=render_to_string(f"conference/mail/{event}.txt", context),
            html=render_to_string(f"conference/mail/{event}.html", context),
        )


def send(mail: OutgoingMail) -> None:
    """Hand the mail to the mail server."""
    message = EmailMultiAlternatives(
        subject=mail.subject, body=mail.text, to=[mail.recipient]
    )
    message.attach_alternative(mail.html, "text/html")
    message.send()


def _subject(submission: Submission, event: SubmissionEvent) -> str:
    subjects = {
        SubmissionEvent.SUBMIT: _("We have your paper (%(code)s)"),
        SubmissionEvent.WITHDRAW: _("Your paper is withdrawn (%(code)s)"),
        SubmissionEvent.ACCEPT: _("Your paper is accepted (%(code)s)"),
        SubmissionEvent.REJECT: _("The decision on your paper (%(code)s)"),
    }
    return subjects[event] % {"code": submission.code}
