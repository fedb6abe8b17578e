"""What is true of submissions, decisions and releases at any time."""

from collections.abc import Iterable

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery

from cms.conference.enums import NEED_DECISION, TRANSITIONS, SubmissionEvent
from cms.conference.models import Decision, HistoryEntry, Release, Submission
from cms.core.invariants import register
from cms.outbox.enums import MailState
from cms.outbox.models import Mail


@register("A decided submission has a released decision of its own")
def decided_by_released() -> Iterable[str]:
    wrong = Submission.objects.filter(state__in=sorted(NEED_DECISION)).filter(
        Q(decision__isnull=True)
        | Q(decision__released_at__isnull=True)
        | ~Q(decision__submission=F("pk"))
    )
    return wrong.values_list("code", flat=True)


@register("The log ends at the state of the submission")
def log_ends_at_state() -> Iterable[str]:
    last = HistoryEntry.objects.filter(submission=OuterRef("pk"))
    told = Submission.objects.annotate(
        last=Subquery(last.order_by("-pk").values("to_state")[:1])
    )
    wrong = told.filter(last__isnull=False).exclude(last=F("state"))
    return wrong.values_list("code", flat=True)


@register("The log has no gaps, and only steps of the table")
def log_has_no_gaps() -> Iterable[str]:
    steps = HistoryEntry.objects.order_by("submission_id", "pk").values_list(
        "submission__code", "event", "from_state", "to_state"
    )
    ends: dict[str, str] = {}
    for code, event, before, after in steps:
        transition = TRANSITIONS.get((before, event))
        leads_there = transition and transition.target in {after, None}
        if ends.get(code, before) != before or not leads_there:
            yield f"{code}: {before} -> {event} -> {after}"
        ends[code] = after


@register("A submission that was submitted knows when")
def submitted_when() -> Iterable[str]:
    events = [SubmissionEvent.SUBMIT, SubmissionEvent.RESUBMIT]
    wrong = Submission.objects.filter(submitted_at=None, history__event__in=events)
    return wrong.distinct().values_list("code", flat=True)


@register("By-lines are numbered from one without gaps")
def by_lines_without_gaps() -> Iterable[str]:
    counted = Submission.objects.annotate(
        number=Count("authors"),
        first=Min("authors__position"),
        last=Max("authors__position"),
    ).filter(number__gt=0)
    wrong = counted.exclude(first=1, last=F("number"))
    return wrong.values_list("code", flat=True)


@register("Versions of a manuscript are numbered from one without gaps")
def versions_without_gaps() -> Iterable[str]:
    counted = Submission.objects.annotate(
        number=Count("manuscripts"), last=Max("manuscripts__version")
    )
    wrong = counted.filter(number__gt=0).exclude(last=F("number"))
    return wrong.values_list("code", flat=True)


@register("Nobody decided on a paper of their own")
def nobody_decided_on_own() -> Iterable[str]:
    own = Decision.objects.filter(decided_by=F("submission__submitter"))
    return own.values_list("submission__code", flat=True)


@register("A staged decision holds one mail, and no other decision holds any")
def staged_decisions_hold_mails() -> Iterable[str]:
    held = Mail.objects.filter(state=MailState.DRAFT, hold__startswith="decision:")
    holds = list(held.values_list("hold", flat=True))
    staged = {decision.hold for decision in Decision.objects.staged()}
    yield from staged.symmetric_difference(holds)
    if len(holds) != len(set(holds)):
        yield "two mails for one decision"


@register("A release that is over leaves nothing staged")
def releases_are_over() -> Iterable[str]:
    over = Q(finished_at__isnull=False) | Q(undone_at__isnull=False)
    staged = Q(decisions__released_at=None, decisions__withdrawn_at=None)
    wrong = Release.objects.filter(over & staged & Q(decisions__isnull=False))
    return [f"release {pk}" for pk in wrong.values_list("pk", flat=True)]
