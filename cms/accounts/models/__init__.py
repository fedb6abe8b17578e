"""People, the doors to their accounts, and what was done to these."""

from cms.accounts.models.doors import Attempt, MailLink
from cms.accounts.models.people import User, UserManager
from cms.accounts.models.profiles import Profile, ProfileText
from cms.accounts.models.records import AccountRecord, Acting

__all__ = [
    "AccountRecord",
    "Acting",
    "Attempt",
    "MailLink",
    "Profile",
    "ProfileText",
    "User",
    "UserManager",
]
