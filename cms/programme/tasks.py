"""What the worker does for programmes."""

from django_tasks import task

from cms.programme import operations


@task(queue_name="press", priority=5)
def print_release(release_id: int) -> None:
    operations.print_release(release_id=release_id)
