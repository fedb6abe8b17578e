"""The wizard: every step, by a person with an account and by one without."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.accounts.enums import LIMITS, AttemptKind
from cms.accounts.models import MailLink
from cms.conference import operations
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.kinds import AnswerType, PaperKind, ReceiptKind, Step
from cms.conference.models import Manuscript, Submission, TypedStep
from tests.factories import accounts, conference, wizard
from tests.factories.wizard import address, step_address

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]


def words(response) -> str:
    """Return the page's text with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def targets(response) -> list[str]:
    return [problem.target for problem in response.context["forms"].problems]


def missing(response) -> list[str]:
    return [url.partition("#")[2] for url, _words in response.context["missing"]]


@pytest.fixture
def speaker(client):
    person = accounts.user()
    client.force_login(person)
    return person


# --- The whole way --------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_speaker_sends_a_paper_step_by_step(client, speaker, language):
    call = wizard.whole_call()
    draft = wizard.begin(client, call, language)
    wizard.fill(client, draft, language)
    response = wizard.send(client, draft, language)
    draft.refresh_from_db()
    assert response.redirect_chain == [
        (address("submission", language, code=draft.code), 302)
    ]
    assert draft.state == SubmissionState.SUBMITTED
    assert (draft.submission_type.kind, draft.licence) == ("paper", "CC BY 4.0")
    assert draft.answers.get().value is True
    assert [author.affiliation for author in draft.authors.all()] == ["Inštitut"]
    assert "Social enterprises" in words(response)


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitor_fills_in_everything_before_having_an_account(client, language):
    call = wizard.whole_call()
    draft = wizard.begin(client, call, language)
    wizard.fill(client, draft, language)
    assert (draft.submitter, draft.manuscripts.count()) == (None, 1)
    response = wizard.send(client, draft, language)
    path, _code = response.redirect_chain[0]
    here = step_address(draft.code, Step.REVIEW, language)
    with translation.override(language):
        assert path == f"{reverse('accounts:sign_up')}?next={here}"
    # However somebody signs in, by password or by a link in a mail.
    client.force_login(accounts.user(email="ana@example.org", language=language))
    assert client.get(here).status_code == 200
    draft.refresh_from_db()
    assert (draft.submitter.email, draft.holder) == ("ana@example.org", "")
    assert draft.licence == "CC BY 4.0"
    wizard.send(client, draft, language)
    draft.refresh_from_db()
    assert draft.state == SubmissionState.SUBMITTED


@pytest.mark.parametrize("known", [False, True])
def test_draft_comes_along_when_the_mails_link_is_opened_elsewhere(client, known):
    """A telephone opens the mail: its session knows nothing of the draft."""
    if known:
        accounts.user(email="ana@example.org", language="en")
    call = wizard.whole_call()
    draft = wizard.begin(client, call)
    wizard.fill(client, draft)
    signs_up = wizard.send(client, draft).redirect_chain[0][0]
    data = {"name": "Ana Žagar", "email": "ana@example.org", "language": "en"}
    client.post(signs_up, data)
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]
    telephone = Client()
    telephone.get(link)
    draft.refresh_from_db()
    assert draft.submitter is None
    response = telephone.post(link, {"name": "Ana Žagar", "password": ""}, follow=True)
    assert response.redirect_chain[-1][0] == step_address(draft.code, Step.REVIEW)
    assert "begun before is now in your account" in words(response)
    draft.refresh_from_db()
    assert (draft.submitter.email, draft.holder) == ("ana@example.org", "")
    assert MailLink.objects.get().luggage == {}
    assert client.get(step_address(draft.code, Step.REVIEW)).status_code == 302


def test_visitors_draft_is_nobody_elses(client):
    call = wizard.whole_call()
    draft = wizard.begin(client, call)
    other, member = Client(), Client()
    member.force_login(accounts.user())
    for step in Step:
        where = step_address(draft.code, step)
        assert client.get(where).status_code == 200
        assert other.get(where).status_code == 302
        assert member.get(where).status_code == 404
    editor = Client()
    editor.force_login(accounts.editor())
    assert editor.get(step_address(draft.code, Step.TYPE)).status_code == 404


def test_visitor_cannot_begin_more_drafts_than_the_limit(client):
    call = conference.call()
    most = LIMITS[AttemptKind.HELD_DRAFT].from_one_address
    for _one in range(most):
        wizard.begin(client, call)
    response = client.post(address("submit", slug=call.slug), wizard.kind_data(call))
    assert response.status_code == 429
    assert Submission.objects.count() == most
    assert "Wait an hour" in words(response)


