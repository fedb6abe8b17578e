"""The mails to reviewers, each in the language of its reader.

None tells who wrote a paper: what they say of it is its title.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.mails import about
from cms.core import operations as core
from cms.core.enums import LinkPurpose
from cms.outbox import kinds
from cms.outbox import operations as outbox
from cms.outbox.models import Mail
from cms.outbox.values import Link, link
from cms.reviewing.enums import ReviewEvent
from cms.reviewing.models import Assignment, Reviewer

# Reviewers come back after the deadline too, e.g. to read what they wrote.
DAYS_AFTER = 14
_PAPER = {
    "title": _("title of the paper"),
    "call": _("title of the call"),
    "link": _("link to the review"),
}
_DUE = {"due": _("when the review is due")}

kinds.register(
    "reviewing.invitation",
    label=_("Invitation to review"),
    subject=_("Would you review a paper? (%(call)s)"),
    template="reviewing/mail/invitation.txt",
    placeholders={**_PAPER, **_DUE, "answer_by": _("until when we need an answer")},
    needed=("link",),
)
kinds.register(
    "reviewing.next_round",
    label=_("Invitation to review again"),
    subject=_("A paper that you reviewed has been revised (%(call)s)"),
    template="reviewing/mail/next_round.txt",
    placeholders={**_PAPER, **_DUE},
    needed=("link",),
)
kinds.register(
    "reviewing.reminder",
    label=_("Reminder of reviews"),
    subject=_("Your reviews are due"),
    template="reviewing/mail/reminder.txt",
    placeholders={"papers": _("papers with their dates"), "link": _PAPER["link"]},
    needed=("link",),
)
kinds.register(
    "reviewing.return",
    label=_("Review returned with a question"),
    subject=_("A question about your review (%(call)s)"),
    template="reviewing/mail/return.txt",
    placeholders={**_PAPER, "question": _("what the editors ask")},
    needed=("link",),
)
kinds.register(
    "reviewing.cancel",
    label=_("Review no longer needed"),
    subject=_("Your review is no longer needed (%(call)s)"),
    template="reviewing/mail/cancel.txt",
    placeholders={"title": _PAPER["title"], "call": _PAPER["call"]},
)
kinds.register(
    "reviewing.submit",
    label=_("Receipt of a review"),
    subject=_("We have your review (%(call)s)"),
    template="reviewing/mail/submit.txt",
    placeholders=_PAPER,
    needed=("link",),
)


def invite(assignment: Assignment, *, now: datetime) -> Mail:
    """Write the invitation; a draft, until an editor releases it."""
    first = assignment.round == 1
    context = {**_paper(assignment), "link": offer_link(assignment, now=now)}
    context["due"] = _day(assignment.due_at)
    if first:
        context["answer_by"] = _day(assignment.answer_by)
    return outbox.draft(
        kind="reviewing.invitation" if first else "reviewing.next_round",
        recipient=_recipient(assignment.reviewer),
        context=context,
        about=about(assignment.submission),
        cause=f"{assignment.uuid}:{now.isoformat()}",
        now=now,
    )


def remind(assignments: Iterable[Assignment], *, now: datetime) -> Mail:
    """Write one mail for all that one person has due; a draft.

    Who has an account finds them all there; otherwise a link opens one review.
    """
    tasks = list(assignments)
    first = tasks[0]
    theirs = link("reviewing:mine")
    return outbox.draft(
        kind="reviewing.reminder",
        recipient=_recipient(first.reviewer),
        context={
            "papers": lambda: "\n".join(map(_line, tasks)),
            "link": theirs if first.reviewer.user_id else offer_link(first, now=now),
        },
        about=about(first.submission),
        cause=f"remind:{first.uuid}:{now.isoformat()}",
        now=now,
    )


def tell(assignment: Assignment, event: ReviewEvent, *, now: datetime) -> Mail | None:
    """Write the mail that tells the reviewer of the event, if it has one.

    Who was only planned has never heard of it, and hears nothing of its end.
    """
    if assignment.asked_at is None:
        return None
    context = _paper(assignment)
    if event == ReviewEvent.RETURN:
        context["question"] = assignment.question
    elif event not in {ReviewEvent.CANCEL, ReviewEvent.SUBMIT}:
        return None
    if event != ReviewEvent.CANCEL:
        context["link"] = offer_link(assignment, now=now)
    return outbox.draft(
        kind=f"reviewing.{event}",
        recipient=_recipient(assignment.reviewer),
        context=context,
        about=about(assignment.submission),
        cause=f"{event}:{assignment.uuid}:{now.isoformat()}",
        # The receipt of what the reviewer has just done.
        instant=event == ReviewEvent.SUBMIT,
        now=now,
    )


def offer_link(assignment: Assignment, *, now: datetime) -> Link:
    """Return a new secret link to one review, for its reviewer."""
    last = max(assignment.due_at or now, now) + timedelta(days=DAYS_AFTER)
    token = core.offer(
        purpose=LinkPurpose.REVIEW,
        subject_key=assignment.link_key,
        person=assignment.reviewer.user,
        address=assignment.reviewer.email,
        expires_at=last,
    )
    return link("reviewing:linked", secret=True, token=token)


def _recipient(reviewer: Reviewer):
    if reviewer.user:
        return reviewer.user
    return outbox.Person(reviewer.email, reviewer.name, reviewer.language)


def _paper(assignment: Assignment) -> dict:
    submission = assignment.submission
    return {
        # In the language of the mail, which is not yet active here.
        "title": lambda: submission.title or submission.code,
        "call": lambda: submission.call.title,
    }


def _line(assignment: Assignment) -> str:
    day = formats.date_format(_day(assignment.due_at), "DATE_FORMAT")
    return f"– {assignment.submission.title}, {day}"


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
