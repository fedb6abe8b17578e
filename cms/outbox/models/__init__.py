"""The tables of the outbox."""

from cms.outbox.models.attachments import MailAttachment
from cms.outbox.models.mails import Mail, MailQuerySet
from cms.outbox.models.templates import Template

__all__ = ["Mail", "MailAttachment", "MailQuerySet", "Template"]
