"""How much memory processes take while something runs, and who is left after it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02


@dataclass(slots=True)
class Peak:
    """The most that one process held, and the most that all held at one time."""

    process: int = 0
    command: str = ""
    together: int = 0


@contextmanager
def peak_of_children() -> Iterator[Peak]:
    """Measure the resident memory of our descendants, in bytes."""
    peak, ended = Peak(), threading.Event()

    def look() -> None:
        while not ended.wait(_EVERY):
            _look(peak)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def _look(peak: Peak) -> None:
    together = 0
    for process in descendants(os.getpid()):
        now, most = _memory(process)
        together += now
        if most > peak.process:
            peak.process, peak.command = most, _command(process)
    peak.together = max(peak.together, together)


def descendants(process: int) -> list[int]:
    """Return the children of a process, and theirs."""
    found: list[int] = []
    waiting = [process]
    while waiting:
        parent = waiting.pop()
        try:
            tasks = list(Path(f"/proc/{parent}/task").iterdir())
            children = [
                int(child)
                for task in tasks
                for child in (task / "children").read_text().split()
            ]
        except (OSError, ValueError):
            continue
        found += children
        waiting += children
    return found


def _memory(process: int) -> tuple[int, int]:
    now = most = 0
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                now = int(line.split()[1]) << 10
            elif line.startswith("VmHWM:"):
                most = int(line.split()[1]) << 10
    except (OSError, ValueError):
        return 0, 0
    return now, most


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return ""


def in_group(group: int) -> list[int]:
    """Return the living processes of a process group."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(folder.name))
    return found
