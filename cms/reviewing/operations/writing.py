"""Reviews are written: saved as often as one likes, sent once."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from cms.core.models import ScopedLink
from cms.reviewing import permissions
from cms.reviewing.enums import ReviewEvent
from cms.reviewing.exceptions import NotTheirs, ReviewChanged, ReviewIncomplete
from cms.reviewing.models import Assignment, Criterion, Review, Reviewer, Score
from cms.reviewing.operations.transitions import apply, locked


@dataclass(frozen=True)
class Content:
    """What a reviewer typed; `scores` by criterion, `revision` as it was opened."""

    recommendation: str = ""
    text_for_author: str = ""
    text_for_editors: str = ""
    scores: dict[int, int | None] = field(default_factory=dict)
    revision: int | None = None


@transaction.atomic
def save_review(
    *, assignment: Assignment, content: Content, actor, now: datetime
) -> Review:
    """Keep what was typed so far; nobody but the reviewer reads it yet.

    Raises:
        NotTheirs, StepImpossible, ReviewIsOver: see `permissions.check`.
        ReviewChanged: when another window saved since `content.revision`.
    """
    assignment = locked(assignment)
    permissions.check(actor, assignment, ReviewEvent.SAVE)
    review, _made = Review.objects.select_for_update().get_or_create(
        assignment=assignment
    )
    if content.revision is not None and content.revision != review.revision:
        raise ReviewChanged
    review.recommendation = content.recommendation
    review.text_for_author = content.text_for_author
    review.text_for_editors = content.text_for_editors
    review.revision += 1
    review.saved_at = now
    review.save()
    _write_scores(review, content.scores)
    return review


@transaction.atomic
def submit_review(
    *, assignment: Assignment, content: Content, actor, now: datetime
) -> Assignment:
    """Keep what was typed, and hand the review to the editors.

    Raises:
        ReviewIncomplete: when something that is asked for is missing.
        NotTheirs, StepImpossible, ReviewIsOver, ReviewChanged: see `save_review`.
    """
    permissions.check(actor, locked(assignment), ReviewEvent.SUBMIT)
    review = save_review(assignment=assignment, content=content, actor=actor, now=now)
    missing = missing_parts(review)
    if missing:
        raise ReviewIncomplete(missing)
    return apply(assignment=assignment, event=ReviewEvent.SUBMIT, actor=actor, now=now)


def missing_parts(review: Review) -> list[str]:
    """Name the fields that a review still needs before it can be sent."""
    given = set(review.scores.values_list("criterion_id", flat=True))
    call = review.assignment.submission.call_id
    asked = Criterion.objects.filter(call=call, is_required=True)
    missing = [f"score-{each.pk}" for each in asked if each.pk not in given]
    if not review.recommendation:
        missing.append("recommendation")
    if not review.text_for_author.strip():
        missing.append("text_for_author")
    return missing


def _write_scores(review: Review, scores: dict[int, int | None]) -> None:
    """Write the scores of criteria of the paper's own call, within their scales."""
    call = review.assignment.submission.call_id
    for criterion in Criterion.objects.filter(call=call, pk__in=scores):
        value = scores[criterion.pk]
        if value is None:
            review.scores.filter(criterion=criterion).delete()
        elif criterion.lowest <= value <= criterion.highest:
            Score.objects.update_or_create(
                review=review, criterion=criterion, defaults={"value": value}
            )


@transaction.atomic
def claim(*, assignment: Assignment, link: ScopedLink, user) -> Reviewer:
    """Put the reviews of the person with this link under an account.

    Raises:
        NotTheirs: when the link is another's, or either side has its match already.
    """
    reviewer = Reviewer.objects.select_for_update().get(pk=assignment.reviewer_id)
    if link.subject_key != assignment.link_key:
        raise NotTheirs
    if reviewer.user_id == user.pk:
        return reviewer
    if reviewer.user_id is not None or Reviewer.objects.filter(user=user).exists():
        raise NotTheirs
    reviewer.user = user
    reviewer.save(update_fields=["user"])
    return reviewer
