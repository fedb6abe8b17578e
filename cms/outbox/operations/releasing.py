"""Drafts leave the desk: one, those of a list, or those that waited for something."""

from datetime import datetime

from django.db import transaction

from cms.outbox.enums import MailState
from cms.outbox.exceptions import MailIsHeld, SelectionChanged
from cms.outbox.models import Mail, MailQuerySet
from cms.outbox.operations.background import send_soon
from cms.outbox.operations.drafting import reply_address
from cms.outbox.operations.moving import locked, move
from cms.outbox.signals import released


@transaction.atomic
def release(*, mail: Mail, actor, now: datetime) -> Mail:
    """Have a draft sent; answers go to whoever released it, unless it says otherwise.

    Raises:
        MoveImpossible: when it is no draft any more.
        MailIsHeld: when it leaves only with what it waits for.
    """
    mail = locked(mail)
    if mail.hold:
        raise MailIsHeld(mail.pk)
    _queue(mail, actor, now)
    send_soon()
    return mail


@transaction.atomic
def release_selection(
    *, mails: MailQuerySet, expected: int, actor, now: datetime
) -> int:
    """Have all drafts of a list sent, if they are as many as were confirmed.

    Raises:
        SelectionChanged: when they are not; nothing was released.
    """
    chosen = list(mails.drafts().select_for_update().order_by("pk"))
    if len(chosen) != expected:
        raise SelectionChanged(len(chosen))
    for mail in chosen:
        _queue(mail, actor, now)
    if chosen:
        send_soon()
    return len(chosen)


@transaction.atomic
def release_held(*, hold: str, actor, now: datetime) -> int:
    """Have the drafts sent that waited for this."""
    waiting = Mail.objects.filter(hold=hold, state=MailState.DRAFT)
    chosen = list(waiting.select_for_update().order_by("pk"))
    for mail in chosen:
        mail.hold = ""
        _queue(mail, actor, now)
    if chosen:
        send_soon()
    return len(chosen)


@transaction.atomic
def send_again(*, mail: Mail, address: str = "", now: datetime) -> Mail:
    """Have a mail that came back or was given up sent once more.

    Raises:
        MoveImpossible: when it is in another state.
    """
    mail = locked(mail)
    move(mail, MailState.QUEUED)
    mail.address = address or mail.address
    mail.attempts, mail.next_at, mail.error = 0, now, ""
    mail.save(update_fields=["state", "address", "attempts", "next_at", "error"])
    send_soon()
    return mail


def _queue(mail: Mail, actor, now: datetime) -> None:
    released.send(sender=Mail, mail=mail, now=now)
    move(mail, MailState.QUEUED)
    mail.released_at = mail.next_at = now
    mail.released_by = actor
    if actor is not None and not mail.reply_to:
        mail.reply_to = reply_address(actor)
    mail.save(
        update_fields=[
            "state",
            "hold",
            "released_at",
            "released_by",
            "next_at",
            "reply_to",
        ]
    )
