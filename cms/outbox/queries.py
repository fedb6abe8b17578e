"""What the desk shows of mails and templates."""

from django.conf import settings
from django.core.cache import cache

from cms.outbox import kinds, wording
from cms.outbox.enums import MailState
from cms.outbox.kinds import NAME, Kind
from cms.outbox.models import Mail, Template
from cms.outbox.permissions import visible_to
from cms.outbox.wording import Words


def words_of(kind: Kind, language: str) -> Words:
    """Return the editors' words for a kind, else those of the files."""
    own = Template.objects.filter(kind=kind.name, language=language).first()
    return Words(own.subject, own.text) if own else wording.default(kind, language)


def sample_values(kind: Kind, language: str, user) -> dict[str, list[str]]:
    """Return the values of the newest real mail of this kind, else their descriptions."""
    newest = visible_to(user).filter(kind=kind.name).exclude(values={}).order_by("-pk")
    own = newest.filter(language=language).first() or newest.first()
    described = {
        name: ["text", f"[{label}]"] for name, label in kind.placeholders.items()
    }
    return {NAME: ["text", "Ana Novak"], **described, **(own.values if own else {})}


def as_read(mail: Mail) -> Words:
    """Return subject and text as a recipient reads them; tokens stay hidden."""
    names = {name for name, value in mail.values.items() if value[0] == "secret"}
    return Words(mail.subject, wording.close(mail.text, dict.fromkeys(names, "[…]")))


def waiting_count(user) -> int:
    """Count the drafts that the person could release.

    Every page of the admin shows it, so it may be some seconds old.
    """
    return cache.get_or_set(
        f"outbox-waiting-{user.pk}",
        lambda: visible_to(user).drafts().count(),
        settings.OUTBOX_COUNT_SECONDS,
    )


def kind_choices() -> list[tuple[str, str]]:
    """Return all kinds with what editors call them."""
    return [(kind.name, kind.label) for kind in kinds.every()]


def trouble_count(user) -> int:
    """Count the mails that came back or were given up."""
    mails = visible_to(user)
    given_up = mails.filter(state=MailState.FAILED, next_at=None)
    return given_up.count() + mails.filter(state=MailState.BOUNCED).count()
