"""The mails of the conference desk, each in the speaker's language."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.enums import SubmissionEvent
from cms.conference.models import Submission
from cms.outbox import kinds
from cms.outbox import operations as outbox
from cms.outbox.attachments import Attached
from cms.outbox.models import Mail
from cms.outbox.values import link

E = SubmissionEvent

_PAPER = {
    "code": _("code of the paper"),
    "title": _("title of the paper"),
    "link": _("page of the submission"),
}
_NOTE = {"note": _("note to the author")}
_REVIEWS = {**_NOTE, "reviews": _("reviews, as far as the author may read them")}
_REASON = {"reason": _("reason given by the editor")}
_RETURN = {**_REASON, "until": _("until when corrections are taken")}
_DECISION = _("The decision on your paper (%(code)s)")

# Of each event: what editors call the mail, its subject, its placeholders.
_LETTERS = {
    E.SUBMIT: (_("Receipt"), _("We have your paper (%(code)s)"), {}),
    E.WITHDRAW: (_("Paper withdrawn"), _("Your paper is withdrawn (%(code)s)"), {}),
    E.RESUBMIT: (
        _("Receipt of corrections"),
        _("We have your corrections (%(code)s)"),
        {},
    ),
    E.SUBMIT_REVISION: (
        _("Receipt of a revision"),
        _("We have your revision (%(code)s)"),
        {},
    ),
    E.RETURN_FOR_FIX: (
        _("Returned for corrections"),
        _("Please correct your paper (%(code)s)"),
        _RETURN,
    ),
    E.CANCEL: (
        _("Paper cancelled"),
        _("Your paper has been taken out (%(code)s)"),
        _REASON,
    ),
    E.ACCEPT: (
        _("Paper accepted"),
        _("Your paper is accepted (%(code)s)"),
        _REVIEWS,
    ),
    E.REJECT: (_("Paper declined"), _DECISION, _REVIEWS),
    E.DESK_REJECT: (_("Declined without review"), _DECISION, _NOTE),
    E.REVISE_MINOR: (
        _("Minor revision requested"),
        _("Please revise your paper (%(code)s)"),
        _REVIEWS,
    ),
    E.REVISE_MAJOR: (
        _("Major revision requested"),
        _("Please revise your paper (%(code)s)"),
        _REVIEWS,
    ),
}
# Receipts of what the speaker has just done leave at once.
RECEIPTS = frozenset({E.SUBMIT, E.WITHDRAW, E.RESUBMIT, E.SUBMIT_REVISION})
TOLD = frozenset(_LETTERS)

for _event, (_label, _subject, _more) in _LETTERS.items():
    kinds.register(
        f"conference.{_event}",
        label=_label,
        subject=_subject,
        template=f"conference/mail/{_event}.txt",
        placeholders={**_PAPER, **_more},
        needed=("link",),
    )

# No event: nobody did anything for a long time.
DRAFT_ENDS = "conference.draft_ends"
kinds.register(
    DRAFT_ENDS,
    label=_("Draft about to be deleted"),
    subject=_("Your draft will be deleted (%(code)s)"),
    template="conference/mail/draft_ends.txt",
    placeholders={**_PAPER, "ends": _("day after which the draft may be deleted")},
    needed=("link",),
)


def about(submission: Submission) -> str:
    """Return the key under which the outbox keeps what concerns a submission."""
    return f"submission:{submission.code}"


def compose(
    submission: Submission,
    event: SubmissionEvent,
    *,
    cause: str,
    now: datetime,
    hold: str = "",
    sender=None,
    attached: Iterable[Attached] = (),
    **words: object,
) -> Mail:
    """Write the mail that tells the speaker of the event.

    `words` hold the note, the reviews or the reason, where the event has them.
    """
    wanted = _LETTERS[event][2]
    if "until" in wanted:
        words["until"] = lambda: formats.date_format(
            timezone.localtime(submission.corrections_by, submission.call.zone),
            "DATETIME_FORMAT",
        )
    return outbox.draft(
        kind=f"conference.{event}",
        recipient=submission.submitter,
        context={
            "code": submission.code,
            "title": lambda: submission.title or submission.code,
            "link": link("conference:submission", code=submission.code),
            **{name: words.get(name, "") for name in wanted},
        },
        about=about(submission),
        cause=cause,
        instant=event in RECEIPTS,
        hold=hold,
        reply_to=sender,
        attached=attached,
        now=now,
    )


def compose_draft_ends(draft: Submission, *, ends: date, now: datetime) -> Mail:
    """Write the notice that a draft will be deleted; once for each draft."""
    return outbox.draft(
        kind=DRAFT_ENDS,
        recipient=draft.submitter,
        context={
            "code": draft.code,
            "title": lambda: draft.title or draft.code,
            "link": link("conference:submission", code=draft.code),
            "ends": ends,
        },
        about=about(draft),
        cause=f"draft_ends:{draft.pk}",
        now=now,
    )
