"""An editor who decides too early is told what is missing, and loses no words."""

import pytest
from django.urls import reverse

from cms.conference.enums import ReviewMode, SubmissionState
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db


def test_decision_without_reviews_says_how_many_there_are(client):
    paper = conference.submission(state=SubmissionState.IN_REVIEW)
    call = paper.call
    call.review_mode, call.reviews_needed = ReviewMode.SINGLE, 2
    call.save()
    client.force_login(accounts.reading(accounts.editor(), "en"))
    where = reverse("submissions:decide", args=[paper.pk, "accept"])
    page = client.post(where, {"note": "Typed with care.", "reason": ""})
    text = page.content.decode()
    assert "There are 0 of 2 reviews." in text
    assert "Typed with care." in text
    assert paper.decisions.count() == 0
