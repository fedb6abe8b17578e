"""The roles of the house: each app adds those that it gives rights to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise
ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Role:
    """What somebody may be granted: the rights of one group."""

    key: str
    group: str
    label: Words
    does: Words


@dataclass(frozen=True)
class EarnedRole:
    """What somebody is by what they did: nobody grants it.

    `holders` takes the ids of accounts and returns those that are it, in one query.
    """

    key: str
    label: Words
    does: Words
    holders: Callable[[list[int]], set[int]]


_granted: dict[str, Role] = {}
_earned: dict[str, EarnedRole] = {}


def register(*roles: Role | EarnedRole) -> None:
    """Add roles; called by an app's ready()."""
    for role in roles:
        kept = _granted if isinstance(role, Role) else _earned
        kept[role.key] = role


def granted() -> list[Role]:
    """Return the roles that an administrator grants."""
    return list(_granted.values())


def earned() -> list[EarnedRole]:
    """Return the roles that nobody grants."""
    return list(_earned.values())


def of_group(name: str) -> Role | None:
    """Return the role whose rights the group holds, if it is one."""
    return next((role for role in _granted.values() if role.group == name), None)
