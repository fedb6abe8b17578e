"""Mails leave the house."""

import logging
from datetime import datetime

from django.db import transaction

from cms.conference import mails
from cms.conference.models import (
    OutgoingMail,
)

logger = logging.getLogger(__name__)


def send_waiting_mails(*, now: datetime) -> int:
    """Send every mail that was not sent yet; one that fails stays for the next time."""
    waiting = OutgoingMail.objects.filter(sent_at=None).values_list("pk", flat=True)
    sent = 0
    for mail_id in list(waiting):
        try:
            sent += _send_mail(mail_id, now)
        except OSError:
            logger.exception("Mail %s was not sent.", mail_id)
    return sent


@transaction.atomic
def _send_mail(mail_id: int, now: datetime) -> bool:
    mail = OutgoingMail.objects.select_for_update().get(pk=mail_id)
    if mail.sent_at is not None:
        return False
    mails.send(mail)
    mail.sent_at = now
    mail.save(update_fields=["sent_at"])
    return True
