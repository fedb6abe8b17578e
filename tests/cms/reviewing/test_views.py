"""The reviewers' pages, behind an account and behind a link."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.conference import operations as conference
from cms.conference.enums import ReviewMode, SubmissionEvent
from cms.core import operations as core
from cms.core.enums import LinkPurpose
from cms.reviewing import operations, queries
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Assignment, DeclaredConflict, Review
from tests.factories import manuscripts, reviewing
from tests.factories.accounts import editor, user
from tests.factories.conference import content as paper_content
from tests.factories.conference import manuscript

pytestmark = pytest.mark.django_db


def address(name: str, language: str = "en", **words) -> str:
    with translation.override(language):
        return reverse(f"reviewing:{name}", kwargs=words)


def task_of(client, state=ReviewState.ACCEPTED, **fields) -> tuple[Assignment, str]:
    """Return a review of the person who is signed in, and its address."""
    account = user()
    client.force_login(account)
    found = reviewing.assignment(
        state=state, person=reviewing.reviewer(user=account), **fields
    )
    return found, address("task", uuid=found.uuid)


def linked(found: Assignment, name: str = "linked", language: str = "en") -> str:
    token, _link = reviewing.link_to(found)
    return address(name, language, token=token)


def typed(found: Assignment, action: str = "save", **fields) -> dict:
    return {
        "action": action,
        "revision": "0",
        "recommendation": "accept",
        "text_for_author": "A good paper.",
        "text_for_editors": "Between us.",
        **fields,
    }


# --- Answering ----------------------------------------------------------------
@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_invited_person_without_account_reads_and_accepts(client, language):
    found = reviewing.assignment()
    page = linked(found, language=language)
    answer = client.get(page)
    assert answer.status_code == 200
    assert found.submission.title in answer.content.decode()
    assert Assignment.objects.get().state == ReviewState.INVITED
    assert client.post(page, {"action": "accept"}).status_code == 302
    assert Assignment.objects.get().state == ReviewState.ACCEPTED
    # The link works on: people come back several times.
    assert b"data-autosave" in client.get(page).content


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_an_invitation_changes_nothing(client, method):
    found = reviewing.assignment()
    page = linked(found)
    before = Assignment.objects.values().get()
    getattr(client, method)(f"{page}?action=decline")
    assert Assignment.objects.values().get() == before


def test_declining_keeps_reason_and_suggestion(client):
    found, page = task_of(client, ReviewState.INVITED)
    client.post(
        page,
        {"action": "decline", "reason": "No time.", "suggestion": "Ask Bojan Kos."},
    )
    found.refresh_from_db()
    assert (found.state, found.decline_reason, found.suggestion) == (
        ReviewState.DECLINED,
        "No time.",
        "Ask Bojan Kos.",
    )


def test_conflict_needs_words_and_then_closes_the_door(client):
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    page = linked(found)
    refused = client.post(page, {"action": "conflict", "conflict": " "})
    assert refused.status_code == 422
    assert 'href="#id_conflict"' in refused.content.decode()
    done = client.post(page, {"action": "conflict", "conflict": "We work together."})
    assert done.status_code == 200
    assert DeclaredConflict.objects.get().reason == "We work together."
    assert client.get(page).status_code == 404
    assert client.get(linked(found, "linked_paper_pdf")).status_code == 404


# --- Writing ------------------------------------------------------------------
def test_saved_review_comes_back_as_it_was_typed(client):
    found, page = task_of(client)
    row = reviewing.criterion(found.submission.call)
    client.post(page, typed(found, **{f"score-{row.pk}": "4"}))
    shown = client.get(page).content.decode()
    assert "A good paper." in shown
    assert "Between us." in shown
    (radio,) = re.findall(rf'<input[^>]*name="score-{row.pk}"[^>]*checked[^>]*>', shown)
    assert 'value="4"' in radio
    assert Assignment.objects.get().state == ReviewState.ACCEPTED


def test_review_is_sent_when_all_is_there(client):
    found, page = task_of(client)
    answer = client.post(page, typed(found, "submit"), follow=True)
    assert Assignment.objects.get().state == ReviewState.SUBMITTED
    assert "A good paper." in answer.content.decode()
    assert "data-autosave" not in answer.content.decode()


def test_incomplete_review_is_kept_and_says_what_is_missing(client):
    found, page = task_of(client)
    row = reviewing.criterion(found.submission.call)
    answer = client.post(page, typed(found, "submit", recommendation=""))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_score-{row.pk}"' in body
    assert 'href="#id_recommendation"' in body
    assert Review.objects.get().text_for_author == "A good paper."
    # The page that lists the faults is up to date: the next save is no clash.
    (revision,) = re.findall(r'name="revision" value="(\d+)"', body)
    again = typed(found, "submit", revision=revision, **{f"score-{row.pk}": "5"})
    assert client.post(page, again).status_code == 302
    assert Assignment.objects.get().state == ReviewState.SUBMITTED


def test_script_saves_and_learns_the_new_revision(client):
    found, page = task_of(client)
    answer = client.post(page, typed(found), headers={"Accept": "application/json"})
    said = json.loads(answer.content)
    assert (answer.status_code, said["revision"]) == (200, 1)
    assert said["message"].startswith("Saved at ")
    late = client.post(page, typed(found), headers={"Accept": "application/json"})
    assert late.status_code == 409


def test_second_window_sees_both_texts_and_loses_none(client):
    found, page = task_of(client)
    client.post(page, typed(found, text_for_author="From the first window"))
    answer = client.post(page, typed(found, text_for_author="From the second window"))
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "From the first window" in body
    assert "From the second window" in body
    assert Review.objects.get().text_for_author == "From the first window"
    (revision,) = re.findall(r'name="revision" value="(\d+)"', body)
    client.post(
        page, typed(found, text_for_author="From the second window", revision=revision)
    )
    assert Review.objects.get().text_for_author == "From the second window"


def test_text_typed_for_a_review_that_was_called_off_is_shown_for_copying(client):
    found, page = task_of(client)
    operations.cancel(assignment=found, actor=editor(), now=timezone.now())
    answer = client.post(page, typed(found))
    assert answer.status_code == 409
    assert "A good paper." in answer.content.decode()
    assert not Review.objects.exists()


def test_text_survives_a_session_that_ended(client):
    found, page = task_of(client)
    account = found.reviewer.user
    client.logout()
    answer = client.post(page, typed(found))
    assert answer.status_code == 302
    client.force_login(account)
    assert "A good paper." in client.get(page).content.decode()


@pytest.mark.parametrize("action", ["", "publish", "accept ", "sąve"])
def test_unknown_button_does_nothing(client, action):
    found, page = task_of(client)
    before = Assignment.objects.values().get()
    assert client.post(page, typed(found, action)).status_code == 200
    assert Assignment.objects.values().get() == before


def test_hostile_scores_are_refused_with_their_place(client):
    found, page = task_of(client)
    row = reviewing.criterion(found.submission.call)
    for score in ("0", "6", "-1", "1e3", "\u202e5", "a" * 5000):
        answer = client.post(page, typed(found, **{f"score-{row.pk}": score}))
        assert answer.status_code == 422
        assert "A good paper." in answer.content.decode()
    assert not Review.objects.exists()


# --- Accounts -----------------------------------------------------------------
def test_link_can_be_put_under_an_account(client):
    found, account = reviewing.assignment(), user()
    client.force_login(account)
    page = linked(found)
    assert b'value="claim"' in client.get(page).content
    client.post(page, {"action": "claim"})
    assert client.get(address("task", uuid=found.uuid)).status_code == 200
    assert found.submission.title in client.get(address("mine")).content.decode()


def test_list_takes_the_same_queries_for_one_and_for_many(client):
    account = user()
    person = reviewing.reviewer(user=account)
    client.force_login(account)
    counts = []
    for more in (1, 24):
        for _ in range(more):
            reviewing.assignment(person=person)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get(address("mine")).status_code == 200
        counts.append(len(queries_made))
    assert counts[0] == counts[1]


# --- Visibility ---------------------------------------------------------------
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("name", ["task", "paper", "paper_pdf"])
def test_hidden_and_missing_reviews_look_the_same(client, name):
    hidden = reviewing.assignment(state=ReviewState.ACCEPTED)
    planned_for = user()
    planned = operations.assign(
        submission=reviewing.submission(),
        reviewer=reviewing.reviewer(user=planned_for),
        actor=editor(),
        now=timezone.now(),
    )
    author = hidden.submission.submitter
    for person, uuid in (
        (user(), hidden.uuid),
        (author, hidden.uuid),
        (planned_for, planned.uuid),
    ):
        client.force_login(person)
        client.get(address("mine"))
        answers, counts = set(), []
        for each in (str(uuid), NOWHERE):
            with CaptureQueriesContext(connection) as made:
                answer = client.get(address(name, uuid=each))
            body = answer.content.decode().replace(each, "UUID")
            answers.add((answer.status_code, TOKEN.sub("", body)))
            counts.append(len(made))
        assert [status for status, _body in answers] == [404]
        assert counts[0] == counts[1]


def test_editor_reads_reviews_on_the_editors_desk_only(client):
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    client.force_login(editor())
    assert client.get(address("task", uuid=found.uuid)).status_code == 404


def test_double_anonymous_reviewer_reads_no_name(client):
    found, page = task_of(
        client,
        content=paper_content(
            authors=[{"name": "Zdenka Kukovičnik", "affiliation": "Inštitut Kukovica"}]
        ),
    )
    reviewing.set_paper(found.submission)
    for each in (page, address("mine"), address("paper", uuid=found.uuid)):
        answer = client.get(each)
        assert answer.status_code == 200
        assert "Kukov" not in answer.content.decode()
    pdf = client.get(address("paper_pdf", uuid=found.uuid))
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert pdf.headers["Content-Security-Policy"] == "sandbox"
    assert b"".join(pdf).startswith(b"%PDF")


@pytest.mark.parametrize("mode", [ReviewMode.OPEN, ReviewMode.SINGLE])
def test_reviewer_of_other_modes_reads_the_names(client, mode):
    _found, page = task_of(
        client,
        call=reviewing.call(review_mode=mode),
        content=paper_content(authors=[{"name": "Zdenka Kukovičnik"}]),
    )
    assert "Zdenka Kukovičnik" in client.get(page).content.decode()


@pytest.mark.parametrize("state", [ReviewState.INVITED, ReviewState.DECLINED])
def test_paper_itself_is_for_those_who_promised(client, state):
    found, page = task_of(client, state)
    assert client.get(page).status_code == 200
    for name in ("paper", "paper_pdf"):
        assert client.get(address(name, uuid=found.uuid)).status_code == 404
    assert client.get(linked(found, "linked_paper")).status_code == 404


def test_reviewers_read_our_rendition_and_never_the_file(
    client, django_capture_on_commit_callbacks
):
    """A Word file that names its author in every corner, set by the press itself."""
    made = reviewing.submission(
        content=paper_content(
            paper_language="sl",
            authors=[
                {
                    "name": manuscripts.AUTHOR,
                    "email": manuscripts.ADDRESS,
                    "affiliation": manuscripts.ORGANISATION,
                }
            ],
        )
    )
    manuscript(made, "Kukovičnik-zadruge.docx", manuscripts.telling())
    person = reviewing.reviewer()
    with django_capture_on_commit_callbacks(execute=True):
        operations.assign(
            submission=made, reviewer=person, actor=editor(), now=timezone.now()
        )
    conference.apply(
        submission=made,
        event=SubmissionEvent.OPEN_REVIEW,
        actor=editor(),
        now=timezone.now(),
    )
    found = Assignment.objects.get()
    token, _link = reviewing.link_to(found)
    reviewing.walk(found, ReviewState.ACCEPTED)
    page = client.get(address("linked_paper", token=token))
    pdf = b"".join(client.get(address("linked_paper_pdf", token=token)))
    assert "Zadruge so v dolini zaposlovale ljudi." in page.content.decode()
    assert manuscripts.places_in(page.content, manuscripts.TELLING) == []
    assert pdf.startswith(b"%PDF")
    assert (
        manuscripts.places_in(manuscripts.bytes_of_pdf(pdf), manuscripts.TELLING) == []
    )
    told = {finding.code for finding in queries.anonymity_findings(made)}
    assert {"anonymous-acknowledgement", "anonymous-address"} <= told


def test_revoked_link_opens_nothing(client):
    found = reviewing.assignment()
    page = linked(found)
    core.revoke(
        subject_key=found.link_key, purpose=LinkPurpose.REVIEW, now=timezone.now()
    )
    assert client.get(page).status_code == 404
    assert client.post(page, {"action": "accept"}).status_code == 404
    assert Assignment.objects.get().state == ReviewState.INVITED
