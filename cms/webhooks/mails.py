"""The mail that tells a partner of an address that has failed for good."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from cms.identity.queries import grant_profile
from cms.webhooks.models import Webhook


def send_switched_off(webhook: Webhook) -> None:
    """Tell the contact that nothing is sent any more, and what to do."""
    with translation.override(webhook.owner.language):
        words = grant_profile().wording(webhook.owner.language)
        text = _(
            "Hello,\n\n"
            "your webhook “%(name)s” has not accepted our messages for three days, or "
            "said that it is gone. We have switched it off and send nothing to "
            "%(address)s any more.\n\n"
            "When the address works again, have it switched on; what happened "
            "meanwhile is in the list of changes:\n%(changes)s\n"
        ) % {
            "name": webhook.name,
            "address": webhook.address,
            "changes": f"{settings.WAGTAILADMIN_BASE_URL}/api/v1/changes/",
        }
        EmailMessage(
            subject=_("Your webhook has been switched off"),
            body=f"{text}\n-- \n{words.statement}\n{words.disclaimer}\n",
            to=[webhook.owner.email],
        ).send()
