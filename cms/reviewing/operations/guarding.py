"""What has to be true of the reviews before a paper may go on."""

from cms.conference import guards
from cms.conference.enums import Guard, ReviewMode, SubmissionEvent
from cms.reviewing import queries
from cms.reviewing.enums import ReviewState
from cms.reviewing.exceptions import (
    BlindPaperMissing,
    ReviewersMissing,
    ReviewsMissing,
)
from cms.reviewing.models import Assignment


@guards.register(Guard.REVIEW_CAN_OPEN)
def review_can_open(attempt: guards.Attempt) -> None:
    """Refuse to open a review without reviewers, or without a nameless paper."""
    submission = attempt.submission
    mode = submission.call.review_mode
    if mode == ReviewMode.EDITORS:
        return
    planned = Assignment.objects.filter(
        submission=submission,
        round=queries.round_at_hand(submission),
        state=ReviewState.INVITED,
    )
    again = attempt.event == SubmissionEvent.REOPEN_REVIEW and (
        queries.reviewers_of_last_round(submission).exists()
    )
    if not again and not planned.exists():
        raise ReviewersMissing
    # Of what has no file, reviewers read title and abstract.
    if mode == ReviewMode.DOUBLE and submission.manuscript:
        rendition = queries.rendition_for_review(submission, submission.manuscript)
        if rendition is None or not rendition.pdf:
            raise BlindPaperMissing


@guards.register(Guard.REVIEWS_ARE_ENOUGH)
def reviews_are_enough(attempt: guards.Attempt) -> None:
    """Refuse a decision before there are enough reviews, unless a chief waived them."""
    submission = attempt.submission
    if submission.call.review_mode == ReviewMode.EDITORS:
        return
    number = queries.rounds_opened(submission)
    have = queries.written_reviews(submission, number).count()
    need = submission.call.reviews_needed
    if have < need and not queries.is_waived(submission, number):
        raise ReviewsMissing(have, need)
