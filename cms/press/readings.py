"""Has manuscripts read, for suggestions and for comparing versions."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils import timezone

from cms.press import orderbook, reader
from cms.press.enums import WorkState
from cms.press.models import Reading
from cms.press.operations import start
from proceedings.workbench import Workbench

READING_SECONDS = 60


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """A file that is to be read, and its fingerprint."""

    manuscript: Path
    filename: str
    source_sha256: str

    @property
    def ending(self) -> str:
        """The kind of file, as its name says."""
        return PurePosixPath(self.filename).suffix.lower()[:12]


def reading_of(*, order: ReadingOrder) -> Reading | None:
    """Return the reading of exactly this file, if one was ever begun."""
    return Reading.objects.filter(
        source_sha256=order.source_sha256, ending=order.ending
    ).first()


def make_reading(*, order: ReadingOrder) -> Reading:
    """Return the finished reading of the file; a file is read only once.

    A file that cannot be read has a reading that says nothing.
    """
    reading, _made = Reading.objects.get_or_create(
        source_sha256=order.source_sha256, ending=order.ending
    )
    if reading.is_finished:
        return reading
    if reading.is_abandoned(timezone.now()):
        reading.enter(WorkState.FAILED)
        reading.enter(WorkState.QUEUED)
        reading.save(update_fields=["state"])
    if start(work=reading, now=timezone.now()):
        said = _read(order)
        reading.passages = said.pop("passages", [])
        reading.said = said
        reading.enter(WorkState.DONE)
        reading.finished_at = timezone.now()
        reading.save()
    return reading


def _read(order: ReadingOrder) -> dict:
    """Read in a process of its own; what ends it leaves nothing to say."""
    jobs = Path(settings.PRIVATE_ROOT) / "jobs"
    jobs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jobs) as folder:
        path = Path(folder) / orderbook.safe_name(order.filename)
        shutil.copyfile(order.manuscript, path)
        with Workbench(
            workers=1, wall_seconds=READING_SECONDS, cpu_seconds=READING_SECONDS
        ) as bench:
            outcome = next(iter(bench.run([(reader.read, (path,))])))
    return {} if outcome.problem else outcome.value
