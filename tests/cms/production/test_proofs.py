"""Proofs: sent, looked at, answered, reminded of."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import default_task_backend

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import NotAllowed, ReasonMissing
from cms.conference.models import HistoryEntry
from cms.conference.permissions import SYSTEM, may_fix
from cms.conference.queries import paper_order
from cms.core import operations as links
from cms.core.enums import LinkPurpose
from cms.core.exceptions import LinkInvalid
from cms.outbox import operations as outbox
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from cms.press.enums import WorkState
from cms.production import operations
from cms.production.enums import ProofAnswer
from cms.production.exceptions import AnsweredAlready, ProofNotSet, ProofOutdated
from cms.production.models import Proof
from cms.production.operations.proofs import ANSWER_DAYS, subject_key
from tests.factories import production as factories
from tests.factories.accounts import administrator, editor, user
from tests.factories.conference import manuscript

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]
WAITING = {
    "default": {
        "BACKEND": "django_tasks.backends.dummy.DummyBackend",
        "QUEUES": ["default", "press"],
    }
}
BLOCKS = {
    "code": "picture-without-alt",
    "severity": "blocks",
    "where": "Uvod",
    "values": {"name": "a.png"},
    "paper": "paper",
}


def send(paper, actor=None):
    return conference.apply(
        submission=paper,
        event=SubmissionEvent.SEND_PROOF,
        actor=actor or editor(),
        now=timezone.now(),
    )


def approve(proof, actor=None):
    return operations.approve(
        proof=proof, actor=actor or proof.submission.submitter, now=timezone.now()
    )


def request_changes(proof, *comments):
    return operations.request_changes(
        proof=proof,
        comments=list(comments),
        actor=proof.submission.submitter,
        now=timezone.now(),
    )


def token_of(proof, person=None) -> str:
    return links.offer(
        purpose=LinkPurpose.PROOF,
        subject_key=subject_key(proof),
        expires_at=timezone.now() + timedelta(days=1),
        person=person or proof.submission.submitter,
    )


def address(view: str, language: str = "en", **words: str) -> str:
    with override(language):
        return reverse(f"production:{view}", kwargs=words)


# --- Sending ----------------------------------------------------------------------
def test_proof_holds_the_rendition_that_was_sent():
    paper = factories.paper()
    rendition = factories.typeset(paper)
    sender = editor()
    send(paper, sender)
    proof = paper.proofs.get()
    assert (proof.number, proof.rendition, proof.sent_by) == (1, rendition, sender)
    assert proof.due_at - proof.sent_at == timedelta(days=ANSWER_DAYS)
    assert proof.is_open


def test_mail_of_a_proof_waits_until_an_editor_releases_it():
    paper = factories.proof().submission
    (mail,) = Mail.objects.filter(kind="production.proof")
    assert (mail.state, mail.person) == (MailState.DRAFT, paper.submitter)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (None, "missing"),
        ({"state": WorkState.RUNNING, "pdf": ""}, "missing"),
        ({"findings": [BLOCKS]}, "findings"),
    ],
)
def test_proof_of_a_paper_that_is_not_set_is_not_sent(fields, reason):
    paper = factories.paper()
    if fields is not None:
        rendition = factories.typeset(paper)
        for name, value in fields.items():
            setattr(rendition, name, value)
        rendition.save()
    with pytest.raises(ProofNotSet) as refused:
        send(paper)
    assert refused.value.reason == reason
    assert Proof.objects.count() == 0


def test_warnings_do_not_hold_a_proof_back():
    paper = factories.paper()
    factories.typeset(paper, findings=[{**BLOCKS, "severity": "warns"}])
    assert send(paper).state == SubmissionState.AUTHOR_PROOF


def test_paper_is_set_for_its_proof_when_production_starts(settings):
    settings.TASKS = WAITING
    paper = factories.paper(SubmissionState.CONFIRMED)
    assert paper_order(paper, paper.manuscript).proof is False
    default_task_backend.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        paper = conference.apply(
            submission=paper,
            event=SubmissionEvent.START_PRODUCTION,
            actor=editor(),
            now=timezone.now(),
        )
    queued = [(one.task.name, one.kwargs) for one in default_task_backend.results]
    assert ("render_manuscript", {"manuscript_id": paper.manuscript.pk}) in queued
    assert paper_order(paper, paper.manuscript).proof is True
    default_task_backend.clear()


def test_proof_of_the_time_when_all_were_drafts_is_still_approved():
    paper = factories.paper()
    order = paper_order(paper, paper.manuscript)
    rendition = factories.typeset(paper)
    rendition.metadata_sha256 = replace(order, proof=False).metadata_sha256
    send(paper)
    rendition.save()
    assert approve(paper.proofs.get()).state == SubmissionState.READY


def test_one_paper_has_one_open_proof():
    proof = factories.proof()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.create(
            submission=proof.submission,
            number=2,
            rendition=proof.rendition,
            sent_by=editor(),
            due_at=timezone.now(),
        )


# --- Answering --------------------------------------------------------------------
def test_approved_proof_makes_the_paper_ready():
    proof = factories.proof()
    assert approve(proof).state == SubmissionState.READY
    proof.refresh_from_db()
    assert proof.answer == ProofAnswer.APPROVED
    assert proof.answered_by == proof.submission.submitter


def test_comments_go_back_to_the_editors_by_page():
    proof = factories.proof()
    paper = request_changes(proof, (2, "A comma is missing."), (0, "Very nice."))
    assert paper.state == SubmissionState.IN_PRODUCTION
    proof.refresh_from_db()
    assert proof.answer == ProofAnswer.CHANGES
    told = list(proof.comments.values_list("page", "text"))
    assert told == [(0, "Very nice."), (2, "A comma is missing.")]
    entry = HistoryEntry.objects.filter(submission=paper).last()
    assert entry.reason == "A comma is missing.\n\nVery nice."


def test_changes_need_a_comment():
    proof = factories.proof()
    with pytest.raises(ReasonMissing):
        request_changes(proof, (1, "  "))
    proof.refresh_from_db()
    assert proof.is_open


def test_next_proof_has_the_next_number():
    proof = factories.proof()
    paper = request_changes(proof, (1, "A comma."))
    factories.typeset(paper)
    send(paper)
    assert list(paper.proofs.values_list("number", flat=True)) == [1, 2]


def test_second_answer_is_refused():
    proof = factories.proof()
    approve(proof)
    with pytest.raises(AnsweredAlready):
        approve(proof)


def test_proof_of_another_setting_is_not_approved():
    proof = factories.proof()
    manuscript(proof.submission, "paper.md", b"# Other\n\nAnother text.\n")
    with pytest.raises(ProofOutdated):
        approve(proof)


@pytest.mark.parametrize("maker", [editor, user])
def test_only_the_author_answers(maker):
    proof = factories.proof()
    with pytest.raises(NotAllowed):
        approve(proof, maker())


def test_link_ends_with_the_answer():
    proof = factories.proof()
    token = token_of(proof)
    approve(proof)
    with pytest.raises(LinkInvalid):
        links.open_link(token=token, purpose=LinkPurpose.PROOF, now=timezone.now())


# --- Reminders --------------------------------------------------------------------
def release(kind: str) -> None:
    """Let the mails of a kind leave the house."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        for mail in Mail.objects.filter(kind=kind, state=MailState.DRAFT):
            outbox.release(mail=mail, actor=administrator(), now=timezone.now())


