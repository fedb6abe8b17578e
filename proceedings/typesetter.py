"""The only module that runs typst: our fonts, one closed folder, no packages."""

import json
import re
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import typst

from proceedings.exceptions import ToolFailed
from proceedings.identity import FONTS

# What a compile reads: names below its root, and their bytes or files of ours.
Files = Mapping[str, bytes | Path]

MAIN = "main.typ"
STANDARDS = ["ua-1", "a-2a"]

_FAULT = re.compile(
    r"^error: (?P<message>.*?)\n(?:[^\n]*\n)??\s*┌─ (?P<file>[^\n]*?):(?P<line>\d+):\d+",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What typst refused, and in which line of the main file; 0 when unknown."""

    message: str
    line: int = 0


def typeset(files: Files, *, conforming: bool, timestamp: int) -> bytes:
    """Return the PDF of `main.typ`, tagged; as PDF/UA-1 and PDF/A-2a if conforming.

    Raises:
        ToolFailed: with the list of faults as its subject.
    """
    return _compile(
        files,
        format="pdf",
        pdf_standards=STANDARDS if conforming else [],
        timestamp=timestamp,
    )


def draw(files: Files, *, ppi: float) -> bytes:
    """Return the first page of `main.typ` as PNG."""
    return _compile(files, format="png", ppi=ppi)


def query(files: Files, label: str) -> list[Any]:
    """Return the values of all metadata with a label, as the layout has them.

    Raises:
        ToolFailed: with the list of faults as its subject.
    """
    with _compiler(files) as compiler:
        found = _guarded(lambda: compiler.query(f"<{label}>", field="value"))
    return list(json.loads(found))


@cache
def version() -> str:
    """Return the version of the typst package."""
    return metadata.version("typst")


def _root(files: Files) -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory(prefix="coop-set-")
    for name, content in files.items():
        target = Path(folder.name, name)
        data = content if isinstance(content, bytes) else content.read_bytes()
        target.write_bytes(data)
    return folder


@contextmanager
def _compiler(files: Files) -> Iterator[typst.Compiler]:
    """Yield a compiler that sees these files, our fonts, and no package.

    A new one each time: typst remembers what it laid out for the whole process, so
    that keeping one saves nothing (measured), and nothing of a paper stays in it.
    """
    with (
        _root(files) as root,
        tempfile.TemporaryDirectory(prefix="coop-none-") as nothing,
    ):
        yield typst.Compiler(
            input=str(Path(root, MAIN)),
            root=root,
            # An identity may bring its own fonts beside the text.
            font_paths=[_fonts(), root],
            ignore_system_fonts=True,
            package_path=nothing,
            package_cache_path=nothing,
        )


def _compile(files: Files, **options: Any) -> bytes:
    with _compiler(files) as compiler:
        pages = _guarded(lambda: compiler.compile(**options))
    return pages[0] if isinstance(pages, list) else pages or b""


def _guarded(work: Callable[[], Any]) -> Any:
    try:
        with warnings.catch_warnings():
            # A warning, e.g. about a font, says nothing that a check does not.
            warnings.simplefilter("ignore")
            return work()
    except typst.TypstError as problem:
        raise ToolFailed("typst refused its input.", faults(problem)) from None
    except RuntimeError as problem:
        raise ToolFailed("typst failed.", [Fault(str(problem)[:300])]) from None


def faults(problem: typst.TypstError) -> list[Fault]:
    """Return every error of a compile with its line in the main file."""
    found = [
        Fault(match["message"], int(match["line"]) if match["file"] == MAIN else 0)
        for match in _FAULT.finditer(problem.diagnostic or "")
    ]
    return found or [Fault(problem.message)]


def _fonts() -> str:
    return str(FONTS)
