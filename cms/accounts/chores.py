"""What is cleared away at the door."""

from cms.accounts import operations
from cms.core.housekeeping import Chore, register


def connect() -> None:
    """Add the chores of this app."""
    register(
        Chore(
            "attempts",
            "failed sign-ins and wishes for mails, after a day",
            lambda now: operations.clear_attempts(now=now),
        ),
        Chore(
            "sign-in links",
            "links that sign in or open an account, a day after they expired",
            lambda now: operations.clear_links(now=now),
        ),
        Chore(
            "acting",
            "ends what administrators left open when acting as somebody",
            lambda now: operations.close_acting(now=now),
        ),
    )
