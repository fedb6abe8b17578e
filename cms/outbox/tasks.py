"""What the worker does for the outbox."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.outbox import operations
from cms.outbox.operations.delivery import LEASE


# People wait for their mails; Wagtail's own index work can wait for them.
@task(priority=20)
def deliver_mails() -> None:
    """Send what is due, and come back for the rest."""
    if operations.has_work():
        # First of all: a worker that dies over it is followed by another.
        _come_back(timezone.now() + LEASE + timedelta(seconds=5))
    following = operations.deliver()
    if following is not None:
        _come_back(following)


def _come_back(moment: datetime) -> None:
    if _nobody_comes_by(moment):
        deliver_mails.using(run_after=moment).enqueue()


def _nobody_comes_by(moment: datetime) -> bool:
    """Whether no task waits that will have run by then."""
    if not deliver_mails.get_backend().supports_defer:
        return False
    waiting = DBTaskResult.objects.filter(
        Q(run_after__lte=moment) | Q(run_after=get_date_max()),
        task_path=deliver_mails.module_path,
        status=TaskResultStatus.READY,
    )
    return not waiting.exists()
