"""Mails are handed to the outbox."""

from datetime import datetime

from cms.outbox import operations as outbox


def send_waiting_mails(*, now: datetime) -> datetime | None:
    """Send what waits in the outbox; return when there will be more."""
    return outbox.deliver(now=now)
