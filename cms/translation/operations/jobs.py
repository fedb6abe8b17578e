"""Work on many pages at once, in the worker, page by page."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.translation.enums import JOB_UNFINISHED, JobKind, JobState
from cms.translation.exceptions import TranslationError
from cms.translation.models import Job
from cms.translation.operations.machine import translate_by_machine
from cms.translation.operations.refreshing import refresh_source, source_of
from cms.translation.operations.starting import origin_of, start_translation

logger = logging.getLogger(__name__)
# A worker that has not been heard of for so long is gone.
LEASE = timedelta(minutes=10)


@transaction.atomic
def queue_job(
    *,
    kind: JobKind,
    page: Page,
    locales: Iterable[Locale],
    with_subtree: bool = False,
    by=None,
) -> Job:
    """Have the worker do something for a page, and for all pages below it if asked."""
    job = Job.objects.create(
        kind=kind, page=page, with_subtree=with_subtree, created_by=by
    )
    job.locales.set(locales)
    # By name, since tasks call operations and not the other way round.
    enqueue = import_string("cms.translation.tasks.work_on").enqueue
    transaction.on_commit(partial(enqueue, job_id=job.pk))
    return job


def work_on(*, job: Job, now: datetime | None = None) -> Job:
    """Do the work of a job that waits; the worker's part.

    Every page is written in a transaction of its own: one that fails is reported and
    stops no other, and the tree is sound after each.
    """
    now = now or timezone.now()
    if not _take(job, now):
        return job
    pages = _pages(job)
    locales = list(job.locales.all())
    Job.objects.filter(pk=job.pk).update(total=len(pages) * max(len(locales), 1))
    try:
        for page_id in pages:
            _work_on_page(job, page_id, locales)
    except Exception:
        _end(job, JobState.FAILED)
        raise
    _end(job, JobState.FAILED if job.problems else JobState.DONE)
    return job


def settle_jobs(*, now: datetime | None = None) -> int:
    """Give up jobs whose worker fell silent; return how many."""
    now = now or timezone.now()
    silent = Job.objects.filter(state=JobState.WORKING, seen_at__lt=now - LEASE)
    return silent.update(state=JobState.FAILED, finished_at=now)


def unfinished_jobs():
    """Return the jobs that wait or are at work."""
    return Job.objects.filter(state__in=JOB_UNFINISHED)


def _take(job: Job, now: datetime) -> bool:
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    taken = waiting.update(state=JobState.WORKING, seen_at=now) == 1
    job.refresh_from_db()
    return taken


def _pages(job: Job) -> list[int]:
    """Return the pages, parents before their children."""
    if job.page is None:
        return []
    tree = Page.objects.filter(pk=job.page.pk)
    if job.with_subtree:
        tree = job.page.get_descendants(inclusive=True)
    return list(tree.order_by("path").values_list("pk", flat=True))


def _work_on_page(job: Job, page_id: int, locales: list[Locale]) -> None:
    page = Page.objects.filter(pk=page_id).first()
    for locale in locales or [None]:
        if page is not None:
            _work_on_translation(job, page, locale)
        Job.objects.filter(pk=job.pk).update(done=F("done") + 1, seen_at=timezone.now())


def _work_on_translation(job: Job, page: Page, locale: Locale | None) -> None:
    try:
        if job.kind == JobKind.REFRESH:
            _refresh(page, job.created_by)
        elif locale.pk != origin_of(page).locale_id:
            _translate(job, page, locale)
    except TranslationError as problem:
        logger.warning("Translating page %s failed: %s", page.pk, problem)
        job.problems.append({"page": page.pk, "title": str(page), "text": str(problem)})
        Job.objects.filter(pk=job.pk).update(problems=job.problems)


def _refresh(page: Page, by) -> None:
    source = source_of(page)
    if source is not None:
        refresh_source(source=source, by=by)


def _translate(job: Job, page: Page, locale: Locale) -> Translation:
    translation = start_translation(page=page, locale=locale, by=job.created_by)
    if job.kind == JobKind.MACHINE:
        translate_by_machine(translation=translation, by=job.created_by)
    return translation


def _end(job: Job, state: JobState) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now())
    job.refresh_from_db()
