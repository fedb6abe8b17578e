"""Five hundred submissions are listed as fast as one."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.conference.enums import SubmissionState
from cms.conference.models import Author, Submission, SubmissionText
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
MANY = 500
LIST = "/admin/submissions/"
# Session, person, rights, the admin's menu with its badges, filters, rows.
MOST = 15


def many(call, submitter, number: int) -> None:
    """Store so many submissions with what a list shows of them."""
    made = Submission.objects.bulk_create(
        Submission(
            call=call,
            submitter=submitter,
            state=SubmissionState.SUBMITTED,
            paper_language="sl",
            submitted_at=timezone.now(),
        )
        for _each in range(number)
    )
    SubmissionText.objects.bulk_create(
        SubmissionText(submission=each, language=code, title=f"Zadruge {each.code}")
        for each in made
        for code in ("sl", "it", "en")
    )
    Author.objects.bulk_create(
        Author(submission=each, position=place, name=f"Ana {place}")
        for each in made
        for place in (1, 2, 3)
    )


def queries_of(client, path: str) -> tuple[int, object]:
    client.get(path)
    # What the badges of the menu count is kept for some seconds, and not here.
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(queries), answer


@pytest.mark.parametrize(
    "query", ["", "?q=Zadruge", "?state=submitted", "?p=2", "?ordering=code"]
)
def test_editors_list_of_500(client, query):
    client.force_login(accounts.editor())
    call = conference.call()
    many(call, accounts.user(), 1)
    first = query.replace("?p=2", "")
    parts = ["results/", ""]
    few = {part: queries_of(client, f"{LIST}{part}{first}")[0] for part in parts}
    many(call, accounts.user(), MANY - 1)
    for part in parts:
        count, answer = queries_of(client, f"{LIST}{part}{query}")
        assert answer.context["paginator"].count == MANY
        assert "Zadruge" in answer.content.decode()
        assert (count <= MOST, count) == (True, few[part])


def test_speakers_own_list_of_500(client):
    person = accounts.user()
    client.force_login(person)
    call = conference.call()
    many(call, person, 1)
    few, _answer = queries_of(client, "/en/conference/my-submissions/")
    many(call, person, MANY - 1)
    count, answer = queries_of(client, "/en/conference/my-submissions/")
    assert answer.content.decode().count("Zadruge") >= MANY
    assert (count <= MOST, count) == (True, few)


@pytest.mark.parametrize("name", ["submissions.csv", "authors.csv"])
def test_export_of_500(client, name):
    client.force_login(accounts.editor())
    call = conference.call()
    many(call, accounts.user(), MANY)
    count, answer = queries_of(client, f"/admin/statistics/{name}")
    rows = {"submissions.csv": MANY, "authors.csv": 3 * MANY}[name]
    assert answer.content.count(b"\r\n") == rows + 1
    assert count <= MOST