def test_visitor_cannot_send_more_files_than_the_limit(client):
    draft = wizard.begin(client, conference.call())
    most = LIMITS[AttemptKind.HELD_FILE].from_one_address
    for _one in range(most):
        operations.count_visit(
            kind=AttemptKind.HELD_FILE, address="127.0.0.1", now=timezone.now()
        )
    response = client.post(
        step_address(draft.code, Step.FILE), {"file": conference.upload()}
    )
    assert targets(response) == ["id_file"]
    assert Manuscript.objects.count() == 0


def test_visitors_draft_goes_when_its_time_is_over(client):
    draft = wizard.begin(client, conference.call())
    client.post(step_address(draft.code, Step.FILE), {"file": conference.upload()})
    later = draft.held_until + timedelta(seconds=1)
    assert operations.discard_held_drafts(now=draft.held_until) == 0
    assert operations.discard_held_drafts(now=later) == 1
    assert Submission.objects.count() == 0
    assert (Manuscript.objects.count(), TypedStep.objects.count()) == (0, 0)


def test_visitors_file_goes_with_the_draft(client, django_capture_on_commit_callbacks):
    draft = wizard.begin(client, conference.call())
    client.post(step_address(draft.code, Step.FILE), {"file": conference.upload()})
    file = draft.manuscripts.get().file
    assert file.storage.exists(file.name)
    with django_capture_on_commit_callbacks(execute=True):
        operations.discard_held_drafts(now=draft.held_until + timedelta(seconds=1))
    assert not file.storage.exists(file.name)


def test_draft_that_was_made_ones_own_does_not_expire(client):
    draft = wizard.begin(client, conference.call())
    client.force_login(accounts.user())
    draft.refresh_from_db()
    assert draft.held_until is None
    later = timezone.now() + timedelta(days=400)
    assert operations.discard_held_drafts(now=later) == 0


def test_link_by_mail_opens_the_draft_in_another_browser(
    client, django_capture_on_commit_callbacks
):
    draft = wizard.begin(client, conference.call())
    client.post(step_address(draft.code, Step.DETAILS), wizard.details_data())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("send_link", code=draft.code), {"email": "ana@example.org"})
    (letter,) = mail.outbox
    assert letter.to == ["ana@example.org"]
    (path,) = re.findall(
        rf"{django_settings.WAGTAILADMIN_BASE_URL}(/en/\S+)", letter.body
    )
    other = Client()
    assert other.get(path).status_code == 200
    assert other.get(step_address(draft.code, Step.DETAILS)).status_code == 302
    response = other.post(path, follow=True)
    assert "Social enterprises" in words(response)
    assert client.get(step_address(draft.code, Step.DETAILS)).status_code == 302


def test_link_is_not_sent_to_what_is_no_address(client):
    draft = wizard.begin(client, conference.call())
    client.post(address("send_link", code=draft.code), {"email": "nobody"})
    assert mail.outbox == []


# --- Nothing is lost --------------------------------------------------------------
def test_first_step_sent_twice_makes_one_draft(client, speaker):
    call = conference.call()
    data = wizard.kind_data(call)
    for _click in range(2):
        response = client.post(address("submit", slug=call.slug), data)
    draft = Submission.objects.get()
    assert response.headers["Location"] == step_address(draft.code, Step.FILE)


def test_first_step_without_a_choice_is_no_draft(client, speaker):
    call = conference.call()
    response = client.post(address("submit", slug=call.slug), {"action": "save"})
    assert "Nothing is saved yet" in words(response)
    assert Submission.objects.count() == 0


def test_second_click_of_two_sends_once(client, speaker):
    draft = wizard.begin(client, wizard.whole_call())
    wizard.fill(client, draft)
    for _click in range(2):
        response = wizard.send(client, draft)
    assert response.redirect_chain[-1][0] == address("submission", code=draft.code)
    assert draft.history.filter(event=SubmissionEvent.SUBMIT).count() == 1
    assert draft.receipts.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_draft_is_told_everything_it_lacks(client, speaker, language):
    call = wizard.whole_call()
    draft = wizard.begin(
        client, call, language, submission_type="", track="", paper_language="sl"
    )
    response = client.post(
        step_address(draft.code, Step.REVIEW, language), {"action": "submit"}
    )
    asked = call.questions.get().pk
    assert missing(response) == [
        "id_submission_type",
        "id_track",
        "id_file",
        "id_text-sl-title",
        "id_text-sl-abstract",
        "id_author-0-name",
        f"id_answer-{asked}",
    ]
    assert targets(response) == ["id_licence", "id_check-0", "id_check-1"]
    page = response.content.decode()
    for url, _words in response.context["missing"]:
        assert f'href="{url}"' in page
    draft.refresh_from_db()
    assert draft.state == SubmissionState.DRAFT


