"""What the worker does for partners."""

from django_tasks import task

from cms.api.models import Clock
from cms.api.signals import ledger_settled
from cms.api.v1 import changes, ledger
from cms.api.v1.writing import repeats


@task(priority=10)
def settle_ledger() -> None:
    before = Clock.objects.get(pk=1).number
    ledger.settle()
    changes.drop_old_changes()
    repeats.forget_old()
    if Clock.objects.get(pk=1).number != before:
        ledger_settled.send(sender=Clock)
