"""Measures the preview of a paper: `python -m benchmarks.preview [pages]`.

What an author waits for, from the upload to the pages: the gate looks at the file,
the press that stays with its worker reads, sets and writes it, the findings get
their pages; then the pages are drawn. Each paper is another one, so that nothing of
it is known; the first, for which the workers start, is told apart.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PAGES = 20
PAPERS = 6
WORDS_A_PAGE = 345


def main() -> None:
    """Print the seconds of each step as JSON."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory(prefix="coop-preview-") as name:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(name) / 'preview.sqlite3'}"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps(_measure(Path(name), pages), indent=2))


def _measure(work: Path, pages: int) -> dict[str, Any]:
    from benchmarks import papers
    from cms.press.resident import close

    papers.WORDS = WORDS_A_PAGE * pages
    runs = []
    for number in range(1, PAPERS + 1):
        source = papers.paper(work / f"p{number}", number)
        runs.append(_preview(_packed(source), number))
    close()
    warm = runs[1:]
    return {
        "load": round(os.getloadavg()[0], 2),
        "cores": os.cpu_count(),
        "pages": [run["pages"] for run in runs],
        "first": runs[0],
        "warm_median": {
            key: round(statistics.median(run[key] for run in warm), 2)
            for key in warm[0]
        },
        "warm_best": round(min(run["gate"] + run["preview"] for run in warm), 2),
    }


def _computing() -> float:
    """Return the processor seconds of this process and of all that it started."""
    ticks = os.sysconf("SC_CLK_TCK")
    mine, own = os.getpid(), os.times()
    total = own.user + own.system + own.children_user + own.children_system
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[1]) == mine:
            total += sum(int(field) for field in fields[11:15]) / ticks
    return total


def _packed(source: Path) -> Path:
    """Return the paper as an author uploads it: text, pictures and works in one ZIP."""
    import zipfile

    target = source.parent.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(source.parent.iterdir()):
            archive.write(path, path.name)
    return target


def _preview(file: Path, number: int) -> dict[str, Any]:
    from django.core.files import File

    from cms.press import operations
    from cms.press.orders import PaperOrder, PersonOrder

    started, computed = time.perf_counter(), _computing()
    with file.open("rb") as stream:
        refused = operations.inspect_upload(file=File(stream), filename=file.name)
    if refused:
        raise SystemExit(refused)
    passed, at_gate = time.perf_counter(), _computing()
    order = PaperOrder(
        id="paper",
        manuscript=file,
        filename=file.name,
        title=f"Meritev {number}",
        language="sl",
        authors=(PersonOrder(name="Ana Žagar"),),
        abstracts={"sl": "Povzetek.", "en": "Abstract."},
        keywords={"sl": ("delo",)},
    )
    rendition = operations.make_rendition(
        order=order, rendition=operations.request_rendition(order=order)
    )
    shown, at_preview = time.perf_counter(), _computing()
    operations.draw_pages(rendition=rendition)
    return {
        "pages": rendition.pages,
        "gate": round(passed - started, 2),
        "preview": round(shown - passed, 2),
        "drawing": round(time.perf_counter() - shown, 2),
        "cpu_gate": round(at_gate - computed, 2),
        "cpu_preview": round(at_preview - at_gate, 2),
        "cpu_drawing": round(_computing() - at_preview, 2),
    }


if __name__ == "__main__":
    main()
