"""What the worker does for the conference desk."""

from django.utils import timezone
from django_tasks import task

from cms.conference import operations


# People wait for both; Wagtail's own index work can wait for them.
@task(priority=20)
def send_mails() -> None:
    """Send what waits; tasks of this name may still be in the queue."""
    operations.send_waiting_mails(now=timezone.now())


@task(queue_name="press", priority=10)
def render_manuscript(manuscript_id: int) -> None:
    operations.render_manuscript(manuscript_id=manuscript_id)


@task(queue_name="press", priority=50)
def read_manuscript(manuscript_id: int) -> None:
    operations.read_manuscript(manuscript_id=manuscript_id)


@task(priority=20)
def make_receipt(receipt_id: int) -> None:
    operations.make_receipt(receipt_id=receipt_id)


# Before everything else: an editor said when.
@task(priority=30)
def release_due_decisions() -> None:
    operations.release_due(now=timezone.now())
