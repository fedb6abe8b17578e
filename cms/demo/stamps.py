"""Remembers which inputs a step of the preparation has already seen."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """Return a hash over names, sizes and change times, and some words."""
    digest = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        status = file.stat()
        digest.update(f"{file}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


class Stamp:
    """One small file that holds the fingerprint of a finished step."""

    def __init__(self, folder: Path, step: str) -> None:
        self.path = folder / f"{step}.stamp"

    def matches(self, value: str) -> bool:
        """Tell whether the step was finished with these inputs."""
        return self.path.exists() and self.path.read_text() == value

    def write(self, value: str) -> None:
        """Record that the step is finished."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(value)

    def forget(self) -> None:
        """Have the step run again."""
        self.path.unlink(missing_ok=True)
