"""A press that stays with its process: its workers are warm for the next preview."""

import atexit
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from proceedings.workbench import Workbench

JOBS = 2
WALL_SECONDS = 60
CPU_SECONDS = 40
SECONDS_OF_A_DAY = 86_400

_lock = threading.Lock()
_gate_lock = threading.Lock()
_gate: dict = {}


class Resident:
    """A press on a private folder, whose content changes with each order."""

    def __init__(self, root: Path) -> None:
        # Slow import: only who sets papers needs the typesetter.
        from proceedings import Press  # noqa: PLC0415

        self.root = root
        self.process = os.getpid()
        homes = root / "presses"
        _remove_old(homes)
        self._home = homes / uuid.uuid4().hex
        self.source = self._home / "source"
        self.source.mkdir(parents=True, mode=0o700)
        cache = root / "cache"
        cache.mkdir(parents=True, exist_ok=True)
        self.press = Press(self.source, jobs=JOBS, cache=cache)
        self.bench = Workbench(JOBS, wall_seconds=WALL_SECONDS, cpu_seconds=CPU_SECONDS)

    def empty(self) -> Path:
        """Remove the last order, and return the folder for the next one."""
        # Idle for a day, the folder was cleared away by another worker.
        self.source.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in self.source.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        os.utime(self._home)
        return self.source

    def close(self) -> None:
        """End the workers, and remove the folder."""
        # After a fork they belong to another process.
        if self.process == os.getpid():
            self.bench.close()
            self.press.close()
            shutil.rmtree(self._home, ignore_errors=True)


_kept: dict[str, Resident] = {}


@contextmanager
def resident(root: Path) -> Iterator[Resident]:
    """Lend the press of this process, to one at a time.

    One that stumbled is thrown away: the next order gets a new one.
    """
    with _lock:
        known = _kept.get("press")
        if known and (known.process != os.getpid() or known.root != root):
            _close_press()
            known = None
        lent = known or Resident(root)
        _kept["press"] = lent
        try:
            yield lent
        except BaseException:
            _close_press()
            raise


@atexit.register
def close() -> None:
    """End the press of this process, if it has one, and the gate's worker."""
    _close_press()
    _close_gate()


def _close_press() -> None:
    kept = _kept.pop("press", None)
    if kept:
        kept.close()


# --- The gate -----------------------------------------------------------------
@contextmanager
def gate(*, seconds: int) -> Iterator[Workbench]:
    """Lend a worker that examines an upload: the one that stays, else a new one.

    Nobody waits for somebody else's upload, which may be a long one.
    """
    if not _gate_lock.acquire(blocking=False):
        with Workbench(workers=1, wall_seconds=seconds, cpu_seconds=seconds) as bench:
            yield bench
        return
    try:
        if _gate.get("process") != os.getpid():
            # Workers of a process before a fork are its own.
            bench = Workbench(workers=1, wall_seconds=seconds, cpu_seconds=seconds)
            _gate.update(process=os.getpid(), bench=bench)
        yield _gate["bench"]
    finally:
        _gate_lock.release()


def _close_gate() -> None:
    if _gate.get("process") == os.getpid():
        _gate["bench"].close()
    _gate.clear()


def _remove_old(homes: Path) -> None:
    """Remove what a killed worker left behind; one at work is touched each time."""
    for home in homes.iterdir() if homes.exists() else ():
        with suppress(FileNotFoundError):
            if home.stat().st_mtime < time.time() - SECONDS_OF_A_DAY:
                shutil.rmtree(home, ignore_errors=True)
