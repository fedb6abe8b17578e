"""What the worker does for partners."""

from django_tasks import task

from cms.api.v1 import changes, ledger


@task(priority=10)
def settle_ledger() -> None:
    ledger.settle()
    changes.drop_old_changes()
