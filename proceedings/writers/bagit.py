"""The whole edition as a BagIt archive (RFC 8493), from which it can be made again.

`volume-bag.zip` holds the book as far as this run made it, the folder of the volume
as its editors left it, the library with its fonts and drawings, the versions of the
tools, and how to build the same bytes from them without a network. It is for the
archive, not for readers: it holds the manuscripts as their authors sent them.
"""

import json
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from proceedings import pandoc, typesetter
from proceedings.book.assemble import Book
from proceedings.writers.citing import records
from proceedings.writers.citing.bags import Bag
from proceedings.writers.citing.words import one_line, with_subtitle
from proceedings.writers.order import Order

NAME = "volume-bag"
LIBRARY = Path(__file__).parents[1]
# What the library imports; the archive names the exact versions.
PACKAGES = (
    "babel", "defusedxml", "lxml", "nh3", "pikepdf", "pillow",
    "pypandoc-binary", "pypdfium2", "python-stdnum", "typst",
)  # fmt: skip
_NOT_KEPT = frozenset({"__pycache__", "node_modules"})

_REBUILD = """\
How to build this volume again
==============================

This archive holds

  data/book      the files of the book
  data/source    volume.toml and the manuscripts
  data/library   the library that made the book, with its fonts
  data/tools.json, data/requirements.txt
                 the versions of Python, pandoc, typst and the packages

No network is needed once the packages are installed. With Python {python}:

  python -m venv tools
  tools/bin/python -m pip install --requirement data/requirements.txt
  cd data/library
  SOURCE_DATE_EPOCH={timestamp} ../../tools/bin/python -m proceedings build \\
      ../source --out ../../rebuilt {options}

Then the folder {made} holds the same bytes as data/book; beside them are this
archive again and manifest.json, which tells of the run. `sha256sum --check manifest-sha256.txt`, run in the folder of
this archive, tells whether the archive itself is intact.
"""


def write(order: Order) -> list[Path]:
    """Write `volume-bag.zip` of everything that stands in the output so far."""
    target = order.out / f"{NAME}.zip"
    book = [path for path in _files(order.out) if path != target]
    with Bag(target, NAME, order.book.timestamp) as bag:
        for path in book:
            bag.add_file(f"book/{path.relative_to(order.out).as_posix()}", path)
        for name, path in _sources(order):
            bag.add_file(f"source/{name}", path)
        for path in _files(LIBRARY):
            name = path.relative_to(LIBRARY).as_posix()
            bag.add_file(f"library/{LIBRARY.name}/{name}", path)
        for name, words in _tools(order).items():
            bag.add(name, words.encode())
        bag.finish(_about(order.book))
    return [target]


def _sources(order: Order) -> Iterator[tuple[str, Path]]:
    """Yield the files of the volume's folder, without what was built from them."""
    if order.folder is None:
        return
    made = [order.out, order.work]
    if order.store is not None:
        made.append(order.store.folder)
    for path in _files(order.folder):
        if not any(path.is_relative_to(each) for each in made):
            yield path.relative_to(order.folder).as_posix(), path


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files, sorted, but none of an earlier edition.

    Hidden files and links are nobody's manuscripts.
    """
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink() or path.name in _NOT_KEPT:
            continue
        if path.is_dir() and not _is_edition(path):
            yield from _files(path)
        elif path.is_file() and path.suffix not in {".pyc", ".pyo", ".mo"}:
            yield path


def _is_edition(folder: Path) -> bool:
    """Whether a build wrote the folder: its manifest lists what it holds."""
    path = folder / "manifest.json"
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and {"outputs", "tools", "proofs"} <= found.keys()


def _tools(order: Order) -> dict[str, str]:
    versions = {name: metadata.version(name) for name in PACKAGES}
    tools = {
        "python": platform.python_version(),
        "pandoc": pandoc.version(),
        "typst": typesetter.version(),
        "packages": versions,
    }
    volume = order.book.volume
    made = f"rebuilt/{volume.language}" if volume.parallel else "rebuilt"
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {
        "tools.json": json.dumps(tools, indent=2) + "\n",
        "requirements.txt": "".join(f"{n}=={v}\n" for n, v in versions.items()),
        "REBUILD.txt": _REBUILD.format(
            python=python,
            timestamp=order.book.timestamp,
            made=made,
            options=" ".join(order.options),
        ),
    }


def _about(book: Book) -> list[tuple[str, str]]:
    """Return the lines of `bag-info.txt`, RFC 8493, 2.2.2."""
    volume = book.volume
    day = datetime.fromtimestamp(book.timestamp, UTC).date().isoformat()
    identifiers = [records.bare_doi(volume.doi), records.isbn_of(volume)]
    return [
        ("Source-Organization", one_line(volume.publisher)),
        ("Organization-Address", one_line(volume.publisher_place)),
        ("External-Description", with_subtitle(volume.title, volume.subtitle)),
        ("Bagging-Date", day),
        *(("External-Identifier", each) for each in identifiers),
    ]
