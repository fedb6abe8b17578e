"""What people try at the door, and how often they may within which time."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices


class AttemptKind(TextChoices):
    SIGN_IN = "sign_in"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a name, not a password


@dataclass(frozen=True)
class Limit:
    """How many attempts one account may see: from one address, and from all."""

    from_one_address: int
    from_all_addresses: int
    within: timedelta


LIMITS = {
    # Five slips from one place; a distributed guess is stopped a little later.
    AttemptKind.SIGN_IN: Limit(5, 30, timedelta(minutes=15)),
    AttemptKind.PASSWORD_RESET: Limit(3, 5, timedelta(hours=1)),
}