def test_each_missing_field_is_where_the_summary_leads(client, speaker):
    draft = wizard.begin(client, wizard.whole_call(), submission_type="", track="")
    response = client.get(step_address(draft.code, Step.REVIEW))
    for url, _words in response.context["missing"]:
        path, _hash, target = url.partition("#")
        assert f'id="{target}"' in client.get(path).content.decode(), url


def test_typed_words_are_kept_while_typing(client, speaker):
    draft = wizard.begin(client, conference.call())
    where = step_address(draft.code, Step.AUTHORS)
    typed = wizard.authors_data(**{"author-0-orcid": "half an OR"})
    answer = client.post(where, {**typed, "action": "keep"})
    assert answer.json() == {"kept": True}
    assert draft.authors.count() == 0
    shown = client.get(where)
    assert 'value="half an OR"' in shown.content.decode()
    assert 'value="Ana Žagar"' in shown.content.decode()
    assert "was not saved yet" in words(shown)


def test_saved_words_are_not_kept_twice(client, speaker):
    draft = wizard.begin(client, conference.call())
    where = step_address(draft.code, Step.DETAILS)
    client.post(where, wizard.details_data(action="keep"))
    assert TypedStep.objects.count() == 1
    client.post(where, wizard.details_data(action="next"))
    assert TypedStep.objects.count() == 0
    # A script that was slower than the button.
    client.post(where, wizard.details_data(action="keep"))
    assert TypedStep.objects.count() == 0
    assert "was not saved yet" not in words(client.get(where))


def test_flood_of_typing_is_refused(client, speaker):
    draft = wizard.begin(client, conference.call())
    flood = wizard.details_data(**{"text-en-abstract": "a" * 300_000}, action="keep")
    answer = client.post(step_address(draft.code, Step.DETAILS), flood)
    assert (answer.status_code, answer.json()) == (413, {"kept": False})


def test_words_that_cannot_be_saved_stay(client, speaker):
    draft = wizard.begin(client, conference.call())
    where = step_address(draft.code, Step.DETAILS)
    long = "Naslov " * 60
    response = client.post(where, wizard.details_data(**{"text-en-title": long}))
    assert targets(response) == ["id_text-en-title"]
    assert long.strip() in client.get(where).content.decode()


def test_button_back_saves(client, speaker):
    draft = wizard.begin(client, conference.call())
    response = client.post(
        step_address(draft.code, Step.DETAILS), wizard.details_data(action="back")
    )
    assert response.headers["Location"] == step_address(draft.code, Step.FILE)
    assert draft.texts.get().title == "Social enterprises"


def test_two_windows_lose_nothing(client, speaker):
    draft = wizard.begin(client, conference.call())
    where = step_address(draft.code, Step.DETAILS)
    first = client.get(where).context["forms"].seen
    second = client.get(where).context["forms"].seen
    client.post(where, wizard.details_data(seen=first))
    typed = wizard.details_data(seen=second, **{"text-en-title": "Another title"})
    response = client.post(where, typed)
    assert response.status_code == 409
    assert draft.texts.get().title == "Social enterprises"
    assert 'value="Another title"' in response.content.decode()
    again = response.context["forms"].seen
    client.post(where, {**typed, "seen": again})
    assert draft.texts.get().title == "Another title"


def test_same_words_in_two_windows_are_no_conflict(client, speaker):
    draft = wizard.begin(client, conference.call())
    where = step_address(draft.code, Step.DETAILS)
    seen = client.get(where).context["forms"].seen
    for _window in range(2):
        response = client.post(where, wizard.details_data(seen=seen))
        assert response.status_code == 302


def test_deadline_between_looking_and_sending_keeps_the_draft(client, speaker):
    call = wizard.whole_call()
    draft = wizard.begin(client, call)
    wizard.fill(client, draft)
    conference.close(call)
    response = wizard.send(client, draft)
    draft.refresh_from_db()
    assert draft.state == SubmissionState.DRAFT
    assert draft.texts.get().title == "Social enterprises"
    assert "The deadline has passed, so the paper was not submitted." in words(response)


