"""Staged decisions become known: all that were confirmed, after a minute to undo."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from cms.accounts import presence
from cms.conference import permissions
from cms.conference.exceptions import (
    ConferenceError,
    DecisionIsGone,
    NotAllowed,
    ReleaseTooLate,
    SelectionChanged,
)
from cms.conference.models import Decision, Release
from cms.conference.operations.background import in_background_at
from cms.conference.operations.decisions import EVENTS
from cms.conference.operations.transitions import apply

UNDO = timedelta(seconds=60)
# Another worker may go on with a release after this long.
LEASE = timedelta(minutes=5)


@transaction.atomic
def release_decisions(*, decisions: list[int], actor, now: datetime) -> Release:
    """Have staged decisions become known in a minute.

    Raises:
        SelectionChanged: when one of them is not staged any more, or already leaving.
        NotAllowed: when the person is no editor of one of the submissions.
    """
    wanted = set(decisions)
    chosen = list(
        Decision.objects.staged()
        .filter(pk__in=wanted, release=None)
        .select_related("submission")
        .select_for_update(of=("self",))
    )
    if not chosen or len(chosen) != len(wanted):
        raise SelectionChanged(len(chosen))
    for decision in chosen:
        permissions.check_editor(actor, decision.submission)
    release = Release.objects.create(
        asked_by=actor,
        asked_at=now,
        due_at=now + UNDO,
        size=len(chosen),
        acted_by=presence.behind(actor),
    )
    Decision.objects.filter(pk__in=wanted).update(release=release)
    in_background_at("release_due_decisions", release.due_at)
    return release


@transaction.atomic
def undo_release(*, release: Release, actor, now: datetime) -> Release:
    """Take a release back before it is due: its decisions are staged as before.

    Raises:
        NotAllowed: when the person is no editor.
        ReleaseTooLate: when the minute is over.
    """
    release = Release.objects.select_for_update().get(pk=release.pk)
    if not permissions.is_editor(actor):
        raise NotAllowed
    if release.undone_at or release.claimed_at or now >= release.due_at:
        raise ReleaseTooLate(release.pk)
    release.undone_at, release.undone_by = now, actor
    release.undone_acted_by = presence.behind(actor)
    release.save(update_fields=["undone_at", "undone_by", "undone_acted_by"])
    release.decisions.staged().update(release=None)
    return release


def release_due(*, now: datetime) -> int:
    """Make known what is due; count the releases that were finished.

    The worker comes when a release is due; pages call this too, so that a worker
    that is away holds nothing up.
    """
    due = Release.objects.pending().filter(due_at__lte=now)
    finished = 0
    for release in due.order_by("pk"):
        if _claim(release, now):
            _finish(release, now)
            finished += 1
    return finished


def _claim(release: Release, now: datetime) -> bool:
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - LEASE)
    pending = Release.objects.pending().filter(free, pk=release.pk, due_at__lte=now)
    return pending.update(claimed_at=now) == 1


def _finish(release: Release, now: datetime) -> None:
    """Release each decision in a transaction of its own; name those that failed."""
    failures = []
    for decision in release.decisions.select_related("submission").order_by("pk"):
        if decision.released_at:
            continue
        try:
            _release_one(decision, release, now)
        except ConferenceError as problem:
            failures.append(
                {"code": decision.submission.code, "problem": type(problem).__name__}
            )
            Decision.objects.staged().filter(pk=decision.pk).update(release=None)
    release.failures, release.finished_at = failures, now
    release.save(update_fields=["failures", "finished_at"])


@transaction.atomic
def _release_one(decision: Decision, release: Release, now: datetime) -> None:
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if not locked.is_staged:
        raise DecisionIsGone(decision.pk)
    apply(
        submission=decision.submission,
        event=EVENTS[locked.verdict],
        actor=release.asked_by,
        now=now,
        reason=locked.reason,
        decision=locked,
    )
