"""The files of the edition before: what is the same in the next one stands already."""

import os
from dataclasses import dataclass, field
from pathlib import Path

_Stat = tuple[int, int, int]


@dataclass(slots=True)
class Earlier:
    """What stands at `place`: by name, of what each file was made, and its state.

    A file that was changed, moved or replaced since is not taken.
    """

    place: Path
    _made: dict[str, tuple[object, _Stat]] = field(default_factory=dict)

    def take(self, name: str, made_of: object, target: Path) -> bool:
        """Put a file in its place in the next edition, if it would be the same."""
        key, seen = self._made.get(name, (None, None))
        standing = self.place / name
        if key != made_of or seen is None or _stat(standing) != seen:
            return False
        try:
            # Not copied: the edition before goes when the next one comes.
            os.link(standing, target)
        except OSError:
            return False
        return True

    def note(self, name: str, made_of: object, target: Path) -> None:
        """Note of what a file of the next edition was made."""
        found = _stat(target)
        if found is not None:
            self._made[name] = made_of, found


def _stat(path: Path) -> _Stat | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
