"""The states of a message, and the kinds of messages."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class MessageState(TextChoices):
    WAITING = "waiting", pgettext_lazy("webhook message", "waiting")
    DELIVERED = "delivered", pgettext_lazy("webhook message", "delivered")
    FAILED = "failed", pgettext_lazy("webhook message", "given up")


class MessageType(TextChoices):
    CREATED = "entry.created", pgettext_lazy("webhook message", "entry created")
    UPDATED = "entry.updated", pgettext_lazy("webhook message", "entry updated")
    # Delete every copy: the content is deleted, unpublished, withdrawn or superseded.
    ERASE = "entry.erase", pgettext_lazy("webhook message", "entry to erase")
    PING = "ping", pgettext_lazy("webhook message", "test message")
