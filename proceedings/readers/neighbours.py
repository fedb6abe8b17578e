"""The files beside a manuscript: found when asked for, and what was asked is noted.

Whoever keeps what a reading gave must know which files it looked at, also those
that were not there: when one of them comes or changes, the reading is stale.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from proceedings.readers.manuscript import Files

# By the full name that was asked for, what stands for its content; '' for nothing.
Looked = Mapping[str, str]
_looked: ContextVar[dict[str, str] | None] = ContextVar("looked", default=None)
# No reader takes more; of such a file nothing counts but that it is too large.
_LARGEST = 64 << 20


class FolderFiles(Files):
    """The files below `root` that a manuscript may use.

    A link could lead anywhere, hidden files hold nothing for a book: neither is
    found.
    """

    def __init__(self, root: Path, main: str = "") -> None:
        super().__init__({}, main)
        self._root = root
        self._folders: dict[Path, dict[str, str]] = {}

    def path(self, full: str) -> Path:
        """Return the path behind a full name."""
        return self._root / full

    def known(self, full: str) -> str:
        """Return the name of a file as the disk spells it, or ''."""
        found = self._spelled(full)
        looked = _looked.get()
        if looked is not None:
            looked[full] = self._content(found)
        return found

    def unchanged(self, looked: Looked) -> bool:
        """Whether a reading that looked at these files would find the same."""
        return all(
            self._content(self._spelled(full)) == content
            for full, content in looked.items()
        )

    def _spelled(self, full: str) -> str:
        path = self._root
        try:
            for name in full.split("/"):
                path /= self._entry(path, name)
            return path.relative_to(self._root).as_posix() if path.is_file() else ""
        except (OSError, ValueError, LookupError):
            return ""

    def _entry(self, folder: Path, name: str) -> str:
        path = folder / name
        if name.startswith(".") or path.is_symlink():
            raise LookupError(name)
        return name if path.exists() else self._listed(folder)[name.casefold()]

    def _listed(self, folder: Path) -> dict[str, str]:
        """Return the names in a folder by their names in small letters."""
        if folder not in self._folders:
            names = sorted(
                (path.name for path in folder.iterdir() if not path.is_symlink()),
                reverse=True,
            )
            self._folders[folder] = {name.casefold(): name for name in names}
        return self._folders[folder]

    def _content(self, found: str) -> str:
        if not found:
            return ""
        path = self.path(found)
        size = path.stat().st_size
        if size > _LARGEST:
            return f"{size} bytes"
        return hashlib.sha256(path.read_bytes()).hexdigest()


def folder_files(source: Path, root: Path) -> FolderFiles:
    """Return the files below root that the manuscript at source may use."""
    root = root.resolve()
    return FolderFiles(root, source.resolve().relative_to(root).as_posix())


@contextmanager
def noting() -> Iterator[dict[str, str]]:
    """Note all files that manuscripts look at meanwhile."""
    looked: dict[str, str] = {}
    token = _looked.set(looked)
    try:
        yield looked
    finally:
        _looked.reset(token)