def days(number: int):
    return timezone.now() + timedelta(days=number)


def sent_on(day) -> None:
    """Have the last reminder leave on that day."""
    release("production.reminder")
    latest = Mail.objects.filter(kind="production.reminder").first()
    assert latest.state == MailState.SENT
    Mail.objects.filter(pk=latest.pk).update(sent_at=day)


def test_overdue_is_computed():
    proof = factories.proof()
    assert not proof.is_overdue(days(ANSWER_DAYS - 1))
    assert proof.is_overdue(days(ANSWER_DAYS + 1))
    approve(proof)
    proof.refresh_from_db()
    assert not proof.is_overdue(days(ANSWER_DAYS + 1))


def test_nobody_is_reminded_before_the_day():
    factories.proof()
    assert operations.remind_overdue(now=days(ANSWER_DAYS - 1)) == (0, 0)


def test_paper_is_approved_by_itself_only_after_two_reminders_have_left():
    proof = factories.proof()
    assert operations.remind_overdue(now=days(11)) == (1, 0)
    # The reminder is a draft: nothing goes on before an editor releases it.
    assert operations.remind_overdue(now=days(30)) == (0, 0)
    sent_on(days(30))
    assert operations.remind_overdue(now=days(31)) == (0, 0)
    assert operations.remind_overdue(now=days(35)) == (1, 0)
    sent_on(days(35))
    assert operations.remind_overdue(now=days(36)) == (0, 0)
    assert operations.remind_overdue(now=days(40)) == (0, 1)
    proof.refresh_from_db()
    assert (proof.answer, proof.answered_by) == (ProofAnswer.UNANSWERED, None)
    entry = HistoryEntry.objects.filter(submission=proof.submission).last()
    assert (entry.event, entry.actor) == (SubmissionEvent.APPROVE_PROOF, None)
    assert operations.remind_overdue(now=days(60)) == (0, 0)


