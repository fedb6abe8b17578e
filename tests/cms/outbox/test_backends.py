"""Mails leave by each backend; what the mail server says is understood."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.utils import timezone

from cms.outbox import attachments, operations
from cms.outbox.attachments import Attached
from cms.outbox.enums import MailState
from cms.outbox.exceptions import AttachmentAway
from cms.outbox.models import Mail
from cms.outbox.operations.delivery import ATTEMPTS_WITH_ALL, LEASE, PAUSES
from tests.cms.outbox.smtp import mail_server
from tests.factories import accounts, outbox

BACKENDS = "django.core.mail.backends"
WORKER = """
import django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
settings.PRIVATE_ROOT = {private!r}
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {port}
from cms.outbox import operations
operations.deliver()
"""


@pytest.fixture
def server(settings):
    with mail_server() as running:
        settings.EMAIL_BACKEND = f"{BACKENDS}.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def states() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


def attached_to(message) -> list:
    return [part for part in message.walk() if part.get_filename()]


@pytest.mark.django_db
def test_mail_server_gets_each_mail_once_with_its_identifier(server):
    mails = [outbox.mail(instant=True) for _number in range(3)]
    operations.deliver()
    operations.deliver()
    assert server.identifiers == [f"<{mail.uuid}@example.org>" for mail in mails]
    assert states() == ["sent"] * 3
    [message, *_others] = server.taken
    assert message["From"] == "coop@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"


@pytest.fixture
def maker(monkeypatch):
    """What apps make for `tests:…`: the test says what becomes of each key."""
    made = {}

    def make(key: str) -> bytes | None:
        if made[key] == "away":
            raise AttachmentAway(f"tests:{key}")
        return made[key]

    monkeypatch.setitem(attachments._MAKERS, "tests", make)
    return made


@pytest.mark.django_db
def test_attachment_goes_along_once_even_when_the_first_attempt_fails(server, maker):
    maker |= {"one": b"%PDF-1.7 one", "gone": None}
    answers = ["451 later", "250 OK"]
    server.answer_to_mail = lambda _message: answers.pop(0)
    attached = [Attached("one.pdf", "tests:one"), Attached("gone.pdf", "tests:gone")]
    outbox.mail(instant=True, attached=attached)
    now = timezone.now()
    for again in (now, now + PAUSES[0], now + PAUSES[1]):
        operations.deliver(now=again)
    assert (states(), len(server.taken)) == (["sent"], 1)
    [part] = attached_to(server.taken[0])
    assert part.get_filename() == "one.pdf"
    assert part.get_content_type() == "application/pdf"
    assert part.get_payload(decode=True) == b"%PDF-1.7 one"


@pytest.mark.django_db
def test_mail_waits_for_its_attachment_but_not_for_ever(server, maker):
    maker["late"] = "away"
    mail = outbox.mail(instant=True, attached=[Attached("a.pdf", "tests:late")])
    now = timezone.now()
    for pause in PAUSES[:ATTEMPTS_WITH_ALL]:
        operations.deliver(now=now)
        assert (states(), server.taken) == (["failed"], [])
        now += pause
    mail.refresh_from_db()
    assert mail.error == "AttachmentAway: tests:late"
    operations.deliver(now=now)
    [message] = server.taken
    assert (states(), attached_to(message)) == (["sent"], [])


@pytest.mark.django_db
def test_recipient_whom_the_server_does_not_know_is_returned(server):
    server.answer_to_recipient = lambda line: (
        "550 unknown" if "gone@" in line else "250 OK"
    )
    outbox.mail(recipient=accounts.user(email="gone@example.org"), instant=True)
    outbox.mail(instant=True)
    operations.deliver()
    assert (states(), len(server.taken)) == (["bounced", "sent"], 1)
    assert "550" in Mail.objects.order_by("pk")[0].error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "state"),
    [("451 later", MailState.FAILED), ("554 refused", MailState.BOUNCED)],
)
def test_answer_to_a_mail_says_whether_it_is_tried_again(server, answer, state):
    server.answer_to_mail = lambda _message: answer
    mail, now = outbox.mail(instant=True), timezone.now()
    operations.deliver(now=now)
    mail.refresh_from_db()
    assert mail.state == state
    server.answer_to_mail = lambda _message: "250 OK"
    operations.deliver(now=now + PAUSES[0])
    assert len(server.taken) == (state == MailState.FAILED)


@pytest.mark.django_db
def test_hour_without_a_mail_server_loses_and_doubles_nothing(server):
    for _number in range(25):
        outbox.mail(instant=True)
    server.answer_to_mail = lambda _message: "421 not now"
    start = timezone.now()
    now = start
    while now < start + timedelta(hours=1):
        now = max(operations.deliver(now=now), now + timedelta(seconds=1))
    server.answer_to_mail = lambda _message: "250 OK"
    while (following := operations.deliver(now=now)) is not None:
        now = following
    assert states() == ["sent"] * 25
    assert len(set(server.identifiers)) == len(server.taken) == 25


@pytest.mark.django_db
def test_file_backend_keeps_the_mail(settings, tmp_path):
    settings.EMAIL_BACKEND = f"{BACKENDS}.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    mail = outbox.mail(instant=True)
    operations.deliver()
    [file] = tmp_path.iterdir()
    assert f"Message-ID: <{mail.uuid}@example.org>" in file.read_text()
    assert states() == ["sent"]


@pytest.mark.django_db
def test_console_backend_prints_the_mail(settings, capsys):
    settings.EMAIL_BACKEND = f"{BACKENDS}.console.EmailBackend"
    mail = outbox.mail(instant=True)
    operations.deliver()
    assert f"Message-ID: <{mail.uuid}@example.org>" in capsys.readouterr().out
    assert states() == ["sent"]


@pytest.mark.django_db(transaction=True)
def test_worker_killed_over_a_mail_loses_and_doubles_nothing(server):
    """The server kills the worker with SIGKILL before it answers to the second mail."""
    for _number in range(3):
        outbox.mail(instant=True)
    Mail.objects.update(state=MailState.QUEUED, sent_at=None, next_at=timezone.now())
    server.taken.clear()
    worker = None

    def kill_at_the_second(_message) -> str:
        if len(server.taken) == 1:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            return "421 nobody listens"
        return "250 OK"

    server.answer_to_mail = kill_at_the_second
    script = WORKER.format(
        name=str(connection.settings_dict["NAME"]),
        private=str(site_settings.PRIVATE_ROOT),
        port=server.port,
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[3],
    )
    assert worker.wait(timeout=60) == -signal.SIGKILL
    assert states() == ["sent", "sending", "queued"]
    server.answer_to_mail = lambda _message: "250 OK"
    operations.deliver(now=timezone.now() + LEASE)
    assert states() == ["sent"] * 3
    assert len(set(server.identifiers)) == len(server.taken) == 3
