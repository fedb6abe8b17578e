"""Who has which role, and what the log says, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.accounts import roles
from cms.accounts.enums import RecordKind
from cms.accounts.models import AccountRecord, User


@dataclass(frozen=True)
class PersonWithRoles:
    """A person, with the roles that were granted and those that nobody grants."""

    person: User
    granted: list[str]
    earned: list[str]


def with_roles(people: list[User]) -> list[PersonWithRoles]:
    """Return the people with their roles, in a fixed number of queries."""
    ids = [person.pk for person in people]
    holders = {role.key: role.holders(ids) for role in roles.earned()}
    rows = []
    for person in people:
        groups = {group.name for group in person.groups.all()}
        granted = [str(role.label) for role in roles.granted() if role.group in groups]
        if person.is_superuser:
            granted.insert(0, _("administrator"))
        earned = [
            str(role.label) for role in roles.earned() if person.pk in holders[role.key]
        ]
        rows.append(PersonWithRoles(person, granted, earned))
    return rows


def described_roles() -> list[dict]:
    """Return every role with what it allows."""
    administrator = {
        "key": roles.ADMINISTRATOR,
        "label": _("administrator"),
        "does": _("May do everything, grants roles, and may act as others."),
        "granted": True,
    }
    granted = [
        {"key": role.key, "label": role.label, "does": role.does, "granted": True}
        for role in roles.granted()
    ]
    earned = [
        {"key": role.key, "label": role.label, "does": role.does, "granted": False}
        for role in roles.earned()
    ]
    return [administrator, *granted, *earned]


def described_records(records) -> list[dict]:
    """Return the lines of the log, with roles by their names."""
    return [
        {
            "at": record.at,
            "actor": record.actor,
            "what": record.get_kind_display(),
            "detail": _detail(record),
        }
        for record in records
    ]


def _detail(record: AccountRecord) -> str:
    if record.kind not in {RecordKind.ROLE_GRANTED, RecordKind.ROLE_TAKEN}:
        return record.detail
    if record.detail == roles.ADMINISTRATOR:
        return _("administrator")
    role = roles.of_group(record.detail)
    return str(role.label) if role else record.detail
