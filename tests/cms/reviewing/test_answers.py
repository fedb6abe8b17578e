"""Reviewers read the answers that the call lets them read, and no others."""

import pytest

from cms.conference.models import Answer
from cms.reviewing import projections
from cms.reviewing.enums import ReviewState
from tests.factories import reviewing, wizard

pytestmark = pytest.mark.django_db


def asked(state: ReviewState):
    """Return a review of a paper with one answer for reviewers, and one not."""
    call = reviewing.call()
    shown = wizard.question(call, visible_to_reviewers=True)
    hidden = wizard.question(call)
    assignment = reviewing.assignment(call=call, state=state)
    for question, value in ((shown, "For reviewers"), (hidden, "For editors")):
        Answer.objects.create(
            submission=assignment.submission, question=question, value=value
        )
    return assignment, shown


def test_reviewer_reads_what_the_call_shows():
    assignment, shown = asked(ReviewState.ACCEPTED)
    assert projections.paper(assignment).answers == ((str(shown), "For reviewers"),)


@pytest.mark.parametrize("state", [ReviewState.INVITED, ReviewState.DECLINED])
def test_answers_are_for_those_who_review(state):
    assignment, _shown = asked(state)
    assert projections.paper(assignment).answers == ()
