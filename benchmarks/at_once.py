"""The papers of a volume bound by us, and the same pages in one plain compile."""

import json
import re
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf

from benchmarks import papers as synthetic
from proceedings import typesetter, volume_file
from proceedings.book.assemble import Book, assemble
from proceedings.pipeline.reading import Request, read_all
from proceedings.store import Store
from proceedings.workbench import Workbench
from proceedings.writers.binding import Part, Segment, bind
from proceedings.writers.setting import set_papers
from proceedings.writers.sheets import paper_sheet

# One compile of more papers takes gigabytes, and its size grows with the pages only.
MOST = 50
_PICTURE = re.compile(r'"(picture-\d+\.\w+)"')


def main() -> None:
    """Print sizes, pages and seconds for the first papers of so many."""
    count, jobs = min(int(sys.argv[1]), MOST), int(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="coop-at-once-") as name:
        work = Path(name)
        folder = synthetic.volume(work / "papers", count)
        book, segments = _set(folder, work, jobs)
        told = {
            "papers": count,
            **_bound(book, segments, work / "bound.pdf"),
            **_at_once(book, work / "at-once.pdf"),
        }
    told["times_one_compile"] = round(told["bytes"] / told["at_once_bytes"], 2)
    print(json.dumps(told))


def _set(folder: Path, work: Path, jobs: int) -> tuple[Book, Mapping[str, Path]]:
    """Return the book of a folder with its pages, and the file of each paper."""
    volume = volume_file.load(folder)
    store = Store(work / "kept")
    requests = [Request(entry, volume.language) for entry in volume.papers]
    with Workbench(jobs, scratch=work) as bench:
        readings = [each for each, _ in read_all(requests, bench, store, work)]
        read = [each.paper for each in readings if each.paper]
        book = assemble(volume, read, timestamp=1)
        setting = set_papers(book, bench, store, _silent)
    if len(setting.segments) < len(requests):
        raise SystemExit("A paper could not be set.")
    return setting.book, setting.segments


def _bound(book: Book, segments: Mapping[str, Path], target: Path) -> dict[str, int]:
    parts = [
        Part(
            Segment.load(segments[paper.id]),
            paper.id,
            paper.language,
            first=book.pages[paper.id][0],
        )
        for paper in book.papers
    ]
    bind(parts, target)
    return {"pages": _pages(target), "bytes": target.stat().st_size}


def _at_once(book: Book, target: Path) -> dict[str, float]:
    started = time.perf_counter()
    target.write_bytes(
        typesetter.typeset(_together(book), conforming=True, timestamp=1)
    )
    return {
        "at_once_pages": _pages(target),
        "at_once_bytes": target.stat().st_size,
        "at_once_seconds": round(time.perf_counter() - started, 2),
    }


def _together(book: Book) -> dict[str, bytes | Path]:
    """Return the files of one compile, in which each paper is a file of its own."""
    files: dict[str, bytes | Path] = {}
    for paper in book.papers:
        sheet = paper_sheet(book, paper, book.pages[paper.id][0])
        for name, content in sheet.files.items():
            if name == typesetter.MAIN:
                files[f"{paper.id}.typ"] = _with_pictures_of(paper.id, content)
            elif name.startswith("picture-"):
                files[f"{paper.id}-{name}"] = content
            else:
                files[name] = content
    files[typesetter.MAIN] = _including([paper.id for paper in book.papers])
    return files


def _with_pictures_of(paper: str, code: bytes | Path) -> bytes:
    text = code if isinstance(code, bytes) else code.read_bytes()
    return _PICTURE.sub(rf'"{paper}-\1"', text.decode()).encode()


def _including(papers: Sequence[str]) -> bytes:
    included = (f'#include "{paper}.typ"\n' for paper in papers)
    # PDF/UA asks for a title, which is set before anything else.
    title = '#set document(title: "Zbornik")\n'
    return (title + '#pagebreak(to: "odd")\n'.join(included)).encode()


def _pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _silent(*_: object, **__: object) -> None:
    return


if __name__ == "__main__":
    main()
