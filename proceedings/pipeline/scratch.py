"""Folders that a build works in, and the one step that makes its result the edition.

A build that is killed leaves its folders behind. Each is locked while its build
lives, so that the next build knows which are nobody's, and removes them.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proceedings.exceptions import StoreFull

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LOCK_SECONDS = 2.0
_OLD = "-old"


@contextmanager
def working_folder(name: str) -> Iterator[Path]:
    """Make a private folder in the system's place for such, and remove it after."""
    parent = Path(tempfile.gettempdir()).resolve()
    with _claimed(parent, f"coop-{name}-") as folder:
        yield folder


@contextmanager
def staging_folder(out: Path) -> Iterator[Path]:
    """Make a folder beside `out` in which the next edition grows.

    Raises:
        StoreFull: when the disk takes no more.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with _claimed(out.parent, _prefix(out)) as folder:
        yield folder


def publish(staging: Path, out: Path, *, at_once: bool = True) -> None:
    """Make `staging` the edition at `out`; the old edition takes its place.

    One step where the system can exchange two folders (Linux, renameat2). Where
    it cannot, or not `at_once`, there are two, and `repair` puts the old edition
    back when a build was killed between them.
    """
    staging.chmod(0o755)
    if not out.exists():
        staging.rename(out)
    elif not (at_once and _exchange(staging, out)):
        old = staging.with_name(staging.name + _OLD)
        with _alone_in(out.parent):
            out.rename(old)
            staging.rename(out)
        shutil.rmtree(old, ignore_errors=True)


def repair(out: Path) -> None:
    """Put the edition back that a killed build had moved aside."""
    if not out.parent.is_dir():
        return
    with _alone_in(out.parent):
        for old in sorted(out.parent.glob(f"{_prefix(out)}*{_OLD}")):
            if out.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(out)


@contextmanager
def full_disk_is_told(folder: Path) -> Iterator[None]:
    """Say in plain words that the disk, or what one may use of it, is full.

    Raises:
        StoreFull: in place of the system's error.
    """
    try:
        yield
    except OSError as problem:
        if problem.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        message = f"{problem.strerror}: {problem.filename or folder}"
        raise StoreFull(message, folder) from None


def _prefix(out: Path) -> str:
    return f".{out.name}-coop-"


@contextmanager
def _claimed(parent: Path, prefix: str) -> Iterator[Path]:
    with _alone_in(parent) as alone:
        if alone:
            _remove_orphans(parent, prefix)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = _lock(folder)
    try:
        yield folder
    finally:
        # What lies here now is the old edition, when the new one was published.
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


@contextmanager
def _alone_in(parent: Path) -> Iterator[bool]:
    """Keep other builds from looking for orphans while a folder is made."""
    lock = None
    ends = time.monotonic() + _LOCK_SECONDS
    while lock is None and time.monotonic() < ends:
        lock = _lock(parent)
        if lock is None:
            time.sleep(0.01)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Return an open folder that is locked; None when somebody else has it."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _remove_orphans(parent: Path, prefix: str) -> None:
    for folder in parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            if folder.name.endswith(_OLD) or folder.stat().st_uid != os.getuid():
                continue
            lock = _lock(folder)
            if lock is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    done = call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    if done == 0:
        return True
    failure = ctypes.get_errno()
    if failure in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False
    raise OSError(failure, os.strerror(failure), str(other))
