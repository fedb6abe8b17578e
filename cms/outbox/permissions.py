"""Who sees what in the outbox."""

from collections.abc import Callable, Iterable

from cms.outbox.enums import MailState
from cms.outbox.models import Mail, MailQuerySet

RELEASE = "outbox.release_mail"

# Each returns what the person must not read about, e.g. editors their own papers.
Hidden = Callable[[object], Iterable[str]]
_HIDDEN: list[Hidden] = []


def hide(found: Hidden) -> Hidden:
    """Have the function asked about which things a person must not read mails."""
    if found not in _HIDDEN:
        _HIDDEN.append(found)
    return found


def may_release(user) -> bool:
    """Whether the person works at the outbox."""
    return user.is_authenticated and user.is_active and user.has_perm(RELEASE)


def visible_to(user) -> MailQuerySet:
    """Return the mails that the person may read and release."""
    if not may_release(user):
        return Mail.objects.none()
    hidden = sorted({key for found in _HIDDEN for key in found(user)})
    mails = Mail.objects.exclude(person=user, state=MailState.DRAFT)
    return mails.exclude(about__in=hidden) if hidden else mails
