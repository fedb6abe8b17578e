"""Mails leave the house, each of them once.

A row is claimed (`sending`), handed to the mail server, and marked as sent, each in
a commit of its own. A worker that dies before the server has answered leaves a claim
that lapses, and the mail is tried again. One that dies after the answer has left a
note (`journal`), and the mail is marked without being sent again. What remains is the
moment between the server's answer and the note: a mail sent twice for it carries the
same Message-ID, by which mail servers and programs know it for one.
"""

import logging
import smtplib
import uuid
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from cms.outbox import attachments, journal, mails
from cms.outbox.enums import WAITING, MailState
from cms.outbox.exceptions import AttachmentAway
from cms.outbox.models import Mail
from cms.outbox.operations.moving import locked, move

logger = logging.getLogger(__name__)

# The pauses after each failed attempt: two days in all, then an editor is asked.
PAUSES = [
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=20),
]
# Longer than a mail server may take to answer; then another worker may try.
LEASE = timedelta(minutes=5)
# So often a mail waits for what goes along with it; then it leaves without.
ATTEMPTS_WITH_ALL = 3
# So that other work gets its turn.
AT_ONCE = 200
PERMANENT = range(500, 600)


class ServerAway(Exception):
    """The mail server cannot be reached: the other mails need not be tried."""


def deliver(*, now: datetime | None = None) -> datetime | None:
    """Send what is due; return when there will be something to do again."""
    moment = now or timezone.now()
    recover(now=moment)
    due = list(Mail.objects.due(moment).values_list("pk", flat=True)[:AT_ONCE])
    if due:
        again = _deliver_all(due, moment)
        if again is not None:
            return again
    return _next_moment()


def has_work(*, now: datetime | None = None) -> bool:
    """Whether something is due, or in the hands of a worker."""
    claimed = Mail.objects.filter(state=MailState.SENDING)
    return Mail.objects.due(now or timezone.now()).exists() or claimed.exists()


def recover(*, now: datetime) -> int:
    """Take back what a worker that is gone had claimed; count it."""
    lapsed = Mail.objects.filter(
        state=MailState.SENDING, claimed_at__lte=now - LEASE
    ).values_list("pk", flat=True)
    lapsed = list(lapsed)
    for pk in lapsed:
        with transaction.atomic():
            mail = Mail.objects.select_for_update().get(pk=pk)
            if mail.state != MailState.SENDING or mail.claimed_at > now - LEASE:
                continue
            if journal.has(mail.uuid):
                _finish(mail, now)
            else:
                move(mail, MailState.QUEUED)
                mail.next_at, mail.claim = now, None
                mail.save(update_fields=["state", "next_at", "claim"])
        journal.forget(mail.uuid)
    return len(lapsed)


@transaction.atomic
def mark_bounced(*, mail: Mail, error: str = "") -> Mail:
    """Write down that a mail came back.

    Raises:
        MoveImpossible: when it never left.
    """
    mail = locked(mail)
    move(mail, MailState.BOUNCED)
    mail.error = error[:500]
    mail.save(update_fields=["state", "error"])
    return mail


def _deliver_all(due: list[int], now: datetime) -> datetime | None:
    """Send one after the other over one connection; return when to come back."""
    connection = get_connection()
    try:
        for pk in due:
            mail = _claim(pk, now)
            if mail is not None:
                _attempt(mail, connection, now)
    except ServerAway:
        return now + PAUSES[0]
    finally:
        _hang_up(connection)
    return None


def _claim(pk: int, now: datetime) -> Mail | None:
    """Take a mail, so that no other worker sends it meanwhile."""
    token = uuid.uuid4()
    taken = Mail.objects.filter(
        pk=pk, state__in=sorted(WAITING), next_at__isnull=False, next_at__lte=now
    ).update(state=MailState.SENDING, claim=token, claimed_at=now)
    return Mail.objects.get(pk=pk) if taken else None


def _attempt(mail: Mail, connection, now: datetime) -> None:
    parts = []
    try:
        parts = attachments.parts_of(mail)
    except AttachmentAway as problem:
        if mail.attempts < ATTEMPTS_WITH_ALL:
            _put_off(mail, now, problem)
            return
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as problem:
        _put_off(mail, now, problem)
        raise ServerAway from problem
    try:
        connection.send_messages([mails.message(mail, connection, parts)])
    except smtplib.SMTPRecipientsRefused as problem:
        codes = [code for code, _words in problem.recipients.values()]
        if all(code in PERMANENT for code in codes):
            _return(mail, problem)
        else:
            _put_off(mail, now, problem)
    except smtplib.SMTPDataError as problem:
        if problem.smtp_code in PERMANENT:
            _return(mail, problem)
        else:
            _put_off(mail, now, problem)
    except (OSError, ValueError) as problem:
        _hang_up(connection)
        _put_off(mail, now, problem)
    else:
        _conclude(mail, now)


def _conclude(mail: Mail, now: datetime) -> None:
    try:
        journal.note(mail.uuid)
    except OSError:
        # The row alone says it then.
        logger.exception("No note could be made of mail %s.", mail.pk)
    with transaction.atomic():
        held = Mail.objects.select_for_update().get(pk=mail.pk)
        if held.claim == mail.claim:
            _finish(held, now)
    journal.forget(mail.uuid)


def _finish(mail: Mail, now: datetime) -> None:
    move(mail, MailState.SENT)
    mail.sent_at, mail.secrets, mail.error, mail.next_at = now, {}, "", None
    mail.attempts += 1
    mail.save(
        update_fields=["state", "sent_at", "secrets", "error", "next_at", "attempts"]
    )


@transaction.atomic
def _put_off(mail: Mail, now: datetime, problem: Exception) -> None:
    """Try again later, each time after a longer pause."""
    logger.warning("Mail %s was not sent: %s", mail.pk, type(problem).__name__)
    held = Mail.objects.select_for_update().get(pk=mail.pk)
    if held.claim != mail.claim:
        return
    move(held, MailState.FAILED)
    tried = held.attempts
    held.attempts += 1
    held.next_at = now + PAUSES[tried] if tried < len(PAUSES) else None
    held.error = _words(problem)
    held.save(update_fields=["state", "attempts", "next_at", "error"])


@transaction.atomic
def _return(mail: Mail, problem: Exception) -> None:
    """Write down that the mail server will never take it."""
    held = Mail.objects.select_for_update().get(pk=mail.pk)
    if held.claim != mail.claim:
        return
    move(held, MailState.BOUNCED)
    held.attempts += 1
    held.next_at, held.error = None, _words(problem)
    held.save(update_fields=["state", "attempts", "next_at", "error"])


def _words(problem: Exception) -> str:
    printable = "".join(c if c.isprintable() else " " for c in str(problem))
    return f"{type(problem).__name__}: {printable}"[:500]


def _hang_up(connection) -> None:
    try:
        connection.close()
    except OSError:
        logger.info("The mail server hung up first.")


def _next_moment() -> datetime | None:
    waiting = Mail.objects.filter(state__in=sorted(WAITING), next_at__isnull=False)
    moments = list(waiting.order_by("next_at").values_list("next_at", flat=True)[:1])
    claimed = Mail.objects.filter(state=MailState.SENDING).order_by("claimed_at")
    moments += [
        at + LEASE for at in claimed.values_list("claimed_at", flat=True)[:1] if at
    ]
    return min(moments, default=None)
