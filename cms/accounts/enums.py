"""What people try at the door, and how often they may within which time."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices


class AttemptKind(TextChoices):
    SIGN_IN = "sign_in"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a name, not a password
    # What visitors without an account begin, send, and have mailed to them.
    HELD_DRAFT = "held_draft"
    HELD_FILE = "held_file"
    HELD_LINK = "held_link"


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
    # Here the account is the visitor's address itself.
    AttemptKind.HELD_DRAFT: Limit(20, 20, timedelta(hours=1)),
    AttemptKind.HELD_FILE: Limit(30, 30, timedelta(hours=1)),
    AttemptKind.HELD_LINK: Limit(5, 5, timedelta(hours=1)),
}
