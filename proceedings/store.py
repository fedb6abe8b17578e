"""What was made once is kept: records by the key of all that went into them.

A store is a folder that several builds may use side by side. `blobs` holds
contents under their own SHA-256, `records` small values that may name blobs.
Everything is written beside its place and moved in at once; what is damaged is
noticed when it is read, and counts as missing.
"""

import contextlib
import dataclasses
import functools
import hashlib
import io
import json
import os
import pickle
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path, PurePath
from typing import Any, overload

from proceedings.exceptions import StoreFull
from proceedings.model import Block, Paper

LARGEST = 4 << 30
# What was used lately may belong to a build that still runs.
RESTING_SECONDS = 3600
_TOUCHED_EVERY = 600
_DIGEST = hashlib.sha256().digest_size
_BLOB = re.compile(r"[0-9a-f]{64}(\.\w+)?")
_Seen = tuple[int, int, int, int]


class Store:
    """Records and blobs in a folder; `salt` stands for the tools that made them."""

    def __init__(self, folder: Path, salt: str = "") -> None:
        self.folder = folder
        self._salt = salt
        self._blobs = folder / "blobs"
        self._records = folder / "records"
        self._sound: dict[str, _Seen] = {}
        for each in (self._blobs, self._records):
            each.mkdir(parents=True, exist_ok=True, mode=0o700)

    def __reduce__(self) -> tuple[type["Store"], tuple[Path, str]]:
        return Store, (self.folder, self._salt)

    def key(self, *parts: object) -> str:
        """Return the key of a value that is made of these parts."""
        return digest(self._salt, *parts)

    def get(self, key: str) -> Any:
        """Return the value of a key; None when it is missing or damaged."""
        path = self._records / key
        try:
            data = path.read_bytes()
            payload = data[_DIGEST:]
            if hashlib.sha256(payload).digest() != data[:_DIGEST]:
                return None
            value = _Reader(io.BytesIO(payload), self._blob).load()
            _touch(path)
        except (OSError, pickle.UnpicklingError, LookupError, TypeError, ValueError):
            return None
        return value

    def has(self, key: str) -> bool:
        """Whether there is a record of a key, damaged or not."""
        return (self._records / key).exists()

    def put(self, key: str, value: object) -> None:
        """Keep a value; paths of blobs in it are kept as their names."""
        buffer = io.BytesIO()
        _Writer(buffer, self._blobs).dump(value)
        payload = buffer.getvalue()
        _write(self._records / key, hashlib.sha256(payload).digest() + payload)

    def keep(self, data: bytes, suffix: str = "") -> Path:
        """Keep a content, and return the path of its blob."""
        path = self._blobs / f"{hashlib.sha256(data).hexdigest()}{suffix}"
        if self._is_sound(path):
            _touch(path)
        else:
            _write(path, data)
        return path

    def _blob(self, name: str) -> Path:
        path = self._blobs / PurePath(name).name
        if not self._is_sound(path):
            raise LookupError(name)
        _touch(path)
        return path

    def _is_sound(self, path: Path) -> bool:
        """Whether a blob is there and holds what its name says."""
        try:
            seen = _seen(path)
            if self._sound.get(path.name) == seen:
                return True
            with path.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return False
        if found != path.name.partition(".")[0]:
            return False
        self._sound[path.name] = seen
        return True

    def prune(self, largest: int = LARGEST) -> None:
        """Remove what was used longest ago, until the store has its size."""
        rows = []
        with contextlib.suppress(FileNotFoundError):
            for folder in (self._blobs, self._records):
                for entry in os.scandir(folder):
                    # Another build may be quicker at this.
                    with contextlib.suppress(FileNotFoundError):
                        stat = entry.stat(follow_symlinks=False)
                        rows.append((stat.st_mtime, stat.st_size, entry.path))
        excess = sum(size for _, size, _ in rows) - largest
        resting = time.time() - RESTING_SECONDS
        for used, size, path in sorted(rows):
            unfinished = PurePath(path).name.startswith("tmp")
            if used > resting or (excess <= 0 and not unfinished):
                continue
            Path(path).unlink(missing_ok=True)
            excess -= size


