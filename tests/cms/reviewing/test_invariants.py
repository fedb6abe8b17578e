"""Each rule about reviews notices when it is broken, and some cannot be broken."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Author, Submission
from cms.core import invariants
from cms.reviewing import operations
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Assignment, LogEntry, Review, Score
from tests.factories import reviewing
from tests.factories.accounts import editor

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_rules]


def open_another_round() -> None:
    found = reviewing.assignment()
    Assignment.objects.create(
        submission=found.submission,
        reviewer=reviewing.reviewer(),
        round=2,
        asked_at=timezone.now(),
    )


def close_the_paper() -> None:
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    paper = found.submission
    conference.apply(
        submission=paper,
        event=SubmissionEvent.WITHDRAW,
        actor=paper.submitter,
        now=timezone.now(),
    )
    Assignment.objects.update(state=ReviewState.ACCEPTED)
    LogEntry.objects.filter(assignment=found).order_by("pk").last().delete()


def ask_for_more() -> None:
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    reviewing.criterion(found.submission.call)


def forget_the_text() -> None:
    reviewing.assignment(state=ReviewState.SUBMITTED)
    Review.objects.update(text_for_author="")


def lose_the_review() -> None:
    reviewing.assignment(state=ReviewState.SUBMITTED)
    Review.objects.all().delete()


def score_too_high() -> None:
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    row = reviewing.criterion(found.submission.call)
    Score.objects.create(review=found.review, criterion=row, value=6)


def score_for_another_call() -> None:
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    row = reviewing.criterion(reviewing.call())
    Score.objects.create(review=found.review, criterion=row, value=3)


def join_the_by_line() -> None:
    found = reviewing.assignment()
    Author.objects.create(
        submission=found.submission,
        position=2,
        name="Recenzentka",
        email=found.reviewer.email.upper(),
    )


def submit_what_one_reviews() -> None:
    found = reviewing.assignment()
    found.reviewer.user = found.submission.submitter
    found.reviewer.save()


def forget_the_log() -> None:
    reviewing.assignment(state=ReviewState.ACCEPTED)
    Assignment.objects.update(state=ReviewState.EXPIRED)


def tear_the_log() -> None:
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    list(LogEntry.objects.filter(assignment=found).order_by("pk"))[-2].delete()


OWN = "Nobody is asked to review a paper of their own"
WHOLE = "A submitted review says all that its call asks for"
SCALE = "A score is one of its criterion, and the criterion one of the call"
BROKEN = [
    ("A paper has at most one round of review open", open_another_round),
    ("Reviews are waited for only while the paper is under review", close_the_paper),
    (WHOLE, ask_for_more),
    (WHOLE, forget_the_text),
    (WHOLE, lose_the_review),
    (SCALE, score_too_high),
    (SCALE, score_for_another_call),
    (OWN, join_the_by_line),
    (OWN, submit_what_one_reviews),
    ("The log of a review ends at its state", forget_the_log),
    ("The log of a review has no gaps", tear_the_log),
]


@pytest.mark.parametrize(("rule", "damage"), BROKEN)
def test_rule_notices_when_it_is_broken(rule, damage):
    damage()
    assert rule in {violation.rule for violation in invariants.violations()}


def test_every_rule_of_reviews_is_broken_by_a_test():
    ours = {
        rule
        for rule, check in invariants._CHECKS.items()
        if check.__module__ == "cms.reviewing.invariants"
    }
    assert ours == {rule for rule, _damage in BROKEN}


def test_criterion_cannot_be_asked_for_once_reviews_are_there():
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    late = reviewing.criterion(found.submission.call, is_required=False)
    late.full_clean()
    late.is_required = True
    with pytest.raises(ValidationError) as refusal:
        late.full_clean()
    assert list(refusal.value.message_dict) == ["is_required"]
    Score.objects.create(review=found.review, criterion=late, value=5)
    late.full_clean()
    late.highest = 4
    with pytest.raises(ValidationError) as refusal:
        late.full_clean()
    assert list(refusal.value.message_dict) == ["highest"]


def test_reviewer_who_became_an_author_is_not_asked():
    paper, person = reviewing.submission(), reviewing.reviewer()
    operations.assign(
        submission=paper, reviewer=person, actor=editor(), now=timezone.now()
    )
    Author.objects.create(
        submission=paper, position=2, name="Ona", email=person.email.upper()
    )
    reviewing.open_review(Submission.objects.get(pk=paper.pk), reviewing.reviewer())
    paper.refresh_from_db()
    assert paper.state == SubmissionState.IN_REVIEW
    assert Assignment.objects.get(reviewer=person).state == ReviewState.CANCELLED
    assert invariants.violations() == []
