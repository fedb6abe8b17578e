"""A reviewer's time runs from the moment at which the invitation leaves the desk."""

import re
from datetime import date, datetime, timedelta

from django.dispatch import receiver
from django.utils import formats, timezone, translation

from cms.outbox import kinds, wording
from cms.outbox.models import Mail
from cms.outbox.queries import words_of
from cms.outbox.signals import released
from cms.outbox.values import written
from cms.reviewing import mails
from cms.reviewing.models import Assignment

DAYS_TO_ANSWER = 10
DAYS_TO_REVIEW = 28
DATES = {"due": "due_at", "answer_by": "answer_by"}


def set_dates(assignment: Assignment, now: datetime) -> None:
    """Set until when the reviewer answers and writes, counted from now."""
    due = assignment.submission.call.review_by
    if due is None or due <= now:
        due = now + timedelta(days=DAYS_TO_REVIEW)
    assignment.due_at = due
    assignment.answer_by = min(now + timedelta(days=DAYS_TO_ANSWER), due)


def start(assignment: Assignment, now: datetime) -> None:
    """Let the time run from now, unless it does; the caller saves."""
    if assignment.invited_at is None:
        set_dates(assignment, now)
        assignment.invited_at = now


@receiver(released, sender=Mail, dispatch_uid="reviewing")
def follow(*, mail: Mail, now: datetime, **_more) -> None:
    """Let the time run when an invitation is released, and put its dates right."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("submission__call", "reviewer")
        .filter(invitation=mail, invited_at=None)
        .first()
    )
    if assignment is None:
        return
    before = _days(assignment)
    start(assignment, now)
    assignment.save(update_fields=["invited_at", "due_at", "answer_by"])
    _rewrite(mail, assignment, before, now)


def _rewrite(
    mail: Mail, assignment: Assignment, before: dict[str, date], now: datetime
) -> None:
    """Write the new dates into the mail; what editors changed in it stays."""
    after = _days(assignment)
    is_untouched = mail.text == _filled(mail)
    with translation.override(mail.language):
        days = {_said(before[name]): _said(after[name]) for name in DATES}
        mail.values |= {
            name: written(day) for name, day in after.items() if name in mail.values
        }
        # The old one may end before the review is due.
        mail.secrets["link"] = mails.offer_link(assignment, now=now).url
    if is_untouched:
        mail.text = _filled(mail)
    else:
        either = "|".join(re.escape(day) for day in days)
        mail.text = re.sub(either, lambda found: days[found[0]], mail.text)
    mail.save(update_fields=["text", "values", "secrets"])


def _filled(mail: Mail) -> str:
    return wording.fill(words_of(kinds.get(mail.kind), mail.language), mail.values).text


def _days(assignment: Assignment) -> dict[str, date]:
    return {
        name: timezone.localtime(getattr(assignment, field)).date()
        for name, field in DATES.items()
    }


def _said(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
