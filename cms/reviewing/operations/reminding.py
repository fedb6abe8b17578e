"""Reviewers are reminded, and old invitations end."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from cms.reviewing import mails, permissions, queries
from cms.reviewing.enums import ReviewEvent, ReviewState
from cms.reviewing.models import Assignment
from cms.reviewing.operations.transitions import apply

DAYS_BEFORE = 3
DAYS_BETWEEN = 5


@transaction.atomic
def remind(*, now: datetime) -> int:
    """Draft a mail to each reviewer with something due soon or overdue.

    Nobody is reminded of the same review more often than every few days.
    """
    due = (
        queries.waiting_for_reminder(now, now + timedelta(days=DAYS_BEFORE))
        .exclude(reminded_at__gt=now - timedelta(days=DAYS_BETWEEN))
        .select_for_update(of=("self",))
        .select_related("reviewer__user", "submission__call")
        .prefetch_related("submission__texts")
        .order_by("reviewer", "due_at", "pk")
    )
    letters: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in due:
        # Without an account a link opens one review, so each needs its own mail.
        person = assignment.reviewer
        letters[str(person.user_id or assignment.uuid)].append(assignment)
    for tasks in letters.values():
        mails.remind(tasks, now=now)
        Assignment.objects.filter(pk__in=[task.pk for task in tasks]).update(
            reminded_at=now
        )
    return len(letters)


def run_clock(*, now: datetime) -> int:
    """End what nobody answered, remind of what is due; return how many of both."""
    return expire_invitations(now=now) + remind(now=now)


def expire_invitations(*, now: datetime) -> int:
    """End the invitations that nobody answered in time; return how many."""
    silent = Assignment.objects.filter(
        state=ReviewState.INVITED, invited_at__isnull=False, answer_by__lt=now
    )
    for assignment in list(silent):
        apply(
            assignment=assignment,
            event=ReviewEvent.EXPIRE,
            actor=permissions.SYSTEM,
            now=now,
        )
    return len(silent)
