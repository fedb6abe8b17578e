"""Hands volumes to the press, each at most once at a time."""

from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.conference.enums import CHOSEN, SubmissionState
from cms.conference.models import Submission
from cms.press import operations as press
from cms.press.enums import WorkState
from cms.press.models import LEASE
from cms.publications import permissions, queries
from cms.publications.enums import EditionState
from cms.publications.exceptions import (
    CompileNotAllowed,
    CompileRunning,
    PapersLeftOut,
    PapersNotAccepted,
    PapersWithoutManuscript,
    VolumeHasNoTitle,
    VolumeIsEmpty,
)
from cms.publications.models import Edition, Volume


def compile_volume(*, volume: Volume, by, now: datetime | None = None) -> Edition:
    """Hand the volume to the press, and return the edition that is to become.

    An edition that has waited for the worker longer than a lease is handed over
    once more; one whose worker fell silent is given up first.

    Raises:
        CompileNotAllowed: when the person may not.
        CompileRunning: when it is being compiled.
        VolumeHasNoTitle, VolumeIsEmpty, PapersNotAccepted, PapersLeftOut,
        PapersWithoutManuscript: when the volume is not ready.
    """
    if not permissions.may_compile(by):
        message = "This person may not have volumes compiled."
        raise CompileNotAllowed(message, volume)
    now = now or timezone.now()
    settle(volume=volume, now=now)
    try:
        with transaction.atomic():
            volume = Volume.objects.select_for_update().get(pk=volume.pk)
            edition = building_edition(volume=volume)
            if edition is None:
                check_ready(volume)
                edition = Edition.objects.create(
                    volume=volume, job=press.open_job(), created_by=by, created_at=now
                )
            elif not _waits_too_long(edition, now):
                raise CompileRunning(edition)
            # By name, since tasks call operations and not the other way round.
            enqueue = import_string("cms.publications.tasks.build_edition").enqueue
            transaction.on_commit(partial(enqueue, edition_id=edition.pk))
    except IntegrityError as problem:
        edition = building_edition(volume=volume)
        if edition is None:
            raise
        raise CompileRunning(edition) from problem
    return edition


def building_edition(*, volume: Volume) -> Edition | None:
    """Return the edition that is being compiled."""
    return (
        Edition.objects.filter(volume=volume, state=EditionState.BUILDING)
        .select_related("job")
        .first()
    )


@transaction.atomic
def settle(*, volume: Volume, now: datetime) -> None:
    """Give up an edition whose worker fell silent, so that all see it failed."""
    edition = building_edition(volume=volume)
    if edition is None:
        return
    press.fail_abandoned(work=edition.job, now=now)
    if edition.job.state == WorkState.FAILED:
        edition.enter(EditionState.FAILED)
        edition.save(update_fields=["state"])


def _waits_too_long(edition: Edition, now: datetime) -> bool:
    return edition.job.state == WorkState.QUEUED and edition.created_at + LEASE < now


def check_ready(volume: Volume) -> None:
    if volume.main_text is None:
        message = "The volume has no text in its main language."
        raise VolumeHasNoTitle(message, volume)
    papers = queries.listed_papers(volume)
    if not papers:
        message = "The volume lists no paper."
        raise VolumeIsEmpty(message, volume)
    submissions = [paper.submission for paper in papers]
    refused = [s for s in submissions if s.state not in CHOSEN]
    if refused:
        raise PapersNotAccepted(refused)
    left_out = Submission.objects.filter(
        state=SubmissionState.PUBLISHED,
        edition_papers__edition=volume.current_edition_id,
    ).exclude(pk__in=[s.pk for s in submissions])
    if volume.current_edition_id and left_out.exists():
        raise PapersLeftOut(list(left_out))
    missing = [s for s in submissions if s.manuscript is None]
    if missing:
        raise PapersWithoutManuscript(missing)
