"""Builds an edition in the worker; whatever happens, the old one stays until then."""

import logging
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.press import operations as press
from cms.press.enums import BuildStep
from cms.press.exceptions import BuildBlocked, LeaseLost, PressError
from cms.publications import queries
from cms.publications.enums import EditionState
from cms.publications.exceptions import PublicationsError
from cms.publications.models import Edition, Volume
from cms.publications.operations.compiling import check_ready, settle
from cms.publications.operations.publishing import publish_edition

logger = logging.getLogger(__name__)


def build_edition(*, edition: Edition) -> Edition:
    """Build and publish an edition that waits; the worker's part.

    When anything stops it, the old edition stays current and this one is failed,
    with the findings or the technical reason on its job.
    """
    if not press.start(work=edition.job, now=timezone.now()):
        return edition
    folder = editions_folder() / edition.uuid.hex
    part = folder.with_name(f".{folder.name}")
    try:
        check_ready(edition.volume)
        _remove_remains(edition.volume)
        order = queries.volume_order(edition.volume)
        folder.parent.mkdir(parents=True, exist_ok=True)
        manifest = press.build_volume(order=order, job=edition.job, out=part)
        press.draw_cover(folder=part)
        press.enter_step(job=edition.job, step=BuildStep.PUBLISH)
        _flush(part)
        part.replace(folder)
        _flush_folder(folder.parent)
        publish_edition(edition=edition, order=order, manifest=manifest)
    except BuildBlocked as problem:
        _give_up(edition, problem)
    except (PressError, PublicationsError, OSError) as problem:
        logger.warning("Edition %s failed: %s", edition.uuid, problem)
        _give_up(edition, problem)
    except Exception as problem:
        _give_up(edition, problem)
        raise
    finally:
        edition.refresh_from_db()
        shutil.rmtree(part, ignore_errors=True)
        if edition.state == EditionState.FAILED:
            shutil.rmtree(folder, ignore_errors=True)
    return edition


@transaction.atomic
def _give_up(edition: Edition, problem: Exception) -> None:
    edition.refresh_from_db()
    if isinstance(problem, LeaseLost):
        settle(volume=edition.volume, now=timezone.now())
        return
    press.fail_job(job=edition.job, error=f"{type(problem).__name__}: {problem}")
    if edition.state == EditionState.BUILDING:
        edition.enter(EditionState.FAILED)
        edition.save(update_fields=["state"])


def editions_folder() -> Path:
    """Return where all editions lie, each in a folder of its own."""
    return Path(settings.PRIVATE_ROOT) / "editions"


def _remove_remains(volume: Volume) -> None:
    """Remove what a killed worker left of this volume's earlier attempts."""
    for edition in volume.editions.filter(state=EditionState.FAILED):
        folder = editions_folder() / edition.uuid.hex
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(folder.with_name(f".{folder.name}"), ignore_errors=True)


def _flush(folder: Path) -> None:
    """Have every file of a finished folder on the disk before it gets its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            _flush_folder(path)
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
