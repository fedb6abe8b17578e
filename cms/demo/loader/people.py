"""The demo's accounts, and those of the authors of its papers."""

from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.demo.accounts import ACCOUNTS, PASSWORD

EDITORS = "Editors"


def load_people() -> int:
    """Open the accounts that are missing; return how many there were."""
    missing = [one for one in ACCOUNTS if not _exists(one.email)]
    for account in missing:
        is_administrator = account.role == "administrator"
        user = User.objects.create_user(
            account.email,
            PASSWORD,
            name=account.name,
            language=account.language,
            is_staff=is_administrator,
            is_superuser=is_administrator,
        )
        if account.role == "editor":
            user.groups.add(*Group.objects.filter(name__in=_editors_groups()))
    return len(missing)


def account_of(*, email: str, name: str, language: str) -> User:
    """Return the account of a speaker; a new one has no password."""
    found = User.objects.filter(email__iexact=email).first()
    return found or User.objects.create_user(email, name=name, language=language)


def editor() -> User:
    """Return who decides in the demo."""
    email = next(one.email for one in ACCOUNTS if one.role == "editor")
    return User.objects.get(email__iexact=email)


def _editors_groups() -> list[str]:
    # Moderators may publish; editors may decide about papers.
    return [EDITORS, "Moderators"]


def _exists(email: str) -> bool:
    return User.objects.filter(email__iexact=email).exists()
