"""The board of production: where every paper stands, and its next step."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from cms.conference.enums import SubmissionState
from cms.conference.exceptions import NotAllowed
from cms.conference.models import Submission
from cms.core import housekeeping
from cms.production import operations, queries
from cms.production.enums import IN_HAND
from cms.production.viewsets.words import blocking_words, next_step
from tests.factories import production as factories
from tests.factories.accounts import editor, user
from tests.factories.conference import call, content, submission

pytestmark = pytest.mark.django_db


def row(paper) -> queries.Row:
    papers = Submission.objects.filter(pk=paper.pk)
    (found,) = queries.board(papers, timezone.now())
    return found


def page(name: str, *args) -> str:
    return reverse(f"production_board:{name}", args=args)


def act(client, paper, action: str, **fields: str):
    return client.post(page("paper", paper.pk), {"action": action, **fields})


@pytest.mark.parametrize(
    ("state", "blocks"),
    [
        (SubmissionState.ACCEPTED, ["state", "rights", "licence", "preview"]),
        (SubmissionState.CONFIRMED, ["state", "preview"]),
        (SubmissionState.IN_PRODUCTION, ["state", "preview"]),
        (SubmissionState.AUTHOR_PROOF, ["state"]),
        (SubmissionState.READY, []),
        (SubmissionState.PUBLISHED, []),
    ],
)
def test_every_state_names_what_blocks_and_what_comes_next(state, blocks):
    found = row(factories.paper(state))
    assert found.blocks == blocks
    assert len(blocking_words(found)) == len(blocks)
    assert next_step(found) != ""


def test_findings_languages_rights_and_proof_are_counted():
    paper = factories.of_authors("Ana Žagar", "Marco Rossi")
    factories.license_(paper)
    factories.certify(paper, 1)
    blocking = {
        "code": "picture-without-alt",
        "severity": "blocks",
        "where": "",
        "values": {"name": "a.png"},
        "paper": "paper",
    }
    factories.typeset(paper, findings=[blocking, {**blocking, "severity": "notes"}])
    found = row(paper)
    assert (found.blocking, found.findings) == (1, 2)
    assert found.languages == [("sl", False), ("it", False), ("en", True)]
    assert (found.certified, found.authors) == (1, 2)
    assert found.missing_rights == ["Ana Žagar"]
    assert found.proof is None


def test_board_asks_as_often_for_one_paper_as_for_many():
    made = call()

    def asked() -> int:
        papers = Submission.objects.filter(call=made)
        with CaptureQueriesContext(connection) as captured:
            for found in queries.board(papers, timezone.now()):
                assert next_step(found)
                assert found.blocks is not None
                assert found.reminders == 0
        return len(captured)

    factories.paper(SubmissionState.AUTHOR_PROOF, call=made)
    one = asked()
    for _number in range(4):
        factories.paper(SubmissionState.AUTHOR_PROOF, call=made)
        factories.paper(SubmissionState.ACCEPTED, call=made)
    assert asked() == one


def test_page_of_the_board_asks_as_often_for_one_paper_as_for_many(client):
    made = call()
    client.force_login(editor())

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(page("index"), {"call": made.pk})
        return len(captured)

    factories.paper(call=made)
    asked()
    one = asked()
    for _number in range(5):
        factories.paper(call=made)
    assert asked() == one


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_board_shows_the_papers_of_a_call(client, language):
    paper = factories.paper()
    other = factories.paper()
    person = editor()
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = language
    profile.save()
    client.force_login(person)
    text = client.get(page("index"), {"call": paper.call_id}).content.decode()
    assert page("paper", paper.pk) in text
    assert page("paper", other.pk) not in text
    with translation.override(language):
        assert next_step(row(paper)) in text


def test_editor_takes_a_paper_to_its_proof(client):
    paper = factories.paper(SubmissionState.CONFIRMED)
    client.force_login(editor())
    act(client, paper, "start")
    act(client, paper, "proof")
    paper.refresh_from_db()
    assert paper.state == SubmissionState.IN_PRODUCTION
    factories.typeset(paper)
    act(client, paper, "proof")
    act(client, paper, "remind")
    paper.refresh_from_db()
    assert paper.state == SubmissionState.AUTHOR_PROOF
    assert paper.proofs.get().reminders.count() == 1


def test_ready_paper_goes_back_with_a_reason_alone(client):
    paper = factories.paper(SubmissionState.READY)
    client.force_login(editor())
    assert act(client, paper, "back").status_code == 200
    paper.refresh_from_db()
    assert paper.state == SubmissionState.READY
    act(client, paper, "back", reason="A table is wrong.")
    paper.refresh_from_db()
    assert paper.state == SubmissionState.IN_PRODUCTION


def test_editor_lets_a_paper_pass_and_asks_its_authors(client):
    paper = factories.of_authors("Ana Žagar", "Marco Rossi")
    factories.license_(paper)
    client.force_login(editor())
    act(client, paper, "ask")
    act(client, paper, "waive", reason="He has died.")
    assert paper.rights_waivers.get().reason == "He has died."
    text = client.get(page("paper", paper.pk)).content.decode()
    assert "He has died." in text


def test_editor_proposes_words(client):
    paper = factories.paper()
    client.force_login(editor())
    form = client.get(page("words", paper.pk)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    unchanged = client.post(page("words", paper.pk), typed)
    assert unchanged.status_code == 200
    client.post(page("words", paper.pk), {**typed, "text-en-title": "Other"})
    assert paper.editorial_changes.get().differences[0]["after"] == "Other"


@pytest.mark.parametrize("name", ["paper", "words"])
def test_board_is_for_editors_alone(client, name):
    paper = factories.paper()
    client.force_login(user())
    for address in (page("index"), page(name, paper.pk)):
        assert client.get(address).status_code == 302
        assert client.post(address, {"action": "start"}).status_code == 302


def test_paper_that_is_not_accepted_is_on_no_board(client):
    client.force_login(editor())
    paper = submission(state=SubmissionState.SUBMITTED)
    assert client.get(page("paper", paper.pk)).status_code == 404


@pytest.mark.parametrize("state", IN_HAND)
def test_page_of_a_paper_shows_in_every_state(client, state):
    paper = factories.paper(state)
    client.force_login(editor())
    assert client.get(page("paper", paper.pk)).status_code == 200


def test_two_editors_press_the_same_button(client):
    paper = factories.paper(SubmissionState.CONFIRMED)
    client.force_login(editor())
    for _click in range(2):
        assert act(client, paper, "start").status_code == 302
    assert paper.history.filter(event="start_production").count() == 1


def test_reminders_are_written_once_a_day_by_the_house():
    proof = factories.proof()
    proof.due_at = timezone.now() - timedelta(days=1)
    proof.save()
    [chore] = [each for each in housekeeping.chores() if each.name == "proofs"]
    assert [chore.sweep(timezone.now()) for _day in range(2)] == [1, 0]
    assert proof.reminders.count() == 1


def test_editor_never_produces_a_paper_of_their_own(client):
    author = editor()
    paper = factories.paper(
        SubmissionState.CONFIRMED,
        content=content(authors=[{"name": author.name, "email": author.email}]),
    )
    client.force_login(author)
    board = client.get(page("index"), {"call": paper.call_id}).content.decode()
    assert page("paper", paper.pk) not in board
    assert act(client, paper, "start").status_code == 404
    with pytest.raises(NotAllowed):
        operations.waive_rights(
            submission=paper, reason="Mine.", actor=author, now=timezone.now()
        )
