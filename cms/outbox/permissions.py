"""Who sees what in the outbox."""

from collections.abc import Callable, Iterable

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.outbox.enums import MailState
from cms.outbox.models import Mail, MailQuerySet

RELEASE = "outbox.release_mail"

# Each returns what the person must not read about, e.g. editors their own papers:
# keys, or a queryset of them.
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
    mails = Mail.objects.exclude(person=user, state=MailState.DRAFT)
    for found in _HIDDEN:
        mails = mails.exclude(about__in=found(user))
    return mails


class MailPolicy(BasePermissionPolicy):
    """In the admin, mails are read by those who release them; nobody adds any."""

    def user_has_permission(self, user, action: str) -> bool:
        return action == "view" and may_release(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return "view" in actions and may_release(user)

    def users_with_any_permission(self, actions):
        if "view" not in actions:
            return get_user_model().objects.none()
        return get_user_model().objects.with_perm(
            RELEASE, backend="django.contrib.auth.backends.ModelBackend"
        )
