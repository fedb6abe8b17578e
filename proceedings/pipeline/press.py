"""A press on a folder: what it has made once, it does not make again."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from proceedings import volume_file
from proceedings.exceptions import WrongUsage
from proceedings.manifest import manifest_of
from proceedings.model import Volume
from proceedings.pipeline.parallel import Editions, MakeRun
from proceedings.pipeline.progress import Progress, Teller, Watcher
from proceedings.pipeline.run import Run, Tools
from proceedings.pipeline.scratch import (
    full_disk_is_told,
    repair,
    working_folder,
)
from proceedings.pipeline.tools import fingerprint
from proceedings.report import Report
from proceedings.store import Store
from proceedings.workbench import Workbench
from proceedings.writers import ALL, WRITERS

FORMATS = tuple(WRITERS)
STANDARD_FORMATS = ("pdf", "epub", "html")
# What one manuscript may take before its worker is ended.
WALL_SECONDS = 60
CPU_SECONDS = 40


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of a build; `exit_code` 0 is done, 1 means findings that block."""

    manifest: dict[str, Any]
    report: Report
    exit_code: int


class Press:
    """Builds the volume of a folder, again and again; use it as a context manager.

    Its workers stay, and what they made: after an edit only the papers that
    changed are read and set. `cache` is a folder in which that outlives the
    press, and which several may share; without it a temporary one is used.

    Raises:
        StoreFull: here and later, when the disk takes no more.
    """

    def __init__(
        self, folder: Path | str, *, jobs: int = 2, cache: Path | str | None = None
    ) -> None:
        self.folder = Path(folder).resolve()
        with ExitStack() as stack:
            work = stack.enter_context(working_folder("build"))
            kept = Path(cache).resolve() if cache else work / "kept"
            with full_disk_is_told(kept):
                store = Store(kept, fingerprint())
            bench = stack.enter_context(
                Workbench(
                    jobs,
                    wall_seconds=WALL_SECONDS,
                    cpu_seconds=CPU_SECONDS,
                    scratch=work,
                )
            )
            self._tools = Tools(bench, store, work)
            self._stack = stack.pop_all()

    def build(
        self,
        out: Path | str,
        *,
        formats: Sequence[str] = STANDARD_FORMATS,
        keep_going: bool = False,
        draft: bool = False,
        proof: bool = False,
        progress: Watcher | None = None,
        language: str = "en",
        verify: bool = False,
    ) -> BuildResult:
        """Build the volume into `out`, which is replaced in one step at the end.

        A `proof` is a draft that looks like the finished page, but for a word in its
        foot. `language` is that of the messages in the manifest and on a draft's
        pages; `verify` has EPUBCheck, Ace and veraPDF examine the files, where installed.

        Raises:
            WrongUsage: for an unknown format, or a `volume.toml` that cannot be used.
            StoreFull: when the disk takes no more; the old edition stays.
        """
        formats = _known(formats)
        target = self._target(out)
        repair(target)
        volume = volume_file.load(self.folder)

        def run_of(book: Volume, place: Path) -> Run:
            return Run(
                self.folder,
                book,
                self._tools,
                Teller(progress or _silent, len(book.papers)),
                out=place,
                language=language,
                formats=formats,
                keep_going=keep_going,
                draft=draft or proof,
                proof=proof,
                verify=verify,
            )

        with full_disk_is_told(target):
            result = _built(volume, run_of, target)
            self._tools.store.prune()
        return result

    def check(self, *, progress: Watcher | None = None) -> Report:
        """Return the findings of all manuscripts; nothing is written.

        Raises:
            WrongUsage: for a `volume.toml` that cannot be used.
        """
        volume = volume_file.load(self.folder)
        teller = Teller(progress or _silent, len(volume.papers))

        def run_of(book: Volume, _: Path) -> Run:
            return Run(self.folder, book, self._tools, teller)

        run: Run | Editions = (
            Editions(volume, run_of, self.folder)
            if volume.parallel
            else run_of(volume, self.folder)
        )
        with full_disk_is_told(self.folder):
            run.read()
        return run.report

    def close(self) -> None:
        """End the workers, and remove what was not to outlive the press."""
        self._stack.close()

    def __enter__(self) -> "Press":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _target(self, out: Path | str) -> Path:
        target = Path(out).resolve()
        if target == self.folder or target in self.folder.parents:
            message = "The output would replace the manuscripts: %(path)s"
            raise WrongUsage(message, out, path=out)
        if target.exists() and not target.is_dir():
            message = "The output is to be a folder: %(path)s"
            raise WrongUsage(message, out, path=out)
        return target


def _built(volume: Volume, run_of: MakeRun, out: Path) -> BuildResult:
    if volume.parallel:
        editions = Editions(volume, run_of, out)
        editions.build()
        content = editions.manifest(out if editions.written else None).content
        return BuildResult(content, editions.report, 0 if editions.written else 1)
    run = run_of(volume, out)
    run.build()
    manifest = run.manifest or manifest_of(run, volume, None)
    return BuildResult(manifest.content, run.report, 0 if run.written else 1)


def _known(formats: Sequence[str]) -> tuple[str, ...]:
    named = [each for name in formats for each in (ALL if name == "all" else (name,))]
    wanted = tuple(dict.fromkeys(named))
    unknown = [name for name in wanted if name not in WRITERS]
    if unknown or not wanted:
        message = f"Unknown format: {', '.join(unknown)}. Known: {', '.join(FORMATS)}."
        raise WrongUsage(message, unknown)
    # Some formats hold others, so that the order is ours.
    return tuple(sorted(wanted, key=FORMATS.index))


def _silent(_: Progress) -> None:
    return
