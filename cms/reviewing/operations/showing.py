"""Reviews are marked for authors."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms.conference import attachments
from cms.conference.models import Submission
from cms.reviewing import permissions, projections, queries
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


@attachments.provide
def text_for_author(submission: Submission) -> str:
    """Return what the author gets with a decision: the marked reviews of this round.

    In the author's language, and with names only where the review is open.
    """
    reviews = Review.objects.for_author(submission, queries.rounds_opened(submission))
    with translation.override(submission.submitter.language):
        return "\n\n".join(
            f"{review.reviewer or _name(number)}\n\n{review.text_for_author}"
            for number, review in enumerate(
                projections.reviews_for_author(reviews), start=1
            )
        )


def _name(number: int) -> str:
    return _("Reviewer %(number)s") % {"number": number}
