"""What a reader makes of a file, before it is clean."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from proceedings.model import Block, Person
from proceedings.readers.counting import Tally
from proceedings.readers.tree import Node
from proceedings.report import Finding, Severity


@dataclass(slots=True)
class Front:
    """What a manuscript says of itself; an abstract of unknown language has key ''."""

    title: str = ""
    subtitle: str = ""
    language: str = ""
    authors: tuple[Person, ...] = ()
    abstracts: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # What the file's properties say: often true, never sure.
    property_title: str = ""
    property_author: str = ""
    # Where each field was found; see `model.Paper`.
    found: dict[str, str] = field(default_factory=dict)
    # Lines that the manuscript calls its authors, still to be read, and from where.
    author_lines: list[list[Node]] = field(default_factory=list)
    author_place: str = ""
    # What notes on the title say.
    notes: list[Node] = field(default_factory=list)
    # ORCID iDs whose check digit does not fit.
    wrong_orcids: list[str] = field(default_factory=list)
    # Words of the text that were left out knowingly: labels, and what is repeated.
    dropped: list[str] = field(default_factory=list)


class Files:
    """The files that a manuscript may use, by the names its author uses.

    Names are relative to the manuscript; nothing else than these files is found.
    """

    def __init__(self, files: Mapping[str, Path], main: str = "") -> None:
        self._files = dict(files)
        self._folded = {name.casefold(): name for name in files}
        self.main = main
        self.base = posixpath.dirname(main)

    def find(self, name: str, *suffixes: str, base: str | None = None) -> Path | None:
        """Return the file of a name, with one of the suffixes if it has none."""
        located = self.locate(name, *suffixes, base=base)
        return self.path(located) if located else None

    def locate(self, name: str, *suffixes: str, base: str | None = None) -> str:
        """Return the full name of a file, or ''."""
        if "\0" in name or len(name) > 500:
            return ""
        folder = self.base if base is None else base
        for candidate in _spellings(name, suffixes):
            full = posixpath.normpath(posixpath.join(folder, candidate))
            found = self.known(full)
            if found:
                return found
        return ""

    def known(self, full: str) -> str:
        """Return the full name as the files spell it, or ''."""
        if full in self._files:
            return full
        return self._folded.get(full.casefold(), "")

    def path(self, full: str) -> Path:
        """Return the path behind a full name."""
        return self._files[full]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)


def _spellings(name: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for spelling in dict.fromkeys((name, unquote(name))):
        cleaned = spelling.strip().replace("\\", "/")
        if not cleaned or cleaned.startswith("/") or "://" in cleaned:
            continue
        yield cleaned
        for suffix in suffixes:
            yield cleaned + suffix


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        # A link could lead anywhere; hidden folders hold nothing for a book.
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path


@dataclass(slots=True)
class Manuscript:
    """The blocks of a file with all it brings along."""

    blocks: list[Block]
    front: Front = field(default_factory=Front)
    files: Files = field(default_factory=lambda: Files({}))
    references: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    # A picture folder beside the files: where LaTeX's \graphicspath points.
    picture_folders: tuple[str, ...] = ()
    # What a reader that is not pandoc counted in the source; None: it could not.
    tally: Tally | None = None
    # Blocks, and values of pandoc's metadata, that became front matter.
    taken: list[Any] = field(default_factory=list)
    # Notes of the title and the like: blocks that will begin the text.
    notes: list[Block] = field(default_factory=list)
    # The names of the first paragraphs' styles, each with the paragraph's words.
    styles: list[tuple[str, str]] = field(default_factory=list)

    def find(
        self, code: str, severity: Severity, where: str = "", **values: str | int
    ) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, severity, where, values))


def media_files(folder: Path) -> Files:
    """Return the pictures that pandoc unpacked, under the names it wrote."""
    files: dict[str, Path] = {}
    if folder.is_dir():
        for path in sorted(_walk(folder)):
            files[path.relative_to(folder).as_posix()] = path
    return Files(files)
