"""Registers the outbox with the Wagtail admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.outbox.models import Mail
from cms.outbox.permissions import MailPolicy
from cms.outbox.viewsets import MailViewSet, TemplateViewSet

register_permission_policy(Mail, MailPolicy(Mail))


@hooks.register("register_admin_viewset")
def register_outbox() -> list:
    return [MailViewSet("outbox"), TemplateViewSet("mail_templates")]
