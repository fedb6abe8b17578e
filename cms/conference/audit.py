"""Who did what to which submission, when and why: everything, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.conference.models import Decision, HistoryEntry, Release, Submission

EVENT, STAGED, WITHDRAWN, ASKED, UNDONE = "event", "staged", "withdrawn", "ask", "undo"


@dataclass(frozen=True)
class Entry:
    """One line of the log, in words."""

    at: datetime
    who: object
    what: str
    submission: Submission | None = None
    before: str = ""
    after: str = ""
    reason: str = ""
    # The administrator who acted in that name.
    acted_by: object = None


def rows(submissions: QuerySet, *, with_releases: bool = False) -> QuerySet:
    """Return moment, kind and key of every line about the submissions."""
    history = HistoryEntry.objects.filter(submission__in=submissions)
    decisions = Decision.objects.filter(submission__in=submissions)
    # What was decided and released in one moment is told by the event.
    staged = decisions.exclude(released_at=F("decided_at"))
    withdrawn = decisions.filter(withdrawn_at__isnull=False)
    parts = [
        _lines(staged, STAGED, "decided_at"),
        _lines(withdrawn, WITHDRAWN, "withdrawn_at"),
    ]
    if with_releases:
        undone = Release.objects.filter(undone_at__isnull=False)
        parts += [
            _lines(Release.objects.all(), ASKED, "asked_at"),
            _lines(undone, UNDONE, "undone_at"),
        ]
    return _lines(history, EVENT, "at").union(*parts).order_by("-moment", "-pk")


def entries(lines: Iterable[dict]) -> list[Entry]:
    """Put lines into words, in as many queries as there are kinds of them."""
    lines = list(lines)
    paper = ("submission__texts", "submission__call__texts")
    history = HistoryEntry.objects.select_related(
        "submission__call", "actor", "acted_by"
    )
    decisions = Decision.objects.select_related(
        "submission__call",
        "decided_by",
        "withdrawn_by",
        "acted_by",
        "withdrawn_acted_by",
    )
    releases = Release.objects.select_related(
        "asked_by", "undone_by", "acted_by", "undone_acted_by"
    )
    found = {
        EVENT: history.prefetch_related(*paper).in_bulk(_keys(lines, EVENT)),
        STAGED: decisions.prefetch_related(*paper).in_bulk(
            _keys(lines, STAGED, WITHDRAWN)
        ),
        ASKED: releases.in_bulk(_keys(lines, ASKED, UNDONE)),
    }
    found[WITHDRAWN], found[UNDONE] = found[STAGED], found[ASKED]
    words = {
        EVENT: _event,
        STAGED: _staged,
        WITHDRAWN: _withdrawn,
        ASKED: _asked,
        UNDONE: _undone,
    }
    return [words[line["kind"]](found[line["kind"]][line["pk"]]) for line in lines]


def _lines(queryset: QuerySet, kind: str, moment: str) -> QuerySet:
    told = queryset.order_by().annotate(moment=F(moment), kind=Value(kind))
    return told.values("moment", "kind", "pk")


def _keys(lines: list[dict], *kinds: str) -> list[int]:
    return [line["pk"] for line in lines if line["kind"] in kinds]


def _event(entry: HistoryEntry) -> Entry:
    return Entry(
        at=entry.at,
        who=entry.actor,
        what=entry.get_event_display(),
        submission=entry.submission,
        before=entry.get_from_state_display(),
        after=entry.get_to_state_display(),
        reason=entry.reason,
        acted_by=entry.acted_by,
    )


def _staged(decision: Decision) -> Entry:
    verdict = decision.get_verdict_display()
    return Entry(
        at=decision.decided_at,
        who=decision.decided_by,
        what=_("decision staged: %(verdict)s") % {"verdict": verdict},
        submission=decision.submission,
        reason=decision.reason,
        acted_by=decision.acted_by,
    )


def _withdrawn(decision: Decision) -> Entry:
    verdict = decision.get_verdict_display()
    return Entry(
        at=decision.withdrawn_at,
        who=decision.withdrawn_by,
        what=_("staged decision taken back: %(verdict)s") % {"verdict": verdict},
        submission=decision.submission,
        acted_by=decision.withdrawn_acted_by,
    )


def _asked(release: Release) -> Entry:
    words = ngettext(
        "release of %(count)s decision asked for",
        "release of %(count)s decisions asked for",
        release.size,
    )
    return Entry(
        release.asked_at,
        release.asked_by,
        words % {"count": release.size},
        acted_by=release.acted_by,
    )


def _undone(release: Release) -> Entry:
    words = ngettext(
        "release of %(count)s decision undone",
        "release of %(count)s decisions undone",
        release.size,
    )
    return Entry(
        release.undone_at,
        release.undone_by,
        words % {"count": release.size},
        acted_by=release.undone_acted_by,
    )
