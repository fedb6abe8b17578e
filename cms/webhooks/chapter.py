"""The keys and webhooks of a partner who leaves."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.own_data import Chapter, Part
from cms.api.models import ApiKey
from cms.webhooks.models import Webhook


def collect(person: User) -> Part:
    """Return what the person has set up, without the secrets."""
    keys = ApiKey.objects.filter(owner=person)
    webhooks = Webhook.objects.filter(owner=person)
    return Part(
        "partner",
        {
            "keys": list(
                keys.values("name", "prefix", "created_at", "expires_on", "revoked_at")
            ),
            "webhooks": list(webhooks.values("name", "address", "created_at")),
        },
    )


def explain(person: User) -> list[str]:
    """Say that the partner's site is cut off, if there is anything to cut."""
    if not (person.api_keys.exists() or person.webhooks.exists()):
        return []
    return [_("Your API keys and webhooks are deleted; what uses them stops.")]


def erase(person: User, now: datetime) -> None:
    """Delete keys and webhooks with the messages that they got."""
    ApiKey.objects.filter(owner=person).delete()
    Webhook.objects.filter(owner=person).delete()


PARTNER = Chapter("partner", collect, explain, erase)
