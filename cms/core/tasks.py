"""What the worker does for the whole house."""

from datetime import datetime, time, timedelta

from django.db import connections
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from cms.core import housekeeping

# Few read at this hour.
HOUR = time(3, 30)


@task(priority=-50)
def keep_house() -> dict[str, int | None]:
    """Clear away what nobody needs; tomorrow's run is queued first, come what may."""
    now = timezone.now()
    queue_next(now)
    return housekeeping.keep_house(now=now)


def queue_next(now: datetime) -> bool:
    """Queue the next run unless one waits; return whether it was queued."""
    if not keep_house.get_backend().supports_defer:
        return False
    waits = DBTaskResult.objects.filter(
        task_path=keep_house.module_path,
        status=TaskResultStatus.READY,
        run_after__gt=now,
    )
    if waits.exists():
        return False
    keep_house.using(run_after=next_run(now)).enqueue()
    return True


def next_run(now: datetime) -> datetime:
    """Return the next time that the hour strikes, on the clock of the house."""
    local = timezone.localtime(now)
    day = local.date() + timedelta(days=local.time() >= HOUR)
    return timezone.make_aware(datetime.combine(day, HOUR))


def queue_after_migrating(using: str = "default", **kwargs) -> None:
    """Have the first run queued when the site is installed or brought up to date."""
    tables = connections[using].introspection.table_names()
    if DBTaskResult._meta.db_table in tables:
        queue_next(timezone.now())
