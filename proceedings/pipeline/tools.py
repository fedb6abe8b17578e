"""What stands for the library and its tools in the key of all that is kept."""

import functools
import hashlib
from pathlib import Path

from proceedings.manifest import tools

_PACKAGE = Path(__file__).parents[1]
_SUFFIXES = frozenset({".pyc", ".pyo"})


@functools.cache
def fingerprint() -> str:
    """Return a digest of the library's own files and of its tools' versions."""
    found = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix not in _SUFFIXES:
            name = path.relative_to(_PACKAGE).as_posix()
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            found.update(f"{name} {content}\n".encode())
    for tool in tools():
        found.update(f"{tool['name']} {tool['version']}\n".encode())
    return found.hexdigest()
