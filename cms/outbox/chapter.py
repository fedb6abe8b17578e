"""The mails to a person: taken along, and deleted when they leave."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.own_data import Chapter, Part
from cms.outbox import operations
from cms.outbox.enums import MailState
from cms.outbox.models import Mail


def collect(person: User) -> Part:
    """Return the mails that the person got."""
    sent = Mail.objects.filter(
        address__iexact=person.email, state=MailState.SENT
    ).order_by("sent_at", "pk")
    return Part("mails", list(sent.values("sent_at", "subject", "text")))


def explain(person: User) -> list[str]:
    """Say that our copies of the mails go."""
    return [_("Our copies of the mails to you are deleted.")]


def erase(person: User, now: datetime) -> None:
    """Delete the mails to the person, and their address in those to others."""
    operations.erase_person(user=person)
    Mail.objects.filter(reply_to__icontains=person.email).update(reply_to="")


MAILS = Chapter("mails", collect, explain, erase)