def test_draft_can_be_saved_after_the_deadline(client, speaker):
    call = conference.call()
    draft = wizard.begin(client, call)
    conference.close(call)
    where = step_address(draft.code, Step.DETAILS)
    assert "You can still save the draft" in words(client.get(where))
    client.post(where, wizard.details_data())
    assert draft.texts.get().title == "Social enterprises"


# --- Kinds and limits ---------------------------------------------------------------
def test_kind_without_file_is_sent_without_one(client, speaker):
    call = conference.call()
    poster = wizard.submission_type(call, PaperKind.POSTER, needs_file=False)
    draft = wizard.begin(client, call, submission_type=str(poster.pk))
    client.post(step_address(draft.code, Step.DETAILS), wizard.details_data())
    client.post(step_address(draft.code, Step.AUTHORS), wizard.authors_data())
    wizard.send(client, draft)
    draft.refresh_from_db()
    assert (draft.state, draft.manuscript) == (SubmissionState.SUBMITTED, None)


def test_abstract_that_is_too_long_says_by_how_much(client, speaker):
    call = conference.call()
    wizard.submission_type(call, most_abstract_words=3)
    draft = wizard.begin(client, call)
    response = client.post(
        step_address(draft.code, Step.DETAILS),
        wizard.details_data(**{"text-en-abstract": "one two three four five"}),
    )
    (problem,) = response.context["forms"].problems
    assert problem.target == "id_text-en-abstract"
    assert problem.message == "The abstract has 2 words too many: 3 are allowed."


def test_text_that_is_too_long_cannot_be_sent(client, speaker):
    call = conference.call()
    wizard.submission_type(call, most_words=3)
    draft = wizard.begin(client, call)
    wizard.fill(client, draft, file=conference.upload("x.md", b"# A\n\nb c d e f g\n"))
    operations.read_manuscript(manuscript_id=draft.manuscripts.get().pk)
    assert missing(wizard.send(client, draft)) == ["id_file"]


def test_choices_of_another_call_are_not_taken(client, speaker):
    call, other = wizard.whole_call(), wizard.whole_call()
    response = client.post(
        address("submit", slug=call.slug),
        wizard.kind_data(other),
    )
    assert targets(response) == ["id_submission_type", "id_track"]
    assert Submission.objects.count() == 0


# --- Questions ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answer_type", "typed", "kept", "shown"),
    [
        (AnswerType.TEXT, "Rdeče", "Rdeče", "Rdeče"),
        (AnswerType.LONG_TEXT, "Ena\r\ndva", "Ena\r\ndva", "Ena"),
        (AnswerType.CHOICE, "2", 2, "Two en"),
        (AnswerType.CHOICES, ["1", "3"], [1, 3], "One en, Three en"),
        (AnswerType.YES_NO, "no", False, "no"),
        (AnswerType.NUMBER, "3.50", "3.5", "3.5"),
        (AnswerType.NUMBER, "12", "12", "12"),
        (AnswerType.URL, "https://example.org/a", "https://example.org/a", "example"),
    ],
)
def test_question_is_answered(client, speaker, answer_type, typed, kept, shown):
    call = conference.call()
    asked = wizard.question(call, answer_type)
    draft = wizard.begin(client, call)
    where = step_address(draft.code, Step.QUESTIONS)
    response = client.post(where, {f"answer-{asked.pk}": typed}, follow=True)
    assert draft.answers.get().value == kept
    assert shown in words(response)
    again = client.get(where).context["forms"]
    again_typed = client.post(where, {f"answer-{asked.pk}": typed, "seen": again.seen})
    assert again_typed.status_code == 302
    assert draft.answers.count() == 1


@pytest.mark.parametrize(
    ("answer_type", "typed"),
    [
        (AnswerType.TEXT, "a" * 501),
        (AnswerType.CHOICE, "4"),
        (AnswerType.CHOICES, ["1", "9"]),
        (AnswerType.NUMBER, "many"),
        (AnswerType.URL, "javascript:alert(1)"),
        (AnswerType.URL, "ftp://example.org/"),
    ],
)
def test_answer_that_is_none_is_refused(client, speaker, answer_type, typed):
    call = conference.call()
    asked = wizard.question(call, answer_type)
    draft = wizard.begin(client, call)
    response = client.post(
        step_address(draft.code, Step.QUESTIONS), {f"answer-{asked.pk}": typed}
    )
    assert len(response.context["forms"].problems) == 1
    assert draft.answers.count() == 0


