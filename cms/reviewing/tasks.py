"""What the worker does for the reviews."""

from django_tasks import task

from cms.reviewing import operations


@task(queue_name="press", priority=10)
def render_for_review(submission_id: int) -> None:
    operations.render_for_review(submission_id=submission_id)
