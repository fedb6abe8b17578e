"""What a reviewer takes along, and what stays when they leave."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.accounts import own_data, roles
from cms.press import leftovers
from cms.press.models import Rendition
from cms.reviewing import queries
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Assignment, Review, Reviewer
from tests.factories import reviewing
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def chapter() -> own_data.Chapter:
    return next(each for each in own_data.chapters() if each.name == "reviews")


def test_reviewer_takes_along_what_they_wrote_and_no_author():
    person = user()
    found = reviewing.assignment(
        person=reviewing.reviewer(user=person), state=ReviewState.SUBMITTED
    )
    reviewing.assignment(state=ReviewState.SUBMITTED)
    part = chapter().collect(person)
    (told,) = part.data["reviews"]
    assert told["paper"] == found.submission.title
    assert told["review"]["for_the_author"] == "A good paper."
    assert found.submission.authors.get().name not in str(part.data)
    assert part.files == {}


def test_review_stays_without_the_name_of_its_reviewer():
    person = user()
    reviewer = reviewing.reviewer(user=person, affiliation="Inštitut", note="Quick.")
    reviewing.assignment(person=reviewer, state=ReviewState.SUBMITTED)
    assert len(chapter().explain(person)) == 1
    assert chapter().explain(user()) == []
    chapter().erase(person, timezone.now())
    row = Reviewer.objects.values().get()
    assert [
        value for value in row.values() if value in {reviewer.name, reviewer.email}
    ] == []
    assert (row["user_id"], row["affiliation"], row["note"]) == (None, "", "")
    assert not row["is_active"]
    assert Review.objects.get().text_for_author == "A good paper."


def test_role_of_reviewer_is_earned_by_being_asked():
    role = next(each for each in roles.earned() if each.key == "reviewer")
    asked, other = reviewing.reviewer(user=user()).user, user()
    assert role.holders([asked.pk, other.pk]) == {asked.pk}


def test_what_reviewers_read_is_not_cleared_away():
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    read = queries.rendition_for_review(found.submission, found.manuscript)
    Rendition.objects.update(finished_at=timezone.now() - timedelta(days=90))
    leftovers.clear_renditions(now=timezone.now())
    assert list(Rendition.objects.filter(pk=read.pk)) == [read]
    Assignment.objects.all().delete()
    leftovers.clear_renditions(now=timezone.now())
    assert not Rendition.objects.filter(pk=read.pk).exists()
