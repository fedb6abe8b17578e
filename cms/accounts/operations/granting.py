"""Rights are given and taken; what is written in the log comes from `receivers`."""

from django.contrib.auth.models import Group
from django.db import transaction

from cms.accounts import presence, roles
from cms.accounts.exceptions import LastAdministrator, NotAllowed
from cms.accounts.models import User


@transaction.atomic
def set_roles(*, person: User, keys: set[str], actor: User) -> User:
    """Leave the person with exactly these roles; other groups stay as they are.

    Raises:
        NotAllowed: unless an administrator does it, to an account that is open.
        LastAdministrator: when nobody would be left who can give rights.
    """
    if not actor.is_superuser or not person.is_active:
        raise NotAllowed
    person = User.objects.select_for_update().get(pk=person.pk)
    with presence.of(lambda: actor):
        _set_administrator(person, roles.ADMINISTRATOR in keys)
        wanted = {role.group for role in roles.granted() if role.key in keys}
        ours = {role.group for role in roles.granted()}
        held = set(person.groups.values_list("name", flat=True)) & ours
        person.groups.add(*Group.objects.filter(name__in=wanted - held))
        person.groups.remove(*Group.objects.filter(name__in=held - wanted))
    return person


def _set_administrator(person: User, wanted: bool) -> None:
    if person.is_superuser == wanted:
        return
    if not wanted:
        # Locked together, so that two cannot dismiss each other at once.
        others = User.objects.select_for_update().filter(
            is_superuser=True, is_active=True
        )
        if not [other for other in others if other.pk != person.pk]:
            raise LastAdministrator
    person.is_superuser = person.is_staff = wanted
    person.save(update_fields=["is_superuser", "is_staff"])
