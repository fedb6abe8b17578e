"""The mails of production, each in its reader's language."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cms.conference.mails import about
from cms.conference.models import Author, Submission
from cms.outbox import kinds
from cms.outbox import operations as outbox
from cms.outbox.models import Mail
from cms.outbox.values import link
from cms.production.models import Certification, EditorialChange, Proof

_PAPER = {"code": _("code of the paper"), "title": _("title of the paper")}
_DUE = {"due": _("day by which the author answers")}

kinds.register(
    "production.certify",
    label=_("Question for licence and image rights"),
    subject=_("Please confirm the rights to your paper (%(code)s)"),
    template="production/mail/certify.txt",
    placeholders={**_PAPER, "link": _("link to licence and image rights")},
    needed=("link",),
)
kinds.register(
    "production.receipt",
    label=_("Receipt for licence and image rights"),
    subject=_("Receipt: licence and image rights (%(code)s)"),
    template="production/mail/receipt.txt",
    placeholders={
        **_PAPER,
        "statement": _("what was certified"),
        "receipt": _("number of the receipt"),
        "moment": _("day and time of the certification"),
    },
)
kinds.register(
    "production.proof",
    label=_("Proof"),
    subject=_("The proof of your paper (%(code)s)"),
    template="production/mail/proof.txt",
    placeholders={**_PAPER, **_DUE, "link": _("link to the proof")},
    needed=("link",),
)
kinds.register(
    "production.reminder",
    label=_("Reminder of a proof"),
    subject=_("Reminder: the proof of your paper (%(code)s)"),
    template="production/mail/reminder.txt",
    placeholders={**_PAPER, **_DUE, "link": _("link to the proof")},
    needed=("link",),
)
kinds.register(
    "production.change",
    label=_("Changes by the editors"),
    subject=_("The editors would like to change something (%(code)s)"),
    template="production/mail/change.txt",
    placeholders={
        **_PAPER,
        "note": _("note to the author"),
        "link": _("link to the changes"),
    },
    needed=("link",),
)


def compose_certification(
    submission: Submission, author: Author, token: str, *, sender, now: datetime
) -> Mail:
    """Write the mail that asks an author for licence and image rights; at once."""
    return outbox.draft(
        kind="production.certify",
        recipient=outbox.Person(
            author.email, author.name, submission.submitter.language
        ),
        context={
            **_paper(submission),
            "link": link("production:certify", secret=True, token=token),
        },
        about=about(submission),
        instant=True,
        reply_to=sender,
        now=now,
    )


def compose_receipt(submission: Submission, recipient, row: Certification) -> Mail:
    """Write the receipt of a certification, with its words and its date; at once."""
    return outbox.draft(
        kind="production.receipt",
        recipient=recipient,
        context={
            **_paper(submission),
            "statement": row.statement,
            "receipt": row.receipt,
            "moment": row.certified_at,
        },
        about=about(submission),
        cause=row.receipt,
        instant=True,
        now=row.certified_at,
    )


def compose_proof(
    proof: Proof, token: str, *, sender, now: datetime, again: bool = False
) -> Mail:
    """Write the mail with the link to a proof, or a reminder of it; a draft."""
    submission = proof.submission
    return outbox.draft(
        kind="production.reminder" if again else "production.proof",
        recipient=submission.submitter,
        context={
            **_paper(submission),
            "due": proof.due_at.date(),
            "link": link("production:proof_link", secret=True, token=token),
        },
        about=about(submission),
        reply_to=sender,
        now=now,
    )


def compose_change(change: EditorialChange) -> Mail:
    """Write the mail that tells the author of the editors' changes; a draft."""
    submission = change.submission
    return outbox.draft(
        kind="production.change",
        recipient=submission.submitter,
        context={
            **_paper(submission),
            "note": change.note,
            "link": link("production:change", code=submission.code),
        },
        about=about(submission),
        cause=str(change.pk),
        reply_to=change.proposed_by,
        now=change.proposed_at,
    )


def _paper(submission: Submission) -> dict:
    return {
        "code": submission.code,
        "title": lambda: submission.title or submission.code,
    }
