"""What people try at the door, how often they may, and what is written down."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttemptKind(TextChoices):
    SIGN_IN = "sign_in"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a name, not a password
    SIGN_IN_LINK = "sign_in_link"
    SIGN_UP = "sign_up"
    # What visitors without an account begin, send, and have mailed to them.
    HELD_DRAFT = "held_draft"
    HELD_FILE = "held_file"
    HELD_LINK = "held_link"


class MailLinkPurpose(TextChoices):
    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"


class RecordKind(TextChoices):
    ROLE_GRANTED = "role_granted", _("role granted")
    ROLE_TAKEN = "role_taken", _("role taken away")
    ACTING_BEGAN = "acting_began", _("acting as this person began")
    ACTED = "acted", _("done while acting as this person")
    ACTING_ENDED = "acting_ended", _("acting as this person ended")
    DATA_EXPORTED = "data_exported", _("own data exported")
    ERASED = "erased", _("account erased")


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
    AttemptKind.SIGN_IN_LINK: Limit(3, 10, timedelta(hours=1)),
    AttemptKind.SIGN_UP: Limit(3, 10, timedelta(hours=1)),
    # Here the account is the visitor's address itself.
    AttemptKind.HELD_DRAFT: Limit(20, 20, timedelta(hours=1)),
    AttemptKind.HELD_FILE: Limit(30, 30, timedelta(hours=1)),
    AttemptKind.HELD_LINK: Limit(5, 5, timedelta(hours=1)),
}

# A link that opens a session is for the person who waits for it now.
LINKS_LAST = {
    MailLinkPurpose.SIGN_IN: timedelta(minutes=15),
    MailLinkPurpose.SIGN_UP: timedelta(hours=24),
}