def test_question_for_posters_is_not_put_to_papers(client, speaker):
    call = wizard.whole_call()
    wizard.question(call, AnswerType.TEXT, kinds=[PaperKind.POSTER], required=True)
    asked = wizard.question(call, AnswerType.TEXT, kinds=[PaperKind.PAPER])
    draft = wizard.begin(client, call)
    response = client.get(step_address(draft.code, Step.QUESTIONS))
    first = call.questions.first()
    assert list(response.context["forms"].form.fields) == [
        f"answer-{first.pk}",
        f"answer-{asked.pk}",
    ]
    wizard.fill(client, draft)
    wizard.send(client, draft)
    draft.refresh_from_db()
    assert draft.state == SubmissionState.SUBMITTED


def test_answer_can_be_taken_back(client, speaker):
    call = conference.call()
    asked = wizard.question(call)
    draft = wizard.begin(client, call)
    where = step_address(draft.code, Step.QUESTIONS)
    client.post(where, {f"answer-{asked.pk}": "Yes"})
    client.post(where, {f"answer-{asked.pk}": ""})
    assert draft.answers.count() == 0


def test_call_without_questions_has_no_such_step(client, speaker):
    draft = wizard.begin(client, conference.call())
    response = client.get(step_address(draft.code, Step.TYPE))
    assert [place.step for place in response.context["places"]] == [
        step for step in Step if step != Step.QUESTIONS
    ]


# --- Changing what was sent -------------------------------------------------------------
def test_submitted_paper_is_changed_and_receipted(
    client, django_capture_on_commit_callbacks
):
    made = conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(made.submitter)
    client.post(
        step_address(made.code, Step.DETAILS),
        wizard.details_data(**{"text-en-title": "New"}),
    )
    with django_capture_on_commit_callbacks(execute=True):
        client.post(step_address(made.code, Step.REVIEW), {"action": "done"})
    assert made.texts.get().title == "New"
    assert [one.kind for one in made.receipts.all()] == [
        ReceiptKind.SUBMITTED,
        ReceiptKind.CHANGED,
    ]
    assert made.submitter.email in mail.outbox[-1].to[0]


def test_submitted_paper_cannot_be_emptied(client):
    made = conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(made.submitter)
    response = client.post(
        step_address(made.code, Step.DETAILS),
        wizard.details_data(**{"text-en-title": ""}),
    )
    assert targets(response) == ["id_text-en-title"]
    assert made.texts.get().title == "Social enterprises"


def test_change_after_the_deadline_shows_what_was_typed(client):
    made = conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(made.submitter)
    conference.close(made.call)
    response = client.post(
        step_address(made.code, Step.DETAILS),
        wizard.details_data(**{"text-en-title": "Too late"}),
    )
    assert 'value="Too late"' in response.content.decode()
    assert "The deadline has passed" in words(response)
    assert made.texts.get().title == "Social enterprises"


def test_new_version_has_a_note(client):
    made = conference.submission(state=SubmissionState.SUBMITTED)
    client.force_login(made.submitter)
    client.post(
        step_address(made.code, Step.FILE),
        {
            "file": conference.upload("second.md", b"# Second\n"),
            "note": "Literature added.",
        },
    )
    newest = made.manuscripts.last()
    assert (newest.version, newest.note) == (2, "Literature added.")
    assert newest.uploaded_by == made.submitter


@pytest.mark.parametrize("state", [SubmissionState.ACCEPTED, SubmissionState.REJECTED])
def test_decided_paper_leads_back(client, state):
    made = conference.submission(state=state)
    client.force_login(made.submitter)
    for step in Step:
        response = client.get(step_address(made.code, step))
        assert response.headers["Location"] == address("submission", code=made.code)


# --- Cost ---------------------------------------------------------------------------------
def test_authors_step_asks_the_same_queries_for_one_and_many(client, speaker):
    draft = wizard.begin(client, conference.call())
    where = step_address(draft.code, Step.AUTHORS)
    counts = []
    for _round in range(2):
        for _one in range(12):
            wizard.coauthor(draft)
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_questions_step_asks_the_same_queries_for_one_and_many(client, speaker):
    call = conference.call()
    wizard.question(call)
    draft = wizard.begin(client, call)
    where = step_address(draft.code, Step.QUESTIONS)
    counts = []
    for number in (0, 24):
        for _one in range(number):
            wizard.question(call)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        counts.append(len(queries))
    assert counts[0] == counts[1]
