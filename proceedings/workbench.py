"""Worker processes with limits: author files never meet the main process."""

import contextlib
import gc
import math
import os
import pickle
import resource
import selectors
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, TypeVar

from proceedings.exceptions import JobFailed, LimitExceeded, ProceedingsError

Job = tuple[Callable[..., Any], tuple[Any, ...]]
_Row = TypeVar("_Row")

LARGEST_FILE = 512 << 20
# Private memory; with the programs themselves, a process stays below 768 MiB.
MOST_MEMORY = 640 << 20
_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its value, or the problem that ended it.

    `problem` is a LimitExceeded when the job used too much or its process died,
    else the ProceedingsError it raised, else a JobFailed.
    """

    value: Any = None
    problem: ProceedingsError | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use."""

    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int


class Workbench:
    """A pool of worker processes; use it as a context manager.

    A job is `(callable, args)`; the callable is importable by name, arguments
    and result can be pickled. A worker that exceeds a limit is killed with all
    its children, and replaced. Temporary files go to `scratch`, if given: whoever
    owns that folder removes what a killed worker leaves.
    """

    def __init__(
        self,
        workers: int = 2,
        *,
        wall_seconds: float = 60,
        cpu_seconds: int = 20,
        memory_bytes: int = MOST_MEMORY,
        scratch: Path | None = None,
    ) -> None:
        self._limits = Limits(wall_seconds, cpu_seconds, memory_bytes)
        self._workers = [_Worker(self._limits, scratch) for _ in range(max(1, workers))]

    def run(
        self,
        jobs: Iterable[Job],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Outcome]:
        """Yield the outcome of each job in order; call progress(done, total)."""
        yield from self.begin(jobs, progress=progress)

    def begin(
        self,
        jobs: Iterable[Job],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Outcome]:
        """Do as `run`, but set the workers to their first jobs at once.

        Only when the outcomes are asked for do they get more: use it for as many
        jobs as there are workers, and begin nothing else before these are done.
        """
        waiting = deque(enumerate(jobs))
        running: dict[_Worker, int] = {}
        self._fill(waiting, running)
        return self._outcomes(waiting, running, progress)

    def shares(self, rows: Sequence[_Row], most: int) -> list[Sequence[_Row]]:
        """Return rows in as many pieces as there are workers, or smaller ones."""
        size = min(most, max(1, math.ceil(len(rows) / len(self._workers))))
        return [rows[at : at + size] for at in range(0, len(rows), size)]

    def _fill(
        self, waiting: deque[tuple[int, Job]], running: dict["_Worker", int]
    ) -> None:
        for worker in self._workers:
            if waiting and worker not in running:
                running[worker], job = waiting.popleft()
                worker.start(job)

    def _outcomes(
        self,
        waiting: deque[tuple[int, Job]],
        running: dict["_Worker", int],
        progress: Callable[[int, int], None] | None,
    ) -> Iterator[Outcome]:
        total = len(waiting) + len(running)
        outcomes: dict[int, Outcome] = {}
        following = 0
        try:
            while following < total:
                self._fill(waiting, running)
                for worker, outcome in _finished(list(running)):
                    outcomes[running.pop(worker)] = outcome
                    if progress:
                        progress(total - len(waiting) - len(running), total)
                while following in outcomes:
                    yield outcomes.pop(following)
                    following += 1
        finally:
            for worker in running:
                worker.end()

    def close(self) -> None:
        """End all workers and their children."""
        for worker in self._workers:
            worker.end()

    def __enter__(self) -> "Workbench":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Worker:
    """One process, started when it is first needed and after each death."""

    def __init__(self, limits: Limits, scratch: Path | None) -> None:
        self._limits = limits
        self._scratch = scratch
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = False
        self.deadline = math.inf

    def start(self, job: Job) -> None:
        if self._busy:
            # Nobody came for the answer to its last job.
            self.end()
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = _spawn(self._scratch)
            self._send((sys.path, self._limits))
        self.deadline = time.monotonic() + self._limits.wall_seconds
        self._busy = True
        self._send(job)

    def _send(self, message: object) -> None:
        assert self._process is not None  # noqa: S101 - for the type checker
        assert self._process.stdin is not None  # noqa: S101
        try:
            _write(self._process.stdin, message)
        except BrokenPipeError:
            # The death is noticed, and named, where the answer is awaited.
            return

    @property
    def answers(self) -> IO[bytes]:
        assert self._process is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        return self._process.stdout

    def answer(self) -> Outcome:
        """Read the outcome; a process that died leaves a reason instead."""
        try:
            outcome = _read(self.answers)
        except EOFError:
            return Outcome(problem=self._obituary())
        self._busy = False
        assert isinstance(outcome, Outcome)  # noqa: S101
        return outcome

    def _obituary(self) -> LimitExceeded:
        process = self._process
        code = process.wait() if process else 0
        self.end()
        if code == -signal.SIGXCPU:
            return LimitExceeded(
                f"More than {self._limits.cpu_seconds} s of computing.", "time"
            )
        return LimitExceeded("The process of this job died.", "memory")

    def overdue(self) -> Outcome:
        """Kill the worker, which has had its time."""
        self.end()
        return Outcome(
            problem=LimitExceeded(
                f"Not done after {self._limits.wall_seconds:g} s.", "time"
            )
        )

    def end(self) -> None:
        """Kill the process and its children, if it lives."""
        process, self._process = self._process, None
        self.deadline, self._busy = math.inf, False
        if process is None:
            return
        # It may have gone first, with all its children.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        process.wait()


