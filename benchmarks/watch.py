"""Runs a command and notes the largest resident memory of each process in it."""

import ctypes
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_SECONDS_BETWEEN = 0.05
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command took, and the peak of each program in it, in MB."""

    seconds: float
    # Of all processes together: what a machine with other work does not change.
    cpu_seconds: float
    peak_mb: dict[str, int] = field(default_factory=dict)
    output: str = ""

    @property
    def highest_mb(self) -> int:
        """The peak of the largest process."""
        return max(self.peak_mb.values(), default=0)


def run(command: Sequence[str], *, env: dict[str, str], cwd: Path) -> Watched:
    """Run a command to its end; one that fails raises CalledProcessError."""
    # What a killed worker leaves behind comes to us, with the time it took.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    peaks: dict[str, int] = {}
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, cwd=cwd, stdout=subprocess.PIPE)
    over = threading.Event()

    def look() -> None:
        while not over.wait(_SECONDS_BETWEEN):
            _note(process.pid, peaks)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    seconds = time.perf_counter() - started
    over.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    cpu = usage.ru_utime + usage.ru_stime + _of_orphans()
    return Watched(round(seconds, 2), round(cpu, 2), peaks, output.decode())


def _of_orphans() -> float:
    """Return the computing time of all processes that were left behind."""
    seconds = 0.0
    while True:
        try:
            _, _, usage = os.wait3(0)
        except ChildProcessError:
            return seconds
        seconds += usage.ru_utime + usage.ru_stime


def _note(root: int, peaks: dict[str, int]) -> None:
    for number, pid in enumerate(_tree(root)):
        try:
            name = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        except OSError:
            continue
        if "VmHWM:" not in status:
            continue
        peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
        name = "main" if number == 0 else "worker" if "python" in name else name
        peaks[name] = max(peaks.get(name, 0), peak)


def _tree(root: int) -> list[int]:
    """Return a process and all below it, itself first."""
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found
