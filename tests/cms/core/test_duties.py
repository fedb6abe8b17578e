"""The first page of the admin says what waits for whoever looks at it."""

import pytest
from django.urls import reverse
from django.utils import translation

from cms.conference.enums import SubmissionState
from cms.core.duties import Waiting, waiting_for
from tests.factories import accounts, conference, reviewing

pytestmark = pytest.mark.django_db


def told(user) -> list[Waiting]:
    with translation.override("en"):
        return waiting_for(user)


def texts(user) -> list[str]:
    return [one.text for one in told(user)]


@pytest.fixture
def editor():
    return accounts.reads_english(accounts.editor())


def test_editor_reads_what_waits_and_comes_to_it(client, editor):
    for _number in range(2):
        conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_home"))
    (papers,) = [one for one in told(editor) if "submitted papers" in one.text]
    assert papers.text == "2 submitted papers wait for reviewers or a decision."
    assert page.content.decode().count(f'<a href="{papers.url}">{papers.text}</a>') == 1
    listed = client.get(papers.url)
    assert listed.status_code == 200
    assert len(listed.context["object_list"]) == 2


def test_late_review_is_for_editors_but_not_of_their_own_papers(editor):
    task = reviewing.assignment()
    reviewing.overdue(task)
    assert "1 review is late." in texts(editor)
    assert "1 review is late." not in texts(task.submission.submitter)


def test_nobody_is_told_of_other_peoples_work():
    conference.submission(state=SubmissionState.SUBMITTED)
    assert texts(accounts.user()) == []