def test_editor_reminds_by_hand_and_others_do_not():
    proof = factories.proof()
    with pytest.raises(NotAllowed):
        operations.remind(proof=proof, actor=user(), now=timezone.now())
    reminder = operations.remind(proof=proof, actor=editor(), now=timezone.now())
    assert reminder.mail.kind == "production.reminder"


def test_nobody_is_reminded_of_an_answered_proof():
    proof = factories.proof()
    approve(proof)
    with pytest.raises(AnsweredAlready):
        operations.remind(proof=proof, actor=SYSTEM, now=timezone.now())


# --- Pages ------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_link_shows_the_pages_and_acts_on_post_alone(client, language):
    proof = factories.proof()
    token = token_of(proof)
    page = address("proof_link", language, token=token)
    for _visit in range(3):
        text = client.get(page).content.decode()
        assert client.head(page).status_code == 200
    for number in (1, 2):
        picture = address(
            "proof_link_file", language, token=token, name=f"page-{number}"
        )
        assert f'src="{picture}"' in text
    proof.refresh_from_db()
    assert proof.is_open
    assert client.post(page, {"action": "approve"}).status_code == 200
    proof.refresh_from_db()
    assert proof.answer == ProofAnswer.APPROVED
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("name", "begin"),
    [("paper.pdf", b"%PDF"), ("page-1", b"\x89PNG"), ("paper.html", b"<!doc")],
)
def test_files_of_a_proof_are_handed_out_by_link_and_to_its_author(client, name, begin):
    proof = factories.proof()
    by_link = address("proof_link_file", token=token_of(proof), name=name)
    own = address("proof_file", code=proof.submission.code, name=name)
    assert client.get(own).status_code == 302
    assert start_of(client.get(by_link)) == begin
    client.force_login(proof.submission.submitter)
    assert start_of(client.get(own)) == begin
    client.force_login(user())
    assert client.get(own).status_code == 404


def start_of(answer) -> bytes:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.strip()[:4] if not body.startswith(b"<!doc") else body[:5]


def test_unknown_file_of_a_proof_is_not_found(client):
    token = token_of(factories.proof())
    for name in ("page-9", "paper.docx", "2a6db53b4d5b3d1a"):
        page = address("proof_link_file", token=token, name=name)
        assert client.get(page).status_code == 404


def test_link_of_another_person_shows_nothing(client):
    proof = factories.proof()
    page = address("proof_link", token=token_of(proof, user()))
    assert client.get(page).status_code == 404
    assert client.post(page, {"action": "approve"}).status_code == 404
    proof.refresh_from_db()
    assert proof.is_open


def test_comments_are_kept_when_somebody_approves_by_mistake(client):
    proof = factories.proof()
    client.force_login(proof.submission.submitter)
    page = address("proof", code=proof.submission.code)
    answer = client.post(page, {"action": "approve", "comment-2": "A comma."})
    text = answer.content.decode()
    assert "A comma." in text
    assert "error-summary" in text
    proof.refresh_from_db()
    assert proof.is_open
    client.post(page, {"action": "changes", "comment-2": "A comma."})
    proof.refresh_from_db()
    assert list(proof.comments.values_list("page", "text")) == [(2, "A comma.")]


def test_editor_reads_a_proof_and_cannot_answer_it(client):
    proof = factories.proof()
    client.force_login(editor())
    page = address("proof", code=proof.submission.code)
    assert 'name="action"' not in client.get(page).content.decode()
    assert client.post(page, {"action": "approve"}).status_code == 404


def test_editors_change_nothing_in_a_proof_that_is_out():
    proof = factories.proof()
    assert not may_fix(editor(), proof.submission, timezone.now())
    approve(proof)
    proof.submission.refresh_from_db()
    assert not may_fix(editor(), proof.submission, timezone.now())
