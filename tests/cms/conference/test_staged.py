"""Until a decision is released, every surface shows the old state."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.conference import operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Release
from cms.conference.operations.releases import UNDO
from cms.outbox import operations as outbox
from cms.outbox.models import Mail
from cms.programme.models import Programme
from cms.publications.viewsets import accepted_papers
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
NOTE = "CANARY-OF-THE-NOTE"
INDEX = "/admin/decisions/"
S, E = SubmissionState, SubmissionEvent


@pytest.fixture
def decision():
    """An acceptance with a note, being released: the minute is not over."""
    made = conference.staged(
        conference.submission(state=S.SUBMITTED, title="Zadruge"), note=NOTE
    )
    operations.release_decisions(
        decisions=[made.pk], actor=accounts.editor(), now=timezone.now()
    )
    return made


def as_author(client, decision) -> str:
    client.force_login(decision.submission.submitter)
    where = reverse("conference:submission", args=[decision.submission.code])
    return client.get(where).content.decode()


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_author_reads_that_the_editors_have_the_paper(client, decision, language):
    client.force_login(decision.submission.submitter)
    for name, args in [
        ("submission", [decision.submission.code]),
        ("mine", []),
    ]:
        with translation.override(language):
            where = reverse(f"conference:{name}", args=args)
            state = str(S.SUBMITTED.label)
            accepted = str(S.ACCEPTED.label)
        page = client.get(where).content.decode()
        assert state in page
        assert NOTE not in page
        assert f">{accepted}<" not in page


def test_author_reads_the_decision_after_the_minute(client, decision):
    Release.objects.update(
        asked_at=timezone.now() - 2 * UNDO, due_at=timezone.now() - UNDO
    )
    # No worker has come: the page does what is overdue.
    page = as_author(client, decision)
    assert NOTE in page
    assert "Your paper is accepted" in page


@pytest.mark.parametrize("where", ["/api/v1/papers/", "/api/v1/changes/", "/oai"])
def test_api_does_not_know_of_it(client, decision, where):
    page = client.get(where, {"verb": "Identify"}).content.decode()
    assert decision.submission.code not in page
    assert NOTE not in page


@pytest.mark.parametrize("query", ["Zadruge", NOTE])
def test_search_does_not_find_it(client, decision, query):
    page = client.get("/en/search/", {"q": query}).content.decode()
    assert decision.submission.code not in page


def test_no_mail_leaves(decision):
    outbox.deliver(now=timezone.now() + timedelta(days=1))
    assert [sent.subject for sent in post.outbox] == [
        f"We have your paper ({decision.submission.code})"
    ]


def test_volume_and_programme_cannot_take_it(decision):
    assert list(accepted_papers()) == []
    assert Programme.objects.count() == 0
    assert decision.submission.state == S.SUBMITTED


def test_list_of_editors_keeps_the_old_state(client, decision):
    client.force_login(accounts.editor(language="en"))
    [row] = client.get("/admin/submissions/").context["object_list"]
    assert row.state == S.SUBMITTED
    assert (
        list(client.get("/admin/submissions/?state=accepted").context["object_list"])
        == []
    )


# --- The page of decisions ---------------------------------------------------------
@pytest.fixture
def editor(client):
    person = accounts.reading(accounts.editor(), "en")
    client.force_login(person)
    return person


def press(client):
    shown = client.get(INDEX).context["free"]
    data = {"decision": [each.pk for each in shown]}
    return client.post("/admin/decisions/release/", data, follow=True)


def test_page_counts_the_decisions_and_previews_every_mail(client, editor):
    for _number in range(2):
        conference.staged(note=NOTE)
    conference.staged(event=E.REJECT)
    response = client.get(INDEX)
    page = response.content.decode()
    assert [number for _verdict, number in response.context["counts"]] == [2, 1]
    assert "Accepted: <strong>2</strong>; Declined: <strong>1</strong>" in page
    assert "Release 3 decisions" in page
    assert page.count(NOTE) == 2
    assert page.count("<details>") == 3


def test_button_releases_what_was_shown_and_undo_takes_it_back(client, editor):
    decision = conference.staged()
    page = press(client).content.decode()
    assert "1 decision becomes known in a minute." in page
    late = conference.staged()
    made = Release.objects.get()
    undone = client.post(f"/admin/decisions/undo/{made.pk}/", follow=True)
    assert "Undone." in undone.content.decode()
    decision.refresh_from_db()
    late.refresh_from_db()
    assert (decision.release, late.release) == (None, None)


def test_page_finishes_what_is_overdue_and_names_what_failed(client, editor):
    gone, stays = conference.staged(), conference.staged()
    press(client)
    operations.apply(
        submission=gone.submission,
        event=E.WITHDRAW,
        actor=gone.submission.submitter,
        now=timezone.now(),
    )
    Release.objects.update(
        asked_at=timezone.now() - 2 * UNDO, due_at=timezone.now() - UNDO
    )
    page = client.get(INDEX).content.decode()
    assert f"{gone.submission.code}: the decision was taken back meanwhile" in page
    stays.submission.refresh_from_db()
    assert stays.submission.state == S.ACCEPTED


def test_too_late_undo_says_so(client, editor):
    conference.staged()
    press(client)
    Release.objects.update(
        asked_at=timezone.now() - 2 * UNDO, due_at=timezone.now() - UNDO
    )
    made = Release.objects.get()
    page = client.post(f"/admin/decisions/undo/{made.pk}/", follow=True)
    assert "The minute is over" in page.content.decode()


def test_decision_taken_back_on_the_page_is_gone(client, editor):
    decision = conference.staged()
    client.post(f"/admin/decisions/{decision.pk}/withdraw/")
    assert client.get(INDEX).context["rows"] == []
    assert Mail.objects.get(hold=decision.hold).state == "suppressed"


def test_declining_without_review_can_leave_at_once(client, editor):
    paper = conference.submission(state=S.SUBMITTED)
    where = reverse("submissions:decide", args=[paper.pk, "desk_reject"])
    client.post(where, {"note": "", "reason": "Not our field.", "at_once": ""})
    assert Release.objects.pending().count() == 1
    # Only that one may.
    paper = conference.submission(state=S.SUBMITTED)
    where = reverse("submissions:decide", args=[paper.pk, "accept"])
    client.post(where, {"note": "", "reason": "", "at_once": ""})
    assert Release.objects.count() == 1


def test_call_narrows_what_is_released(client, editor):
    decision = conference.staged()
    conference.staged()
    slug = decision.submission.call.slug
    rows = client.get(INDEX, {"call": slug}).context["rows"]
    assert [row["decision"] for row in rows] == [decision]


def test_editor_meets_no_decision_on_a_paper_of_their_own(client, editor):
    own = conference.submission(state=S.SUBMITTED, submitter=editor)
    decision = conference.staged(own)
    mail = Mail.objects.get(hold=decision.hold)
    assert client.get(INDEX).context["rows"] == []
    assert own.code not in client.get("/admin/conference_history/").content.decode()
    for where in [
        reverse("submissions:inspect", args=[own.pk]),
        reverse("outbox:inspect", args=[mail.pk]),
    ]:
        assert client.get(where).status_code == 404
    client.post("/admin/decisions/release/", {"decision": [decision.pk]})
    assert client.post(f"/admin/decisions/{decision.pk}/withdraw/").status_code == 404
    decision.refresh_from_db()
    assert (decision.is_staged, decision.release) == (True, None)


@pytest.mark.parametrize("where", [INDEX, "/admin/conference_history/"])
def test_page_is_for_editors(client, where):
    client.force_login(accounts.user())
    assert client.get(where).status_code == 302


@pytest.mark.parametrize("where", [INDEX, "/admin/conference_history/"])
def test_page_takes_the_same_queries_for_one_and_25(client, editor, where):
    decider, counts = accounts.editor(), []
    call = conference.call()
    for number in (1, 24):
        for _one in range(number):
            paper = conference.submission(state=S.SUBMITTED, call=call)
            conference.staged(paper, actor=decider)
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Discussion and history ---------------------------------------------------------
def comment(client, paper, text: str):
    where = reverse("submissions:comment", args=[paper.pk])
    return client.post(where, {"text": text})


def test_editors_talk_and_the_author_does_not_hear_it(client, editor):
    paper = conference.submission(state=S.SUBMITTED)
    comment(client, paper, "CANARY-OF-THE-TALK")
    where = reverse("submissions:inspect", args=[paper.pk])
    assert "CANARY-OF-THE-TALK" in client.get(where).content.decode()
    client.force_login(paper.submitter)
    page = client.get(reverse("conference:submission", args=[paper.code]))
    assert "CANARY-OF-THE-TALK" not in page.content.decode()


def test_editor_neither_reads_nor_writes_about_a_paper_of_their_own(client, editor):
    own = conference.submission(state=S.SUBMITTED, submitter=editor)
    assert comment(client, own, "Take it!").status_code == 404
    assert own.comments.count() == 0


def test_history_tells_who_did_what_when_and_why(client, editor):
    paper = conference.submission(state=S.REJECTED)
    chief = accounts.chief(name="Glavna Urednica")
    operations.apply(
        submission=paper,
        event=E.REVERT,
        actor=chief,
        now=timezone.now(),
        reason="The reviewer had a conflict.",
    )
    conference.staged(paper, E.REJECT, actor=chief, reason="Out of scope.")
    page = client.get("/admin/conference_history/", {"q": paper.code})
    lines = [line["entry"] for line in page.context["lines"]]
    assert [(line.what, str(line.who)) for line in lines[:2]] == [
        ("decision staged: declined", "Glavna Urednica"),
        ("taken back", "Glavna Urednica"),
    ]
    assert (lines[1].before, lines[1].after) == ("declined", "submitted")
    assert [line.reason for line in lines[:2]] == [
        "Out of scope.",
        "The reviewer had a conflict.",
    ]


def test_history_tells_of_releases_and_of_undoing_them(client, editor):
    conference.staged()
    press(client)
    made = Release.objects.get()
    client.post(f"/admin/decisions/undo/{made.pk}/")
    page = client.get("/admin/conference_history/")
    told = [line["entry"].what for line in page.context["lines"]][:2]
    assert told == [
        "release of 1 decision undone",
        "release of 1 decision asked for",
    ]
