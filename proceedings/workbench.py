"""Worker processes with limits: author files never meet the main process."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from proceedings.exceptions import ProceedingsError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its value, or the problem that ended it.

    `problem` is a LimitExceeded when the job used too much or its process died,
    else the ProceedingsError it raised, else a JobFailed.
    """

    value: Any = None
    problem: ProceedingsError | None = None


class Workbench:
    """A pool of worker processes; use it as a context manager.

    A job is `(callable, args)`; the callable is importable by name, arguments
    and result can be pickled. A worker that exceeds a limit is killed with all
    its children, and replaced.
    """

    def __init__(
        self,
        workers: int = 2,
        *,
        wall_seconds: float = 60,
        cpu_seconds: int = 20,
        memory_bytes: int = 1 << 30,
    ) -> None:
        raise NotImplementedError

    def run(
        self,
        jobs: Iterable[tuple[Callable[..., Any], tuple[Any, ...]]],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Outcome]:
        """Yield the outcome of each job in order; call progress(done, total)."""
        raise NotImplementedError

    def close(self) -> None:
        """End all workers and their children."""

    def __enter__(self) -> "Workbench":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
