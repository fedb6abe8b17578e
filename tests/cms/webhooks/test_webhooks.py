"""Webhooks, received by a real server and verified with other people's package."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from cms.api.v1 import ledger
from cms.webhooks import operations
from cms.webhooks.enums import MessageState
from cms.webhooks.models import Attempt, Message, Webhook
from cms.webhooks.reach import NotReachable, check_address, post
from tests.factories.accounts import user
from tests.factories.core import translated
from tests.factories.news import news_item

pytestmark = pytest.mark.django_db


class Receiver:
    """A partner's server on this machine, which writes down what it gets."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append(
                    ({k.lower(): v for k, v in self.headers.items()}, body)
                )
                self.send_response(receiver.status)
                if receiver.status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/inside")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook?from=coop"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.got]


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    found = Receiver()
    yield found
    found.server.shutdown()
    found.server.server_close()


def webhook(receiver: Receiver, **fields) -> Webhook:
    ledger.settle()
    fields = {
        "owner": user(language="it"),
        "name": "Forum",
        "resources": ["news"],
        **fields,
    }
    return operations.start_webhook(webhook=Webhook(address=receiver.address, **fields))


def tell(now: dt.datetime | None = None) -> None:
    ledger.settle()
    operations.write_messages()
    operations.deliver(now=now)


# --- what arrives -----------------------------------------------------------------------
def test_receiver_is_told_of_every_change_from_now_on(receiver):
    news_item(title="Prej")
    webhook(receiver)
    item = news_item(title="Prvi forum")
    tell()
    item.title = "Prvi forum v Mariboru"
    item.save()
    tell()
    item.unpublish()
    tell()
    assert receiver.types() == ["entry.created", "entry.updated", "entry.erase"]
    told = json.loads(receiver.got[-1][1])
    assert told["data"]["event"] == "unpublished"
    assert told["data"]["id"] == str(item.translation_key)
    assert "forum" not in receiver.got[-1][1].decode().lower()


def test_receiver_gets_only_what_it_asked_for(receiver):
    webhook(receiver, resources=["news"], locales=["it"])
    item = news_item()
    translated(item, "it", title="Il primo forum")
    tell()
    (told,) = [json.loads(body)["data"] for _, body in receiver.got]
    assert (told["resource"], told["locale"]) == ("news", "it")


def test_exactly_the_bytes_that_arrive_are_signed(receiver):
    made = webhook(receiver)
    news_item(title="Žiga & „Čebela“")
    tell()
    ((headers, body),) = receiver.got
    assert Verifier(made.secret).verify(body, headers) == json.loads(body)
    with pytest.raises(WebhookVerificationError):
        Verifier(made.secret).verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(operations.new_secret()).verify(body, headers)


def test_both_secrets_sign_while_they_overlap(receiver):
    made = webhook(receiver)
    old, new = made.secret, operations.rotate_secret(webhook=made)
    operations.ping(webhook=made)
    operations.deliver()
    ((headers, body),) = receiver.got
    assert Verifier(old).verify(body, headers)["type"] == "ping"
    assert Verifier(new).verify(body, headers)["type"] == "ping"
    later = timezone.now() + dt.timedelta(hours=25)
    made.refresh_from_db()
    assert made.secrets_at(later) == [new]


def test_replay_sends_the_same_message_under_the_same_id(receiver):
    made = webhook(receiver)
    news_item()
    tell()
    operations.replay(message=made.messages.get())
    operations.deliver()
    (first, body), (second, again) = receiver.got
    assert (first["webhook-id"], body) == (second["webhook-id"], again)


# --- what does not arrive -----------------------------------------------------------------
def test_message_is_tried_ten_times_over_three_days(receiver):
    receiver.status = 500
    webhook(receiver)
    news_item()
    ledger.settle()
    operations.write_messages()
    now = start = timezone.now()
    while (following := operations.deliver(now=now)) is not None:
        now = following
    message = Message.objects.get()
    assert (message.state, message.attempts) == (MessageState.FAILED, 10)
    assert len(receiver.got) == 10
    assert now - start >= dt.timedelta(hours=72)
    assert [a.status for a in Attempt.objects.all()] == [500] * 10


