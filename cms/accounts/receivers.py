"""Writes down whose rights change, through whichever door."""

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import m2m_changed, pre_save
from django.utils import timezone

from cms.accounts import operations, presence, roles
from cms.accounts.enums import RecordKind
from cms.accounts.models import AccountRecord, User

GIVEN = {"post_add": RecordKind.ROLE_GRANTED, "post_remove": RecordKind.ROLE_TAKEN}


def note_groups(sender, instance, action, reverse, pk_set, **kwargs) -> None:
    """Log which groups a person came into or left."""
    if action == "pre_clear":
        held = instance.user_set if reverse else instance.groups
        pk_set, kind = set(held.values_list("pk", flat=True)), RecordKind.ROLE_TAKEN
    elif action in GIVEN:
        kind = GIVEN[action]
    else:
        return
    if reverse:
        pairs = [(person, instance) for person in User.objects.filter(pk__in=pk_set)]
    else:
        pairs = [(instance, group) for group in Group.objects.filter(pk__in=pk_set)]
    for person, group in pairs:
        _write(kind, person, group.name)


def note_administrator(sender, instance, update_fields=None, **kwargs) -> None:
    """Log when somebody becomes an administrator, or is one no more."""
    if update_fields is not None and "is_superuser" not in update_fields:
        return
    before = User.objects.filter(pk=instance.pk).values_list("is_superuser", flat=True)
    was = bool(instance.pk and before.first())
    if instance.pk and was != instance.is_superuser:
        kind = (
            RecordKind.ROLE_GRANTED if instance.is_superuser else RecordKind.ROLE_TAKEN
        )
        _write(kind, instance, roles.ADMINISTRATOR)


def end_with_the_session(sender, request, user, **kwargs) -> None:
    """Stop acting as somebody when the administrator signs out."""
    acting = getattr(request, "acting", None)
    if acting:
        operations.end_acting(acting=acting, now=timezone.now())


def connect() -> None:
    """Have all three called; by the app's ready()."""
    m2m_changed.connect(note_groups, sender=User.groups.through)
    pre_save.connect(note_administrator, sender=User)
    user_logged_out.connect(end_with_the_session)


def _write(kind: RecordKind, person: User, detail: str) -> None:
    AccountRecord.objects.create(
        kind=kind,
        actor=presence.person(),
        person=person,
        detail=detail,
        at=timezone.now(),
    )
