"""A first `volume.toml`, made from the manuscripts of a folder."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from proceedings.exceptions import WrongUsage
from proceedings.model import PaperEntry, Volume
from proceedings.volume_file.schema import NAME
from proceedings.volume_file.writing import dump

_SUFFIXES = frozenset({".docx", ".odt", ".md", ".zip", ".tex", ".html"})
_NOT_A_PAPER = re.compile(
    r"^(?:readme|license|licence|changelog|contributing|code_of_conduct|copying"
    r"|security|authors|history|news)(?:[._-]|$)",
    re.IGNORECASE,
)
_DOCUMENT_CLASS = re.compile(rb"^[^%\n]*\\documentclass", re.MULTILINE)
_LARGEST_TEX = 8 << 20


def discover(folder: Path) -> list[PaperEntry]:
    """Return an entry for each manuscript below a folder, in a stable order."""
    base = folder.resolve()
    sources = [path for path in _files(base) if _is_manuscript(path)]
    sources.sort(key=lambda path: path.relative_to(base).as_posix().casefold())
    taken: set[str] = set()
    return [
        PaperEntry(id=_id(source, base, taken), source=source, root=_root(source, base))
        for source in sources
    ]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _is_manuscript(path: Path) -> bool:
    if path.suffix.lower() not in _SUFFIXES or _NOT_A_PAPER.match(path.name):
        return False
    if path.suffix.lower() == ".tex":
        # What another file includes is no document of its own.
        with path.open("rb") as stream:
            return _DOCUMENT_CLASS.search(stream.read(_LARGEST_TEX)) is not None
    return True


def _root(source: Path, base: Path) -> Path:
    parts = source.relative_to(base).parts
    return base / parts[0] if len(parts) > 1 else base


_TELLS_NOTHING = frozenset(
    {"paper", "main", "article", "manuscript", "index", "docs", "joss", "text"}
)


def _id(source: Path, base: Path, taken: set[str]) -> str:
    """Return a short name of its own, from the file or the folders above it."""
    parts = list(source.relative_to(base).with_suffix("").parts)
    while len(parts) > 1 and _slug(parts[-1]) in _TELLS_NOTHING:
        parts.pop()
    slug = _slug(parts[-1])
    if slug in taken and len(parts) > 1:
        slug = _slug(f"{parts[-2]}-{parts[-1]}")
    name, number = slug, 2
    while name in taken:
        name, number = f"{slug}-{number}", number + 1
    taken.add(name)
    return name


def _slug(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:48].strip("-")
    if not slug:
        return "paper"
    return slug if slug[0].isalpha() else f"p-{slug}"


def initialise(
    folder: Path, describe: Callable[[list[PaperEntry]], list[PaperEntry]]
) -> Path:
    """Write `volume.toml` from the manuscripts of a folder; never overwrite one.

    `describe` fills in what the manuscripts say of themselves.
    """
    if not folder.is_dir():
        raise WrongUsage("There is no folder %(path)s.", folder, path=folder)
    path = folder / NAME
    if path.exists():
        message = "%(path)s exists already; it is left as it is."
        raise WrongUsage(message, path, path=path)
    entries = discover(folder)
    if not entries:
        message = "There are no manuscripts in %(path)s."
        raise WrongUsage(message, folder, path=folder)
    papers = tuple(describe(entries))
    used = [paper.language[:2] for paper in papers if paper.language]
    language = max(sorted(set(used)), key=used.count, default="en")
    volume = Volume(
        title=folder.resolve().name,
        language=language if language in {"sl", "it", "en"} else "en",
        languages=tuple(sorted(set(used), key=lambda code: (-used.count(code), code)))
        or ("en",),
        papers=papers,
    )
    text = dump(volume, folder)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(text)
    return path
