"""Has a manuscript read as an article of the site, in a process with limits."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File

from cms.press import orderbook, story
from cms.press.operations import as_rows
from cms.press.queries import PressFinding, explain
from proceedings.report import Finding, Severity
from proceedings.workbench import Workbench

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Story:
    """What a manuscript says: blocks of text, pictures by name, and what did not fit.

    `refusals` are the reasons why nothing could be read at all.
    """

    title: str = ""
    lead: str = ""
    byline: str = ""
    blocks: list[tuple[str, Any]] = field(default_factory=list)
    pictures: dict[str, dict[str, Any]] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    refusals: list[PressFinding] = field(default_factory=list)


def read_story(*, file: File, filename: str) -> Story:
    """Return the manuscript as an article; findings are in the active language."""
    jobs = Path(settings.PRIVATE_ROOT) / "jobs"
    jobs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jobs) as folder:
        path = Path(folder) / orderbook.safe_name(filename)
        file.seek(0)
        with path.open("wb") as target:
            shutil.copyfileobj(file, target)
        with Workbench(workers=1, wall_seconds=SECONDS, cpu_seconds=SECONDS) as bench:
            outcome = next(iter(bench.run([(story.read, (path,))])))
    if outcome.problem:
        found = [Finding("file-damaged", Severity.BLOCKS, filename)]
    else:
        found = outcome.value.pop("findings")
    if found:
        return Story(refusals=[explain(finding=row) for row in as_rows(found)])
    return Story(**outcome.value)
