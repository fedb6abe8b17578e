"""Reviews are marked for authors."""

from datetime import datetime

from django.db import transaction

from cms.reviewing import permissions
from cms.reviewing.enums import ReviewState
from cms.reviewing.exceptions import NotTheirs, StepImpossible
from cms.reviewing.models import Review
from cms.reviewing.operations.transitions import locked


@transaction.atomic
def show_to_author(*, review: Review, shown: bool, actor, now: datetime) -> Review:
    """Mark a review as one that its author may read with the decision, or unmark it.

    Raises:
        NotTheirs: when the actor does not arrange the reviews of this paper.
        StepImpossible: when the review is not there yet.
    """
    assignment = locked(review.assignment)
    if not permissions.oversees(actor, assignment.submission):
        raise NotTheirs
    if assignment.state != ReviewState.SUBMITTED:
        raise StepImpossible(assignment.state, "show")
    review = Review.objects.select_for_update().get(pk=review.pk)
    review.shown_at = now if shown else None
    review.save(update_fields=["shown_at"])
    return review
