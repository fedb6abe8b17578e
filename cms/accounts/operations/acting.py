"""An administrator acts as somebody else, to see what they see."""

from datetime import datetime, timedelta

from django.db import transaction

from cms.accounts.enums import RecordKind
from cms.accounts.exceptions import NotAllowed, ReasonMissing
from cms.accounts.models import AccountRecord, Acting, User

ACTING_LASTS = timedelta(hours=2)


def may_act_as(administrator: User, person: User) -> bool:
    """Whether the one may act as the other: never as somebody with as many rights."""
    return (
        administrator.is_active
        and administrator.is_superuser
        and person.is_active
        and person.pk != administrator.pk
        and not person.is_administrator
    )


@transaction.atomic
def begin_acting(
    *, administrator: User, person: User, reason: str, now: datetime
) -> Acting:
    """Open the log of an administrator who acts as the person, and return it.

    Raises:
        NotAllowed: unless an administrator acts as somebody who is none.
        ReasonMissing: when no reason is given.
    """
    if not may_act_as(administrator, person):
        raise NotAllowed
    if not reason.strip():
        raise ReasonMissing
    acting = Acting.objects.create(
        administrator=administrator,
        person=person,
        reason=reason.strip()[:500],
        began_at=now,
    )
    _write(acting, RecordKind.ACTING_BEGAN, acting.reason, now)
    return acting


def acting_now(*, acting_id: int, administrator: User, now: datetime) -> Acting | None:
    """Return the acting when it is this administrator's and still holds."""
    acting = (
        Acting.objects.select_related("administrator", "person")
        .filter(
            pk=acting_id,
            administrator=administrator,
            ended_at=None,
            began_at__gt=now - ACTING_LASTS,
        )
        .first()
    )
    return acting if acting and may_act_as(administrator, acting.person) else None


def note_deed(*, acting: Acting, deed: str, now: datetime) -> None:
    """Write down what was changed while acting: the log names both."""
    _write(acting, RecordKind.ACTED, deed[:500], now)


@transaction.atomic
def end_acting(*, acting: Acting, now: datetime) -> None:
    """Close the log; a second time changes nothing."""
    ended = Acting.objects.filter(pk=acting.pk, ended_at=None).update(ended_at=now)
    if ended:
        _write(acting, RecordKind.ACTING_ENDED, "", now)


def close_acting(*, now: datetime) -> int:
    """End what was left open and holds no more; return how many."""
    left = Acting.objects.filter(
        ended_at=None, began_at__lte=now - ACTING_LASTS
    ).select_related("administrator", "person")
    for acting in left:
        end_acting(acting=acting, now=acting.began_at + ACTING_LASTS)
    return len(left)


def _write(acting: Acting, kind: RecordKind, detail: str, now: datetime) -> None:
    AccountRecord.objects.create(
        kind=kind,
        actor=acting.administrator,
        person=acting.person,
        detail=detail,
        at=now,
    )
