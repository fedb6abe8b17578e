"""The outbox in the Wagtail admin."""

from cms.outbox.viewsets.mails import MailViewSet
from cms.outbox.viewsets.templates import TemplateViewSet

__all__ = ["MailViewSet", "TemplateViewSet"]