def test_lasting_failure_switches_off_and_tells_the_contact(
    receiver, django_capture_on_commit_callbacks
):
    receiver.status = 503
    made = webhook(receiver)
    news_item()
    ledger.settle()
    operations.write_messages()
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        while (following := operations.deliver(now=now)) is not None:
            now = following
    made.refresh_from_db()
    assert not made.is_active
    (told,) = mail.outbox
    assert told.to == [made.owner.email]
    assert told.subject == "Il suo webhook è stato disattivato"
    assert "Unione europea" in told.body


def test_receiver_that_is_gone_is_switched_off_at_once(receiver):
    receiver.status = 410
    made = webhook(receiver)
    news_item()
    tell()
    made.refresh_from_db()
    assert not made.is_active


def test_success_ends_the_count_of_failures(receiver):
    receiver.status = 500
    made = webhook(receiver)
    news_item()
    tell()
    made.refresh_from_db()
    assert made.failing_since is not None
    receiver.status = 200
    operations.deliver(now=timezone.now() + dt.timedelta(minutes=1))
    made.refresh_from_db()
    assert made.failing_since is None
    assert [a.status for a in Attempt.objects.all()] == [500, 200]


def test_redirect_is_a_failure_and_not_followed(receiver):
    receiver.status = 302
    webhook(receiver)
    news_item()
    tell()
    assert Message.objects.get().state == MessageState.WAITING
    assert len(receiver.got) == 1


def test_message_is_claimed_by_one_worker_only(receiver):
    made = webhook(receiver)
    operations.ping(webhook=made)
    message = Message.objects.get()
    now = timezone.now()
    assert operations._claim(message, now)
    assert not operations._claim(message, now)


def test_log_is_kept_for_thirty_days(receiver):
    made = webhook(receiver)
    operations.ping(webhook=made)
    operations.deliver()
    day = dt.timedelta(days=1)
    Message.objects.update(created_at=timezone.now() - 29 * day)
    operations.forget_old_messages()
    assert Message.objects.count() == 1
    Message.objects.update(created_at=timezone.now() - 31 * day)
    operations.forget_old_messages()
    assert Message.objects.count() == Attempt.objects.count() == 0


# --- where nothing may be sent -----------------------------------------------------------
INSIDE = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.5.5",
    "192.168.1.1",
    "169.254.169.254/latest/meta-data",
    "100.64.0.1",
    "224.0.0.1",
    "[::1]",
    "[fe80::1]",
    "[fc00::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
]


@pytest.mark.parametrize(
    "address",
    [
        *(f"https://{host}/" for host in INSIDE),
        "http://example.org/hook",
        "ftp://example.org/hook",
        "https://user:secret@example.org/",
        "https://example.org:99999/",
        "https://",
        "not an address",
    ],
)
def test_address_that_leads_inside_is_refused(address):
    with pytest.raises(NotReachable):
        check_address(address)
    form = Webhook(owner=user(), name="x", address=address)
    with pytest.raises(ValidationError) as problem:
        form.full_clean()
    assert "address" in problem.value.message_dict


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.7", "::1", "169.254.169.254"])
def test_name_that_leads_inside_is_refused_when_sending(monkeypatch, inside):
    asked = []

    def lookup(host, port, **_):
        asked.append(host)
        family = 10 if ":" in inside else 2
        return [(family, 1, 6, "", (inside, port))]

    monkeypatch.setattr("socket.getaddrinfo", lookup)
    with pytest.raises(NotReachable):
        post("https://rebinding.example.org/", b"{}", {})
    assert asked == ["rebinding.example.org"]


def test_one_inner_address_among_public_ones_is_refused(monkeypatch):
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda host, port, **_: [
            (2, 1, 6, "", ("93.184.216.34", port)),
            (2, 1, 6, "", ("127.0.0.1", port)),
        ],
    )
    with pytest.raises(NotReachable):
        post("https://example.org/", b"{}", {})
