"""What the worker does for translators."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone
from django_tasks import task
from wagtail_localize.models import TranslationSource

from cms.translation import operations
from cms.translation.models import Job

MORNING = 6


# A translator waits for it; books and previews are on a queue of their own.
@task(priority=10)
def work_on(job_id: int) -> None:
    operations.work_on(job=Job.objects.get(pk=job_id))


@task(priority=10)
def refresh(source_id: int) -> None:
    source = TranslationSource.objects.filter(pk=source_id).first()
    if source is not None:
        operations.refresh_source(source=source)


@task(priority=30)
def publish_due() -> None:
    """Publish what is due; whoever scheduled something has this run at its moment."""
    operations.publish_due()


@task(priority=1)
def tell_translators() -> None:
    operations.tell_translators()


def wake_up(moment: datetime) -> None:
    """Have what is due at that moment published then."""
    if publish_due.get_backend().supports_defer:
        publish_due.using(run_after=max(moment, timezone.now())).enqueue()


def plan_mails() -> None:
    """Have translators told tomorrow morning, once, however much there is to tell."""
    if not tell_translators.get_backend().supports_defer:
        return
    today = timezone.localtime().replace(hour=MORNING, minute=0, second=0)
    moment = today if today > timezone.now() else today + timedelta(days=1)
    if cache.add(f"translators-told-{moment:%Y-%m-%d}", 1, timeout=25 * 60 * 60):
        tell_translators.using(run_after=moment).enqueue()
