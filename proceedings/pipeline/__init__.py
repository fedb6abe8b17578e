"""From a folder of manuscripts to a book: read, check, assemble, write, proof."""

from collections.abc import Sequence
from pathlib import Path

from proceedings import readers, volume_file
from proceedings.model import PaperEntry
from proceedings.pipeline.fixing import write_fixes
from proceedings.pipeline.press import FORMATS, STANDARD_FORMATS, BuildResult, Press
from proceedings.pipeline.progress import STEPS, Progress, Watcher
from proceedings.pipeline.scratch import working_folder
from proceedings.report import Report
from proceedings.workbench import Workbench


def build(
    folder: Path | str,
    out: Path | str,
    *,
    formats: Sequence[str] = STANDARD_FORMATS,
    keep_going: bool = False,
    draft: bool = False,
    proof: bool = False,
    jobs: int = 2,
    progress: Watcher | None = None,
    cache: Path | str | None = None,
    language: str = "en",
    verify: bool = False,
) -> BuildResult:
    """Build the volume of a folder into `out`, with a press that is used once.

    See `Press` for what the arguments mean.

    Raises:
        WrongUsage: for an unknown format, or a `volume.toml` that cannot be used.
        StoreFull: when the disk takes no more.
    """
    with Press(folder, jobs=jobs, cache=cache) as press:
        return press.build(
            out,
            formats=formats,
            keep_going=keep_going,
            draft=draft,
            proof=proof,
            progress=progress,
            language=language,
            verify=verify,
        )


def check(
    folder: Path | str, *, jobs: int = 2, progress: Watcher | None = None
) -> Report:
    """Return the findings of all manuscripts of a folder; nothing is written.

    Raises:
        WrongUsage: for a `volume.toml` that cannot be used.
    """
    with Press(folder, jobs=jobs) as press:
        return press.check(progress=progress)


def initialise(folder: Path | str) -> Path:
    """Write `volume.toml` for the manuscripts of a folder, and return its path.

    Raises:
        WrongUsage: when there is one already, or nothing to make it from.
    """

    def describe(entries: list[PaperEntry]) -> list[PaperEntry]:
        with working_folder("init") as work, Workbench(2, scratch=work) as bench:
            jobs = [
                (_describe, (entry, work / str(number)))
                for number, entry in enumerate(entries)
            ]
            return [
                outcome.value or entry
                for entry, outcome in zip(entries, bench.run(jobs), strict=True)
            ]

    return volume_file.initialise(Path(folder).resolve(), describe)


def _describe(entry: PaperEntry, job: Path) -> PaperEntry:
    job.mkdir(parents=True)
    return readers.describe(entry, job)


__all__ = [
    "FORMATS",
    "STANDARD_FORMATS",
    "STEPS",
    "BuildResult",
    "Press",
    "Progress",
    "build",
    "check",
    "initialise",
    "write_fixes",
]
