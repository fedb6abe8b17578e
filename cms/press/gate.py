"""Asks the library's gate about one upload, inside a process with limits.

Runs in a worker of the library's workbench: nothing here may need Django.
"""

import tempfile
import zipfile
from pathlib import Path

from proceedings.readers import limits
from proceedings.report import Finding


def examine(path: Path) -> list[Finding]:
    """Return why the file may not be read; an empty list when it may."""
    try:
        _pass(path, limits.sniff(path))
    except limits.Refused as refusal:
        return [refusal.finding]
    return []


def _pass(path: Path, kind: str) -> None:
    if kind in {"docx", "odt"}:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            limits.pass_office(path, Path(folder) / path.name)
    elif kind == "zip":
        with zipfile.ZipFile(path) as archive:
            for _name, _data in limits.contents(archive):
                # Reading is the check: it counts what really comes out.
                continue
