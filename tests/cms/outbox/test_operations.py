"""Mails are drafted, released, and sent once, whatever happens."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.outbox import journal, operations, tasks
from cms.outbox.enums import FOLLOWS, MailState, Why
from cms.outbox.exceptions import (
    ContextMismatch,
    KindUnknown,
    MailIsHeld,
    MoveImpossible,
    SelectionChanged,
)
from cms.outbox.models import Mail
from cms.outbox.operations.delivery import LEASE, PAUSES
from cms.outbox.operations.moving import move
from cms.outbox.values import link
from tests.factories import accounts, outbox

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


# --- Drafting -----------------------------------------------------------------
def test_draft_stays_until_it_is_released():
    mail = outbox.mail()
    operations.deliver()
    assert (states(), post.outbox) == (["draft"], [])
    operations.release(mail=mail, actor=accounts.editor(), now=timezone.now())
    operations.deliver()
    assert (states(), len(post.outbox)) == (["sent"], 1)


def test_instant_mail_leaves_at_once():
    outbox.mail(instant=True)
    operations.deliver()
    assert (states(), len(post.outbox)) == (["sent"], 1)


def test_same_cause_makes_one_mail():
    person = accounts.user()
    first = outbox.mail(recipient=person, cause="history:7")
    again = outbox.mail(recipient=person, cause="history:7", values={"title": "New"})
    other = outbox.mail(recipient=accounts.user(), cause="history:7")
    assert (first.pk, Mail.objects.count()) == (again.pk, 2)
    assert other.pk != first.pk


def test_kind_that_nobody_registered_is_refused():
    with pytest.raises(KindUnknown):
        outbox.mail(kind="tests.unheard")


def test_context_that_is_not_the_kinds_is_refused():
    with pytest.raises(ContextMismatch) as refusal:
        operations.draft(
            kind=outbox.kind().name,
            recipient=accounts.user(),
            context={"code": "A", "title": "T", "note": "", "else": ""},
        )
    assert (refusal.value.missing, refusal.value.unknown) == ({"link"}, {"else"})


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (operations.Person(""), Why.NO_ADDRESS),
        (operations.Person("nobody"), Why.NO_ADDRESS),
        (operations.Person("a@b.si\nBcc: c@d.si"), Why.NO_ADDRESS),
    ],
)
def test_mail_that_reaches_nobody_is_suppressed(person, why):
    mail = outbox.mail(recipient=person, instant=True)
    operations.deliver()
    assert (mail.state, mail.why, post.outbox) == (MailState.SUPPRESSED, why, [])


def test_mail_to_a_closed_account_is_suppressed():
    mail = outbox.mail(recipient=accounts.user(is_active=False), instant=True)
    assert (mail.state, mail.why) == (MailState.SUPPRESSED, Why.ACCOUNT_CLOSED)


# --- Releasing ----------------------------------------------------------------
def test_answers_go_to_who_released_the_mail():
    editor = accounts.editor(name="Žiga, urednik", email="ziga@example.org")
    operations.release(mail=outbox.mail(), actor=editor, now=timezone.now())
    operations.deliver()
    [sent] = post.outbox
    assert sent.message()["From"] == "coop@example.org"
    assert sent.reply_to == ["=?utf-8?q?=C5=BDiga=2C_urednik?= <ziga@example.org>"]


def test_answers_go_to_the_person_that_was_named():
    author = accounts.user(name="Ana", email="ana@example.org")
    mail = outbox.mail(reply_to=author)
    operations.release(mail=mail, actor=accounts.editor(), now=timezone.now())
    assert Mail.objects.get().reply_to == "Ana <ana@example.org>"


def test_list_is_released_as_it_was_confirmed():
    for _number in range(3):
        outbox.mail()
    editor, now = accounts.editor(), timezone.now()
    with pytest.raises(SelectionChanged):
        operations.release_selection(
            mails=Mail.objects.all(), expected=2, actor=editor, now=now
        )
    assert states() == ["draft"] * 3
    count = operations.release_selection(
        mails=Mail.objects.all(), expected=3, actor=editor, now=now
    )
    assert (count, states()) == (3, ["queued"] * 3)


def test_held_mail_leaves_only_with_what_it_waits_for():
    held, now = outbox.mail(hold="tests:1"), timezone.now()
    outbox.mail(hold="tests:2")
    with pytest.raises(MailIsHeld):
        operations.release(mail=held, actor=accounts.editor(), now=now)
    with pytest.raises(MailIsHeld):
        operations.discard(mail=held)
    assert Mail.objects.drafts().count() == 0
    operations.release_held(hold="tests:1", actor=accounts.editor(), now=now)
    operations.discard_held(hold="tests:2")
    assert states() == ["queued", "suppressed"]


def test_discarded_mail_is_never_made_again():
    person = accounts.user()
    operations.discard(mail=outbox.mail(recipient=person, cause="history:7"))
    again = outbox.mail(recipient=person, cause="history:7", instant=True)
    operations.deliver()
    assert (again.state, post.outbox) == (MailState.SUPPRESSED, [])


@pytest.mark.parametrize("state", MailState)
@pytest.mark.parametrize("target", MailState)
def test_state_follows_only_where_the_table_says(state, target):
    mail = Mail(state=state)
    if target in FOLLOWS[state]:
        move(mail, target)
        assert mail.state == target
    else:
        with pytest.raises(MoveImpossible):
            move(mail, target)


def test_sent_mail_is_neither_edited_nor_discarded():
    mail = outbox.mail(instant=True)
    operations.deliver()
    with pytest.raises(MoveImpossible):
        operations.edit(mail=mail, subject="New", text="New")
    with pytest.raises(MoveImpossible):
        operations.discard(mail=mail)


# --- Secret links -------------------------------------------------------------
def secret_mail(**fields) -> Mail:
    secret = link("conference:submission", code="TOKEN99", secret=True)
    return outbox.mail(values={"link": secret}, **fields)


def test_secret_link_reaches_the_recipient_and_leaves_the_database(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://coop.example.org"
    mail = secret_mail(instant=True)
    assert "TOKEN99" not in mail.text + str(mail.values)
    operations.deliver()
    [sent] = post.outbox
    address = "https://coop.example.org/en/conference/my-submissions/TOKEN99/"
    html = sent.alternatives[0].content
    assert address in sent.body
    assert f'<a href="{address}">' in html
    kept = Mail.objects.get()
    assert (kept.state, kept.secrets) == (MailState.SENT, {})


def test_secret_link_leaves_with_a_discarded_mail():
    operations.discard(mail=secret_mail())
    assert Mail.objects.get().secrets == {}


def test_text_that_spells_the_placeholder_gets_no_secret():
    mail = outbox.mail(
        values={
            "title": "{link}",
            "link": link("conference:submission", code="TOKEN99", secret=True),
        },
        instant=True,
    )
    operations.deliver()
    assert "{ link }" in mail.text
    assert post.outbox[0].body.count("TOKEN99") == 1


# --- Delivery -----------------------------------------------------------------
def test_mail_server_that_is_away_costs_no_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for _number in range(3):
        outbox.mail(instant=True)
    now = timezone.now()
    assert operations.deliver(now=now) == now + PAUSES[0]
    assert states() == ["failed", "queued", "queued"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert operations.deliver(now=now + PAUSES[0]) is None
    assert (states(), len(post.outbox)) == (["sent"] * 3, 3)


def test_pauses_grow_and_end_with_an_editor(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail, now = outbox.mail(instant=True), timezone.now()
    pauses = []
    for _attempt in range(len(PAUSES)):
        operations.deliver(now=now)
        mail.refresh_from_db()
        pauses.append(mail.next_at - now)
        now = mail.next_at
    operations.deliver(now=now)
    mail.refresh_from_db()
    assert (pauses, mail.state, mail.is_given_up) == (PAUSES, MailState.FAILED, True)
    assert pauses == sorted(pauses)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    operations.send_again(mail=mail, now=now)
    operations.deliver(now=now)
    assert (states(), len(post.outbox)) == (["sent"], 1)


def claimed(mail: Mail, at) -> None:
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.SENDING, claim=mail.uuid, claimed_at=at
    )


def test_worker_that_died_before_the_answer_is_followed_by_another():
    mail, now = outbox.mail(instant=True), timezone.now()
    claimed(mail, now)
    assert operations.deliver(now=now) == now + LEASE
    assert (states(), post.outbox) == (["sending"], [])
    operations.deliver(now=now + LEASE)
    assert (states(), len(post.outbox)) == (["sent"], 1)


def test_worker_that_died_after_the_answer_sends_nothing_twice():
    mail, now = outbox.mail(instant=True), timezone.now()
    claimed(mail, now)
    journal.note(mail.uuid)
    operations.deliver(now=now + LEASE)
    assert (states(), post.outbox) == (["sent"], [])
    assert journal.has(mail.uuid) is False


def test_each_attempt_has_the_same_message_id():
    mail, now = outbox.mail(instant=True), timezone.now()
    operations.deliver(now=now)
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.SENDING, claim=mail.uuid, claimed_at=now
    )
    operations.deliver(now=now + LEASE + timedelta(seconds=1))
    first, second = (sent.message()["Message-ID"] for sent in post.outbox)
    assert first == second == f"<{mail.uuid}@example.org>"


def test_mail_that_came_back_can_be_sent_to_a_new_address():
    mail = outbox.mail(instant=True)
    operations.deliver()
    operations.mark_bounced(mail=mail, error="550 unknown")
    operations.send_again(mail=mail, address="new@example.org", now=timezone.now())
    operations.deliver()
    assert [sent.to for sent in post.outbox][1] == [f"{mail.name} <new@example.org>"]


# --- Forgetting ---------------------------------------------------------------
def test_erased_person_leaves_no_mail_behind():
    person = accounts.user(email="Ana@example.org")
    outbox.mail(recipient=person)
    outbox.mail(recipient=operations.Person("ana@EXAMPLE.org", "Ana", "sl"))
    other = outbox.mail()
    operations.erase_person(user=person)
    assert list(Mail.objects.all()) == [other]


# --- The worker comes back -----------------------------------------------------
@pytest.fixture
def queue(settings):
    """Have tasks wait for a worker."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }


def moments() -> list:
    waiting = DBTaskResult.objects.filter(task_path=tasks.deliver_mails.module_path)
    return list(waiting.order_by("run_after").values_list("run_after", flat=True))


def test_worker_that_has_nothing_to_do_does_not_come_back(queue):
    tasks.deliver_mails.func()
    assert moments() == []


def test_worker_comes_back_for_a_mail_that_failed(queue, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail = outbox.mail()
    operations.release(mail=mail, actor=accounts.editor(), now=timezone.now())
    tasks.deliver_mails.func()
    mail.refresh_from_db()
    # The other one follows should this worker have died over the mail.
    retry, rescue = moments()
    assert abs(retry - mail.next_at) < timedelta(seconds=1)
    assert rescue - retry > LEASE - PAUSES[0] - timedelta(seconds=10)
