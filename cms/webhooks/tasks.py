"""What the worker does for receivers."""

from datetime import datetime

from django.db.models import Q
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.webhooks import operations


def tell_receivers(**_: object) -> None:
    """Have messages written and delivered: a listener to the ledger."""
    deliver_messages.enqueue()


@task(priority=5)
def deliver_messages() -> None:
    """Write what is new, deliver what is due, and come back for the rest."""
    operations.write_messages()
    following = operations.deliver()
    operations.forget_old_messages()
    if following is not None and _nobody_comes_by(following):
        deliver_messages.using(run_after=following).enqueue()


def _nobody_comes_by(moment: datetime) -> bool:
    """Whether no task waits that will have run by then."""
    if not deliver_messages.get_backend().supports_defer:
        return False
    waiting = DBTaskResult.objects.filter(
        Q(run_after__lte=moment) | Q(run_after=get_date_max()),
        task_path=deliver_messages.module_path,
        status=TaskResultStatus.READY,
    )
    return not waiting.exists()