class StoredBlocks(Sequence[Block]):
    """The blocks of a paper in a file of JSON, read when they are asked for.

    It pickles as its path, so that a tree never travels between processes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        return _loaded(self.path)[index]

    def __len__(self) -> int:
        return len(_loaded(self.path))

    def __iter__(self) -> Iterator[Block]:
        return iter(_loaded(self.path))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredBlocks):
            return self.path.name == other.path.name
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(self.path.name)

    def __reduce__(self) -> tuple[type["StoredBlocks"], tuple[Path]]:
        return StoredBlocks, (self.path,)

    def __repr__(self) -> str:
        return f"StoredBlocks({self.path.name!r})"


# Trees are large: a process that walks through all papers holds one at a time.
@functools.lru_cache(maxsize=1)
def _loaded(path: Path) -> tuple[Block, ...]:
    return tuple(json.loads(path.read_bytes()))


def store_blocks(blocks: Sequence[Block], store: Store) -> StoredBlocks:
    """Keep the blocks of a paper in a store."""
    data = json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":"))
    return StoredBlocks(store.keep(data.encode("utf-8", "surrogatepass"), ".json"))


def digest(*parts: object) -> str:
    """Return the SHA-256 of values in a form that equal values share.

    A file stands for its content and its last name, a paper for all but the place
    of its manuscript, a callable for its full name.
    """
    words = json.dumps(parts, default=_plain, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def _plain(value: object) -> object:
    """Return what stands for a value that JSON does not know."""
    if isinstance(value, StoredBlocks):
        return value.path.name
    if isinstance(value, Path):
        return _file(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        left_out = {"source"} if isinstance(value, Paper) else set()
        names = [f.name for f in dataclasses.fields(value) if f.name not in left_out]
        return [type(value).__qualname__, {n: getattr(value, n) for n in names}]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Set):
        return sorted(value)
    if isinstance(value, Sequence):
        return list(value)
    if isinstance(value, Callable):  # type: ignore[arg-type]
        return f"{value.__module__}.{value.__qualname__}"  # type: ignore[attr-defined]
    message = f"Nothing stands for a {type(value).__name__} in a key."
    raise TypeError(message)


def _file(path: Path) -> str:
    """Return the name of a file and its digest, which a blob has for its name."""
    if _BLOB.fullmatch(path.name) or not path.is_file():
        return path.name
    with path.open("rb") as stream:
        return f"{path.name} {hashlib.file_digest(stream, 'sha256').hexdigest()}"


class _Writer(pickle.Pickler):
    """Writes the paths of blobs as their names: a store may be moved."""

    def __init__(self, target: io.BytesIO, blobs: Path) -> None:
        super().__init__(target)
        self._blobs = blobs

    def persistent_id(self, given: object) -> str | None:
        if isinstance(given, Path) and given.parent == self._blobs:
            return given.name
        return None


class _Reader(pickle.Unpickler):
    """Reads nothing but the library's own values: a record is data, not code."""

    def __init__(self, source: io.BytesIO, blob: Callable[[str], Path]) -> None:
        super().__init__(source)
        self._blob = blob

    def persistent_load(self, pid: Any) -> Path:
        return self._blob(str(pid))

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if _is_ours(module) else None
        # A dotted name may lead from our modules to what they import.
        if not isinstance(found, type) or not _is_ours(found.__module__):
            message = f"A record may not name {module}.{name}."
            raise pickle.UnpicklingError(message)
        return found


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in {"proceedings", "pathlib"}


def _seen(path: Path) -> _Seen:
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _touch(path: Path) -> None:
    """Note that a file is in use, now and then."""
    with contextlib.suppress(OSError):
        if path.stat().st_mtime < time.time() - _TOUCHED_EVERY:
            os.utime(path)


def _write(path: Path, data: bytes) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        message = f"{problem.strerror}: {path.parent}"
        raise StoreFull(message, path.parent) from None
