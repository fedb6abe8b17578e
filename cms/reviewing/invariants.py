"""What is true of reviews at any time."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from cms.conference.enums import SubmissionState
from cms.conference.models import Author
from cms.core.invariants import register
from cms.reviewing.enums import OPEN, ReviewState
from cms.reviewing.models import Assignment, Criterion, LogEntry, Score

# Somebody was asked, and has not answered, or not written yet.
AT_WORK = Q(state__in=[ReviewState.INVITED, ReviewState.ACCEPTED]) & Q(
    asked_at__isnull=False
)


def _told(assignments) -> list[str]:
    rows = assignments.order_by("submission__code", "round", "pk")
    return [
        f"{code}, round {number}, review {pk}"
        for code, number, pk in rows.values_list("submission__code", "round", "pk")
    ]


@register("A paper has at most one round of review open")
def one_round_is_open() -> Iterable[str]:
    rounds = Assignment.objects.filter(AT_WORK).order_by("submission__code")
    counted = rounds.values("submission__code").annotate(
        rounds=Count("round", distinct=True)
    )
    return counted.filter(rounds__gt=1).values_list("submission__code", flat=True)


@register("Reviews are waited for only while the paper is under review")
def waited_for_under_review() -> Iterable[str]:
    waiting = Assignment.objects.filter(AT_WORK)
    return _told(waiting.exclude(submission__state=SubmissionState.IN_REVIEW))


@register("A submitted review says all that its call asks for")
def submitted_reviews_are_whole() -> Iterable[str]:
    written = Assignment.objects.filter(state=ReviewState.SUBMITTED)
    given = Score.objects.filter(
        review__assignment=OuterRef(OuterRef("pk")), criterion=OuterRef("pk")
    )
    unscored = Criterion.objects.filter(
        ~Exists(given), call=OuterRef("submission__call"), is_required=True
    )
    lacking = Q(review=None) | Q(review__recommendation="")
    lacking |= Q(review__text_for_author="") | Q(Exists(unscored))
    return _told(written.filter(lacking))


@register("A score is one of its criterion, and the criterion one of the call")
def scores_are_on_their_scale() -> Iterable[str]:
    fits = Q(value__gte=F("criterion__lowest"), value__lte=F("criterion__highest"))
    own = Q(criterion__call=F("review__assignment__submission__call"))
    wrong = Score.objects.exclude(fits & own).order_by("pk")
    return [f"score {pk}" for pk in wrong.values_list("pk", flat=True)]


@register("Nobody is asked to review a paper of their own")
def nobody_reviews_own() -> Iterable[str]:
    reviewer = OuterRef("reviewer__user")
    in_by_line = Author.objects.filter(submission=OuterRef("submission")).filter(
        Q(account=reviewer)
        | Q(email__iexact=OuterRef("reviewer__email"))
        | Q(email__iexact=OuterRef("reviewer__user__email"))
    )
    own = Q(reviewer__user=F("submission__submitter"))
    own |= Q(reviewer__email__iexact=F("submission__submitter__email"))
    asked = Assignment.objects.filter(
        state__in=sorted(OPEN), asked_at__isnull=False
    ).exclude(reviewer__email="")
    return _told(asked.filter(own | Exists(in_by_line)))


@register("The log of a review ends at its state")
def review_log_ends_at_state() -> Iterable[str]:
    last = LogEntry.objects.filter(assignment=OuterRef("pk")).order_by("-pk")
    told = Assignment.objects.annotate(last=Subquery(last.values("to_state")[:1]))
    return _told(told.filter(last__isnull=False).exclude(last=F("state")))


@register("The log of a review has no gaps")
def review_log_has_no_gaps() -> Iterable[str]:
    steps = LogEntry.objects.order_by("assignment_id", "pk").values_list(
        "assignment_id", "from_state", "to_state"
    )
    for pk, entries in groupby(steps, key=lambda step: step[0]):
        end = None
        for _pk, before, after in entries:
            if end not in {None, before}:
                yield f"review {pk}: {end} | {before} -> {after}"
            end = after
