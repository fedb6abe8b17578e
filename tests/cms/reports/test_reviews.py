"""Reviews in exports and statistics: for editors, and not of their own papers."""

import pytest
from django.utils import timezone

from cms.conference.models import Submission
from cms.reports import registry
from cms.reviewing import operations
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Assignment
from tests.factories import reviewing
from tests.factories.accounts import editor

pytestmark = pytest.mark.django_db


def reviewed(**fields) -> Assignment:
    """Return a review that was sent, with a score of 4 of 5."""
    call = reviewing.call()
    row = reviewing.criterion(call)
    found = reviewing.assignment(state=ReviewState.ACCEPTED, call=call, **fields)
    return operations.submit_review(
        assignment=found,
        content=reviewing.content(scores={row.pk: 4}),
        actor=reviewing.link_to(found)[1],
        now=timezone.now(),
    )


def table(user, call=None) -> list[dict]:
    return list(registry.table("reviews").rows(user, call))


def test_export_is_silent_about_papers_of_ones_own():
    own = editor()
    found = reviewed()
    Submission.objects.filter(pk=found.submission.pk).update(submitter=own)
    assert table(own) == []
    assert len(table(editor())) == 1
    assert "reviewer_load" not in {c.name for c in registry.charts(own, None)}


def test_charts_count_reviews_and_scores():
    person = reviewing.reviewer(name="Bojan Kos")
    reviewed(person=person)
    reviewing.assignment(person=person)
    drawn = {chart.name: chart for chart in registry.charts(editor(), None)}
    load = [(p.label, p.value) for p in drawn["reviewer_load"].points]
    assert load == [("Bojan Kos", 2)]
    given = {p.label: p.value for p in drawn["scores"].points if p.value}
    assert given == {"4–5": 1}
