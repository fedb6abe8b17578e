"""The editors' desk in the Wagtail admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.conference.enums import SubmissionState
from cms.conference.models import Call
from cms.outbox.models import Mail
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
INDEX = "/admin/submissions/"


@pytest.fixture
def editor(client):
    person = accounts.editor()
    client.force_login(person)
    return person


def submitted(**fields):
    return conference.submission(state=SubmissionState.SUBMITTED, **fields)


def desk(name: str, submission, **kwargs) -> str:
    return reverse(f"submissions:{name}", kwargs={"pk": submission.pk, **kwargs})


def codes(response) -> list[str]:
    return [one.code for one in response.context["object_list"]]


def test_editors_menu_leads_to_the_submissions(client, editor):
    assert f'"url": "{INDEX}"' in client.get("/admin/").content.decode()


def test_list_shows_what_was_submitted_and_no_drafts(client, editor):
    conference.submission()
    one = submitted(title="Delo za vse")
    response = client.get(INDEX)
    page = response.content.decode()
    assert codes(response) == [one.code]
    assert "Delo za vse" in page
    assert "Ana Žagar" in page


def test_list_narrows_by_state_and_call(client, editor):
    call = conference.call()
    accepted = conference.submission(state=SubmissionState.ACCEPTED, call=call)
    waiting = submitted(call=call)
    submitted()
    assert codes(client.get(INDEX, {"state": "accepted"})) == [accepted.code]
    assert set(codes(client.get(INDEX, {"call": call.pk}))) == {
        accepted.code,
        waiting.code,
    }


@pytest.mark.parametrize("query", ["Žagar", "inclusive", "CODE"])
def test_list_finds_by_author_title_and_code(client, editor, query):
    one = submitted(title="Inclusive work")
    submitted(
        content=conference.content(authors=[{"name": "Marco Rossi"}]), title="Lavoro"
    )
    query = one.code if query == "CODE" else query
    assert codes(client.get(INDEX, {"q": query})) == [one.code]


def test_list_takes_the_same_queries_for_one_and_three(client, editor):
    counts = []
    for number in (1, 2):
        for _one in range(number):
            submitted()
        client.get(INDEX)
        with CaptureQueriesContext(connection) as queries:
            client.get(INDEX)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_calls_take_the_same_queries_for_one_and_three(client, editor):
    counts = []
    for number in (1, 2):
        for _one in range(number):
            conference.call()
        client.get("/admin/calls/")
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/admin/calls/")
        counts.append(len(queries))
    assert [len(response.context["object_list"]), counts[0]] == [3, counts[1]]


def test_detail_shows_everything(client, editor):
    one = submitted(title="Delo")
    page = client.get(desk("inspect", one)).content.decode()
    for text in [
        "Delo",
        one.code,
        "Ana Žagar",
        "Inštitut",
        "paper.md",
        one.submitter.email,
    ]:
        assert text in page


def test_detail_of_a_draft_does_not_exist(client, editor):
    assert client.get(desk("inspect", conference.submission())).status_code == 404


@pytest.mark.parametrize(
    ("event", "verdict"), [("accept", "accepted"), ("reject", "rejected")]
)
def test_decision_is_asked_for_then_staged(client, editor, event, verdict):
    one = submitted()
    where = desk("decide", one, event=event)
    assert client.get(where).status_code == 200
    assert one.decisions.count() == 0
    response = client.post(where, {"note": "Thank you."})
    one.refresh_from_db()
    decision = one.decisions.get()
    assert response.headers["Location"] == desk("inspect", one)
    assert one.state == SubmissionState.SUBMITTED
    assert (decision.verdict, decision.note) == (verdict, "Thank you.")
    assert (decision.decided_by, decision.released_at) == (editor, None)
    assert "Thank you." in Mail.objects.get(hold=decision.hold).text


def test_decision_made_twice_counts_once(client, editor):
    one = submitted()
    for _click in range(2):
        client.post(desk("decide", one, event="accept"), {"note": ""})
    assert one.decisions.count() == 1


def test_reversal_asks_for_a_reason_and_keeps_what_was_typed(client, editor):
    one = conference.submission(state=SubmissionState.REJECTED)
    where = desk("decide", one, event="accept")
    page = client.post(where, {"note": "After all.", "reason": " "}).content.decode()
    assert "After all." in page
    assert one.decisions.count() == 1
    client.post(where, {"note": "After all.", "reason": "The appeal was right."})
    assert [each.is_staged for each in one.decisions.all()] == [False, True]


def test_decision_with_another_event_does_not_exist(client, editor):
    one = submitted()
    assert client.post(desk("decide", one, event="withdraw")).status_code == 404


def test_decision_needs_the_token_of_the_form(editor):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    one = submitted()
    assert strict.post(desk("decide", one, event="accept")).status_code == 403


@pytest.mark.parametrize("event", ["accept", "reject"])
def test_decision_by_a_speaker_is_refused(client, event):
    one = submitted()
    client.force_login(one.submitter)
    response = client.post(desk("decide", one, event=event))
    one.refresh_from_db()
    assert response.status_code == 302
    assert one.state == SubmissionState.SUBMITTED


def test_desk_without_permission_is_closed(client):
    client.force_login(accounts.user())
    assert client.get(INDEX).status_code == 302


def test_call_is_written_in_the_admin(client, editor):
    response = client.post(
        "/admin/calls/new/",
        {
            "slug": "spring",
            "opens_at": "2026-01-01 00:00",
            "submit_by": "2127-03-15 23:59",
            "timezone_name": "Europe/Ljubljana",
            "grace_minutes": "0",
            "review_mode": "double",
            "reviews_needed": "2",
            **{
                f"{name}-{key}": value
                for name in ("types", "tracks", "questions")
                for key, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))
            },
            "texts-TOTAL_FORMS": "1",
            "texts-INITIAL_FORMS": "0",
            "texts-MIN_NUM_FORMS": "1",
            "texts-MAX_NUM_FORMS": "3",
            "texts-0-language": "en",
            "texts-0-title": "Spring",
            "texts-0-introduction": '{"blocks": [{"key": "a", "text": "Come", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
            "texts-0-guidelines": "null",
            "texts-0-id": "",
            "texts-0-DELETE": "",
        },
    )
    assert response.status_code == 302
    assert Call.objects.get().texts.get().title == "Spring"


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 oddan prispevek"), (2, "2 oddana prispevka"), (5, "5 oddanih prispevkov")],
)
def test_list_counts_its_submissions(client, count, words):
    for _number in range(count):
        conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(accounts.editor(language="sl"))
    paginator = client.get(reverse("submissions:index")).context["paginator"]
    assert paginator.items_count_label == words
