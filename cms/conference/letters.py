"""The mails to co-authors, to visitors with a draft, and about more time."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Author, Extension, Receipt, Submission
from cms.outbox import kinds
from cms.outbox import operations as outbox
from cms.outbox.attachments import Attached
from cms.outbox.operations import Person
from cms.outbox.values import link

_PAPER = {"code": _("code of the paper"), "title": _("title of the paper")}

kinds.register(
    "conference.coauthor",
    label=_("To a co-author"),
    subject=_("You are named as an author (%(code)s)"),
    template="conference/mail/coauthor.txt",
    placeholders={
        **_PAPER,
        "submitter": _("who submits the paper"),
        "link": _("page where the co-author answers"),
    },
    needed=("link",),
)
kinds.register(
    "conference.denied",
    label=_("A co-author says: not me"),
    subject=_("An author of your paper says: that is not me (%(code)s)"),
    template="conference/mail/denied.txt",
    placeholders={
        **_PAPER,
        "author": _("name in the by-line"),
        "link": _("page of the submission"),
    },
    needed=("link",),
)
kinds.register(
    "conference.resume",
    label=_("Link to a draft"),
    subject=_("Go on with your submission"),
    template="conference/mail/resume.txt",
    placeholders={
        "call": _("call for papers"),
        "until": _("how long the draft is kept"),
        "link": _("page of the draft"),
    },
    needed=("link",),
)
kinds.register(
    "conference.extension",
    label=_("Deadline extension"),
    subject=_("You have more time"),
    template="conference/mail/extension.txt",
    placeholders={
        "call": _("call for papers"),
        "until": _("new deadline"),
        "reason": _("reason given by the editor"),
        "link": _("page where the extension is taken up"),
    },
    needed=("link",),
)
kinds.register(
    "conference.done",
    label=_("Receipt of changes"),
    subject=_("We have your changes (%(code)s)"),
    template="conference/mail/done.txt",
    placeholders={**_PAPER, "link": _("page of the submission")},
    needed=("link",),
)


def _about(submission: Submission) -> str:
    return f"submission:{submission.code}"


def _paper(submission: Submission) -> dict:
    return {
        "code": submission.code,
        "title": lambda: submission.title or submission.code,
    }


def _moment(at: datetime, call) -> object:
    """Return a moment on the call's clock, in the language of the mail."""
    return lambda: formats.date_format(
        timezone.localtime(at, call.zone), "DATETIME_FORMAT"
    )


def tell_coauthor(author: Author, *, token: str, now: datetime) -> None:
    """Tell somebody in the by-line what was sent in their name."""
    submission = author.submission
    outbox.draft(
        kind="conference.coauthor",
        recipient=Person(author.email, author.name, submission.submitter.language),
        context={
            **_paper(submission),
            "submitter": submission.submitter.name,
            "link": link("conference:coauthor", secret=True, token=token),
        },
        about=_about(submission),
        instant=True,
        reply_to=submission.submitter,
        now=now,
    )


def tell_denial(author: Author, *, now: datetime) -> None:
    """Tell the submitter that somebody in the by-line is not the author."""
    submission = author.submission
    outbox.draft(
        kind="conference.denied",
        recipient=submission.submitter,
        context={
            **_paper(submission),
            "author": author.name,
            "link": link("conference:submission", code=submission.code),
        },
        about=_about(submission),
        instant=True,
        now=now,
    )


def send_resume_link(
    submission: Submission,
    *,
    address: str,
    language: str,
    token: str,
    until: datetime,
    now: datetime,
) -> None:
    """Send a visitor the link to a draft that has no account."""
    outbox.draft(
        kind="conference.resume",
        recipient=Person(address, "", language),
        context={
            "call": lambda: submission.call.title,
            "until": _moment(until, submission.call),
            "link": link("conference:resume", secret=True, token=token),
        },
        instant=True,
        now=now,
    )


def offer_extension(extension: Extension, *, token: str, now: datetime) -> None:
    """Send somebody the link to more time."""
    outbox.draft(
        kind="conference.extension",
        recipient=Person(extension.email, extension.name, extension.language),
        context={
            "call": lambda: extension.call.title,
            "until": _moment(extension.until, extension.call),
            "reason": extension.reason,
            "link": link("conference:extension", secret=True, token=token),
        },
        instant=True,
        reply_to=extension.granted_by,
        now=now,
    )


def send_receipt(receipt: Receipt, *, attached: Attached, now: datetime) -> None:
    """Confirm changes to a submitted paper."""
    submission = receipt.submission
    outbox.draft(
        kind="conference.done",
        recipient=receipt.given_to,
        context={
            **_paper(submission),
            "link": link("conference:submission", code=submission.code),
        },
        about=_about(submission),
        instant=True,
        attached=[attached],
        now=now,
    )
