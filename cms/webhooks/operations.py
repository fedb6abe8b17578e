"""Writes messages for receivers, delivers them, and gives up in the end."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from cms.api.enums import GONE, Event
from cms.api.models import Change, Clock
from cms.api.v1.addresses import Addresses
from cms.api.v1.changes import ChangeSerializer, as_told
from cms.webhooks import mails
from cms.webhooks.enums import MessageState, MessageType
from cms.webhooks.models import OVERLAP, Attempt, Message, Webhook, new_secret
from cms.webhooks.reach import NotReachable, post

# The pauses before each attempt, as Standard Webhooks recommends: over 75 hours.
PAUSES = [
    timedelta(seconds=0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
]
# Another worker may take over a message after this long.
LEASE = timedelta(minutes=2)
LASTING = timedelta(hours=72)
LOGGED = timedelta(days=30)
GONE_FOR_GOOD = 410


def start_webhook(*, webhook: Webhook) -> Webhook:
    """Save a new receiver; it is told of changes from now on."""
    webhook.number = Clock.objects.get(pk=1).number
    webhook.save()
    return webhook


def rotate_secret(*, webhook: Webhook) -> str:
    """Give a receiver a new secret; the old one signs too for a day."""
    webhook.old_secret = webhook.secret
    webhook.old_secret_until = timezone.now() + OVERLAP
    webhook.secret = new_secret()
    webhook.save(update_fields=["old_secret", "old_secret_until", "secret"])
    return webhook.secret


def switch(*, webhook: Webhook) -> None:
    """Switch a receiver off, or on again: what it missed is in the list of changes."""
    webhook.is_active = not webhook.is_active
    if webhook.is_active:
        webhook.failing_since = None
        webhook.number = Clock.objects.get(pk=1).number
    webhook.save(update_fields=["is_active", "failing_since", "number"])


def ping(*, webhook: Webhook) -> Message:
    """Write a test message."""
    return Message.objects.create(
        webhook=webhook,
        type=MessageType.PING,
        body=_body(MessageType.PING, timezone.now(), {"webhook": str(webhook.uuid)}),
    )


def replay(*, message: Message) -> Message:
    """Have the same message delivered once more, under the same id."""
    message.state, message.attempts = MessageState.WAITING, 0
    message.next_at = timezone.now()
    message.save(update_fields=["state", "attempts", "next_at"])
    return message


def write_messages() -> int:
    """Write a message for each change and each receiver that wants it."""
    written = 0
    for pk in Webhook.objects.filter(is_active=True).values_list("pk", flat=True):
        with transaction.atomic():
            webhook = Webhook.objects.select_for_update().get(pk=pk)
            changes = list(Change.objects.filter(number__gt=webhook.number))
            wanted = [change for change in changes if webhook.wants(change)]
            Message.objects.bulk_create(_message(webhook, each) for each in wanted)
            if changes:
                webhook.number = changes[-1].number
                webhook.save(update_fields=["number"])
            written += len(wanted)
    return written


def deliver(*, now: datetime | None = None) -> datetime | None:
    """Deliver every message that is due; return when the next one will be."""
    moment = now or timezone.now()
    for message in _due(moment):
        if _claim(message, moment):
            _attempt(message, moment)
    waiting = Message.objects.filter(
        state=MessageState.WAITING, webhook__is_active=True
    )
    return waiting.order_by("next_at").values_list("next_at", flat=True).first()


def forget_old_messages() -> None:
    """Drop finished messages after 30 days."""
    finished = [MessageState.DELIVERED, MessageState.FAILED]
    old = Message.objects.filter(
        state__in=finished, created_at__lt=timezone.now() - LOGGED
    )
    old.delete()


def signature(secret: str, identifier: str, stamp: int, body: bytes) -> str:
    """Sign a message (Standard Webhooks, symmetric scheme v1)."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{identifier}.{stamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def _due(now: datetime) -> Iterable[Message]:
    return (
        Message.objects.filter(
            state=MessageState.WAITING, next_at__lte=now, webhook__is_active=True
        )
        .select_related("webhook__owner")
        .order_by("next_at", "pk")
    )


def _claim(message: Message, now: datetime) -> bool:
    """Take a message, so that no other worker sends it meanwhile."""
    waiting = Message.objects.filter(
        pk=message.pk, state=MessageState.WAITING, next_at=message.next_at
    )
    return waiting.update(next_at=now + LEASE) == 1


def _attempt(message: Message, now: datetime) -> None:
    webhook, body = message.webhook, message.body.encode()
    stamp = int(now.timestamp())
    signatures = [
        signature(secret, str(message.uuid), stamp, body)
        for secret in webhook.secrets_at(now)
    ]
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "COOP-Press-Webhooks/1",
        "webhook-id": str(message.uuid),
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(signatures),
    }
    status, error, spent = None, "", 0
    try:
        answer = post(webhook.address, body, headers)
        status, spent = answer.status, answer.milliseconds
    except NotReachable as problem:
        error = str(problem)[:300]
    Attempt.objects.create(
        message=message, at=now, status=status, error=error, milliseconds=spent
    )
    _conclude(message, now, status)


@transaction.atomic
def _conclude(message: Message, now: datetime, status: int | None) -> None:
    webhook = Webhook.objects.select_for_update().get(pk=message.webhook_id)
    message.attempts += 1
    if status is not None and 200 <= status < 300:
        message.state = MessageState.DELIVERED
        webhook.failing_since = None
    else:
        webhook.failing_since = webhook.failing_since or now
        if message.attempts < len(PAUSES):
            message.next_at = now + PAUSES[message.attempts]
        else:
            message.state = MessageState.FAILED
    message.save(update_fields=["state", "attempts", "next_at"])
    if status == GONE_FOR_GOOD or (
        message.state == MessageState.FAILED and now - webhook.failing_since >= LASTING
    ):
        webhook.is_active = False
        # Mails are written in the transaction and leave after it.
        transaction.on_commit(lambda: mails.send_switched_off(webhook))
    webhook.save(update_fields=["failing_since", "is_active"])


def _message(webhook: Webhook, change: Change) -> Message:
    kind = {
        Event.CREATED: MessageType.CREATED,
        Event.UPDATED: MessageType.UPDATED,
    }.get(Event(change.event), MessageType.ERASE)
    assert (kind is MessageType.ERASE) == (change.event in GONE)  # noqa: S101
    told = as_told(change, Addresses(None, change.locale))
    data = ChangeSerializer(told).data
    return Message(webhook=webhook, type=kind, body=_body(kind, change.at, data))


def _body(kind: MessageType, at: datetime, data: dict) -> str:
    told = {"type": kind.value, "timestamp": at, "data": data}
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)
