"""Doors are watched, new passwords are offered."""

from datetime import datetime, timedelta

from cms.accounts import mails
from cms.accounts.enums import LIMITS, AttemptKind
from cms.accounts.models import Attempt, User

ATTEMPTS_ARE_KEPT = timedelta(days=1)


def note_attempt(
    *, kind: AttemptKind, account: str, address: str | None, now: datetime
) -> None:
    """Remember the attempt, and forget those of the day before."""
    clear_attempts(now=now)
    Attempt.objects.create(kind=kind, account=_key(account), address=address, at=now)


def clear_attempts(*, now: datetime) -> int:
    """Delete the attempts of the day before; return how many."""
    return Attempt.objects.filter(at__lt=now - ATTEMPTS_ARE_KEPT).delete()[0]


def forget_attempts(*, kind: AttemptKind, account: str, address: str | None) -> None:
    """Give the account a clean slate at this address."""
    Attempt.objects.filter(kind=kind, account=_key(account), address=address).delete()


def is_limited(
    *, kind: AttemptKind, account: str, address: str | None, now: datetime
) -> bool:
    """Whether the account has seen too many attempts; unknown accounts count alike."""
    limit = LIMITS[kind]
    recent = Attempt.objects.filter(
        kind=kind, account=_key(account), at__gt=now - limit.within
    )
    return (
        recent.filter(address=address).count() >= limit.from_one_address
        or recent.count() >= limit.from_all_addresses
    )


def offer_new_password(*, email: str) -> None:
    """Mail a link to whoever has an account under this address; else do nothing."""
    for user in User.objects.filter(email__iexact=email, is_active=True):
        mails.send_password_reset(user)


def _key(account: str) -> str:
    return account.strip().lower()[:254]