def _finished(workers: list[_Worker]) -> list[tuple[_Worker, Outcome]]:
    """Wait until a worker has answered, died or had its time."""
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker.answers, selectors.EVENT_READ, worker)
        soonest = min(worker.deadline for worker in workers)
        ready = selector.select(max(0.0, soonest - time.monotonic()))
    done: list[tuple[_Worker, Outcome]] = [
        (key.data, key.data.answer()) for key, _ in ready
    ]
    answered = {worker for worker, _ in done}
    now = time.monotonic()
    done += [
        (worker, worker.overdue())
        for worker in workers
        if worker not in answered and worker.deadline <= now
    ]
    return done


def _spawn(scratch: Path | None) -> subprocess.Popen[bytes]:
    """Start a worker in its own process group, with no secrets around it."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from proceedings.workbench import serve; serve()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        process_group=0,
        env={
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
            # Threads of libraries would only fight for the cores of the pool.
            "RAYON_NUM_THREADS": "2",
            **({"TMPDIR": str(scratch)} if scratch else {}),
        },
        # Standard input ends with the parent: a worker never outlives it for long.
        bufsize=0,
    )


def _write(pipe: IO[bytes], message: object) -> None:
    _push(pipe, pickle.dumps(message))


def _push(pipe: IO[bytes], payload: bytes) -> None:
    data = memoryview(_LENGTH.pack(len(payload)) + payload)
    while data:
        data = data[pipe.write(data) :]


def _read(pipe: IO[bytes]) -> Any:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return pickle.loads(_exactly(pipe, length))  # noqa: S301 - our own process


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < length:
        piece = pipe.read(min(length - len(pieces), 1 << 20))
        if not piece:
            raise EOFError
        pieces += piece
    return bytes(pieces)


def serve() -> None:
    """Do jobs from standard input until it ends: the worker's side."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # What libraries print must not mix with the answers, nor eat the requests.
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    try:
        path, limits = _read(requests)
        sys.path[:] = path
        _limit_process(limits)
        # Trees of papers hold no cycles: looking for some would take a fifth of
        # the time of a reading.
        gc.freeze()
        gc.set_threshold(500_000, 20, 100)
        while True:
            call, arguments = _read(requests)
            _limit_job(limits)
            _push(answers, _outcome(call, arguments))
            signal.alarm(0)
    except (EOFError, BrokenPipeError):
        return


def _limit_process(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    # Private writable memory, inherited by pandoc; address space would also count
    # what runtimes merely reserve.
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))


def _limit_job(limits: Limits) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = math.ceil(used.ru_utime + used.ru_stime) + limits.cpu_seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))
    # Only fires when the parent, which keeps the time, is gone.
    signal.alarm(math.ceil(limits.wall_seconds) + 10)


def _outcome(call: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps(Outcome(value=call(*arguments)))
    except ProceedingsError as problem:
        outcome = Outcome(problem=problem)
    except MemoryError:
        outcome = Outcome(problem=LimitExceeded("Too much memory.", "memory"))
    except BaseException:  # noqa: BLE001 - Rust panics are no Exceptions
        outcome = Outcome(problem=JobFailed("The job failed.", traceback.format_exc()))
    return pickle.dumps(outcome)
