"""The public pages of the conference desk, in three languages."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.kinds import Step
from cms.conference.models import CODE_LETTERS, Submission
from cms.conference.operations import apply
from cms.conference.queries import paper_order
from cms.press.enums import WorkState
from cms.press.operations import request_rendition
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]


def address(name: str, language: str = "en", **kwargs) -> str:
    with translation.override(language):
        return reverse(f"conference:{name}", kwargs=kwargs or None)


def words(response) -> str:
    """Return the page's text with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def body(response) -> str:
    """Return the page without what differs from answer to answer: codes and tokens."""
    page = re.sub(r'(csrfmiddlewaretoken" value=")\w+', "", response.content.decode())
    return re.sub(f"[{CODE_LETTERS}]{{7}}", "", page)


@pytest.fixture
def speaker(client):
    person = accounts.user()
    client.force_login(person)
    return person


# --- Calls --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "path", "text"),
    [
        ("sl", "/sl/konferenca/poziv/", "15. marca 2127 ob 23.59, ljubljanski čas"),
        ("it", "/it/convegno/poziv/", "ore 23:59 del 15 marzo 2127, ora di Lubiana"),
        ("en", "/en/conference/poziv/", "23:59, 15 March 2127, Ljubljana time"),
    ],
)
def test_call_tells_its_deadline_natively(client, language, path, text):
    conference.call(slug="poziv")
    response = client.get(path)
    time = f'<time datetime="2127-03-15T23:59:59+01:00">{text}</time>'
    assert response.content.decode().count(time) == 1
    assert conference.CALL_TITLES[language] in words(response)
    assert address("submit", language, slug="poziv") in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_call_after_its_deadline_has_no_button(client, language):
    call = conference.close(conference.call())
    response = client.get(address("call", language, slug=call.slug))
    assert response.status_code == 200
    assert address("submit", language, slug=call.slug) not in response.content.decode()


def test_call_that_has_not_opened_does_not_exist(client):
    call = conference.call(opens_at=datetime(2126, 1, 1, tzinfo=UTC))
    assert client.get(address("call", slug=call.slug)).status_code == 404
    assert client.get(address("submit", slug=call.slug)).status_code == 404


def test_calls_without_any_say_so(client):
    response = client.get(address("calls"))
    assert "There is no call at the moment." in words(response)


# --- Changing and withdrawing ---------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_withdraw_asks_first(client, language):
    submission = conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(submission.submitter)
    where = address("withdraw", language, code=submission.code)
    assert client.get(where).status_code == 200
    submission.refresh_from_db()
    assert submission.state == SubmissionState.SUBMITTED
    client.post(where)
    submission.refresh_from_db()
    assert submission.state == SubmissionState.WITHDRAWN


def test_accepted_paper_is_withdrawn_with_a_reason(client):
    submission = conference.submission(state=SubmissionState.ACCEPTED)
    client.force_login(submission.submitter)
    where = address("withdraw", code=submission.code)
    page = client.post(where, {"reason": " "}).content.decode()
    submission.refresh_from_db()
    assert submission.state == SubmissionState.ACCEPTED
    assert 'id="id_reason_error"' in page
    client.post(where, {"reason": "I am ill."})
    submission.refresh_from_db()
    assert submission.state == SubmissionState.WITHDRAWN
    assert submission.history.last().reason == "I am ill."


def test_discarded_draft_is_deleted(client):
    submission = conference.submission()
    client.force_login(submission.submitter)
    where = address("withdraw", code=submission.code)
    assert client.get(where).status_code == 200
    response = client.post(where)
    assert response.headers["Location"] == address("mine")
    assert Submission.objects.count() == 0


# --- Reading ------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", SubmissionState)
def test_submission_tells_its_state(client, language, state):
    submission = conference.submission(state=state)
    client.force_login(submission.submitter)
    response = client.get(address("submission", language, code=submission.code))
    with translation.override(language):
        label = str(SubmissionState(state).label)
    assert f">{label}</span>" in response.content.decode()


def test_submission_shows_the_editors_note(client):
    submission = conference.submission(state=SubmissionState.SUBMITTED)
    apply(
        submission=submission,
        event=SubmissionEvent.ACCEPT,
        actor=accounts.editor(),
        now=timezone.now(),
        note="<b>Well</b> done",
    )
    client.force_login(submission.submitter)
    page = client.get(address("submission", code=submission.code)).content.decode()
    assert "&lt;b&gt;Well&lt;/b&gt; done" in page


def test_submission_without_rendition_looks_again(client):
    submission = conference.submission()
    client.force_login(submission.submitter)
    where = address("submission", code=submission.code)
    assert client.get(where).headers["Refresh"] == "5"
    assert "Refresh" not in client.get(f"{where}?still").headers


