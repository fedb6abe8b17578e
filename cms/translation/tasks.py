"""What the worker does for translators."""

from django_tasks import task
from wagtail_localize.models import TranslationSource

from cms.translation import operations
from cms.translation.models import Job


# A translator waits for it; books and previews are on a queue of their own.
@task(priority=10)
def work_on(job_id: int) -> None:
    operations.work_on(job=Job.objects.get(pk=job_id))


@task(priority=10)
def refresh(source_id: int) -> None:
    source = TranslationSource.objects.filter(pk=source_id).first()
    if source is not None:
        operations.refresh_source(source=source)