def rendered(submission: Submission):
    """Return the finished rendition of the submission."""
    order = paper_order(submission, submission.manuscript)
    rendition = request_rendition(order=order)
    rendition.state = WorkState.DONE
    rendition.pdf.save("paper.pdf", ContentFile(b"%PDF-1.7\n"), save=False)
    rendition.html.save("paper.html", ContentFile(b"<p>Kot v knjigi</p>"), save=False)
    rendition.save()
    return rendition


def test_submission_with_rendition_leads_to_it(client):
    submission = conference.submission()
    rendered(submission)
    client.force_login(submission.submitter)
    response = client.get(address("submission", code=submission.code))
    page = response.content.decode()
    assert "Refresh" not in response.headers
    assert address("preview", code=submission.code) in page
    assert address("preview_pdf", code=submission.code) in page


def test_preview_shows_the_text_under_a_strict_policy(client):
    submission = conference.submission()
    rendered(submission)
    client.force_login(submission.submitter)
    response = client.get(address("preview", code=submission.code))
    policy = response.headers["Content-Security-Policy"]
    page = response.content.decode()
    assert "<p>Kot v knjigi</p>" in page
    assert "<h1>Social enterprises</h1>" in page
    assert "Ana Žagar" in page
    assert "script-src 'self'" in policy
    assert "img-src 'self' data:" in policy


def test_preview_after_a_change_is_made_anew(client):
    submission = conference.submission()
    rendered(submission)
    client.force_login(submission.submitter)
    apply(
        submission=submission,
        event=SubmissionEvent.SAVE,
        actor=submission.submitter,
        now=timezone.now(),
        content=conference.content(paper_language="sl"),
    )
    assert client.get(address("preview", code=submission.code)).status_code == 404


def test_private_files_are_saved_and_never_run(client):
    submission = conference.submission()
    rendered(submission)
    client.force_login(submission.submitter)
    manuscript = submission.manuscript
    for where in [
        address("manuscript", code=submission.code, uuid=manuscript.uuid),
        address("preview_pdf", code=submission.code),
    ]:
        response = client.get(where)
        b"".join(response.streaming_content)
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"] == "sandbox"
        assert "no-store" in response.headers["Cache-Control"].split(", ")


def pages_of(submission: Submission) -> list[str]:
    code, uuid = submission.code, submission.manuscript.uuid
    return [
        *(
            address(name, code=code)
            for name in [
                "submission",
                "edit",
                *(f"edit_{step}" for step in Step),
                "withdraw",
                "preview",
                "preview_pdf",
            ]
        ),
        address("difference", code=code, old=1, new=2),
        address("manuscript", code=code, uuid=uuid),
    ]


@pytest.mark.parametrize("state", SubmissionState)
def test_foreign_submission_looks_like_none_at_all(client, speaker, state):
    submission = conference.submission(state=state)
    rendered(submission)
    for where in pages_of(submission):
        missing = where.replace(submission.code, "AAAAAAA")
        for method in (client.get, client.post):
            theirs, none = method(where), method(missing)
            assert (theirs.status_code, body(theirs)) == (none.status_code, body(none))
    assert client.get(pages_of(submission)[0]).status_code == 404


def test_foreign_manuscript_behind_ones_own_code_does_not_exist(client):
    mine, theirs = conference.submission(), conference.submission()
    client.force_login(mine.submitter)
    where = address("manuscript", code=mine.code, uuid=theirs.manuscript.uuid)
    assert client.get(where).status_code == 404


def test_anonymous_reader_is_sent_to_sign_in_alike(client):
    submission = conference.submission()
    for where in pages_of(submission):
        assert client.get(where).status_code == 302
        missing = client.get(where.replace(submission.code, "AAAAAAA"))
        assert missing.status_code == 302


def test_editor_reads_what_was_submitted_but_no_draft(client):
    draft = conference.submission()
    submitted = conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(accounts.editor())
    answers = [
        client.get(address("submission", code=one.code)).status_code
        for one in (draft, submitted)
    ]
    assert answers == [404, 200]


def test_mine_lists_only_ones_own_in_the_same_queries(client, speaker):
    conference.submission()
    counts = []
    for number in (1, 2):
        for _one in range(number):
            conference.submission(submitter=speaker, title=f"Paper {number}")
        client.get(address("mine"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(address("mine"))
        counts.append(len(queries))
    assert [len(response.context["submissions"]), counts[0]] == [3, counts[1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_mine_without_submissions_says_what_to_do(client, speaker, language):
    response = client.get(address("mine", language))
    assert address("calls", language) in response.content.decode()
