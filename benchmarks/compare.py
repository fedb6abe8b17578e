"""`python -m benchmarks.compare`: the same papers with what people use now."""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pypandoc

from benchmarks import papers, watch
from benchmarks.floor import sources

ROOT = Path(__file__).parents[1]
_SECONDS = 600


class Cost(NamedTuple):
    """What a way took: by the clock, and of computing in all its processes."""

    seconds: float
    cpu_seconds: float

    def told(self, ours: "Cost") -> dict[str, float]:
        """Return it beside ours."""
        return {
            **self._asdict(),
            "times_ours": round(self.seconds / ours.seconds, 2),
            "cpu_times_ours": round(self.cpu_seconds / ours.cpu_seconds, 2),
        }


def main() -> None:
    """Print the seconds of each way, and what could not be tried."""
    parser = argparse.ArgumentParser(prog="benchmarks.compare")
    parser.add_argument("--papers", type=int, default=20, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coop-compare-") as name:
        told = _compare(Path(name), options.papers, options.jobs)
    print(json.dumps(told, indent=2))


def _compare(work: Path, count: int, jobs: int) -> dict[str, object]:
    folder = papers.volume(work / "papers", count)
    ours = _ours(folder, work / "out", jobs)
    told: dict[str, object] = {
        "papers": count,
        "jobs": jobs,
        "load_before": round(os.getloadavg()[0], 2),
        "ours": ours._asdict(),
    }
    missing = []
    if shutil.which("lualatex"):
        told["lualatex_twice"] = _way(folder, jobs, _lualatex, ours)
    else:
        missing.append("lualatex")
    if shutil.which("weasyprint"):
        told["weasyprint"] = _way(folder, jobs, _weasyprint, ours)
    else:
        missing.append("weasyprint")
    if shutil.which("aclpub2"):
        told["aclpub2_volume_step"] = _aclpub2(work / "out", work / "acl", ours)
    else:
        missing.append("aclpub2")
    return {**told, "not_installed": missing}


def _way(
    folder: Path, jobs: int, set_one: Callable[[Path], None], ours: Cost
) -> dict[str, float]:
    found = sources(folder)

    def all_papers() -> None:
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(set_one, found))

    return _timed(all_papers).told(ours)


def _ours(folder: Path, out: Path, jobs: int) -> Cost:
    command = [sys.executable, "-m", "proceedings", "build", str(folder)]
    command += [f"--out={out}", f"--jobs={jobs}", "--format=pdf"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    watched = watch.run(command, env=env, cwd=ROOT)
    return Cost(watched.seconds, watched.cpu_seconds)


def _timed(work: Callable[[], object]) -> Cost:
    started, computed = time.perf_counter(), _computed()
    work()
    seconds = time.perf_counter() - started
    return Cost(round(seconds, 2), round(_computed() - computed, 2))


def _computed() -> float:
    """Return the computing time of all programs that were run so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _pandoc(source: Path, folder: Path, target: str) -> None:
    citing = ["--citeproc"] if source.suffix == ".md" else []
    _call(
        [
            pypandoc.get_pandoc_path(),
            str(source),
            *citing,
            "--standalone",
            f"--resource-path={source.parent}",
            f"--extract-media={folder}",
            f"--output={folder / target}",
        ],
        source.parent,
    )


def _lualatex(source: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _pandoc(source, folder, "main.tex")
        for _ in range(2):
            _call(["lualatex", "-interaction=batchmode", "main.tex"], folder)


def _weasyprint(source: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _pandoc(source, folder, "main.html")
        _call(["weasyprint", "--pdf-variant=pdf/ua-1", "main.html", "main.pdf"], folder)


def _aclpub2(out: Path, folder: Path, ours: Cost) -> dict[str, float]:
    """Time the joining alone: the papers are camera-ready files for it."""
    (folder / "papers").mkdir(parents=True)
    rows = []
    for number, path in enumerate(sorted(out.glob("papers/*.pdf")), start=1):
        shutil.copyfile(path, folder / "papers" / path.name)
        rows.append(
            f"- id: {number}\n  title: Paper {number}\n  file: {path.name}\n"
            "  authors:\n    - {first_name: A, last_name: B}\n"
        )
    (folder / "papers.yml").write_text("".join(rows), encoding="utf-8")
    (folder / "conference_details.yml").write_text(
        "book_title: Volume\nevent_name: Event\ncover_subtitle: Volume\n"
        "anthology_venue_id: X\nstart_date: 2013-05-31\nend_date: 2013-05-31\n"
        "isbn: '0'\nlocation: Maribor\neditors: []\npublisher: X\nvolume_name: '1'\n",
        encoding="utf-8",
    )
    joining = ["aclpub2", "generate", "--proceedings", "."]
    return _timed(lambda: _call(joining, folder)).told(ours)


def _call(command: Iterable[str], folder: Path) -> None:
    subprocess.run(
        list(command), cwd=folder, check=True, capture_output=True, timeout=_SECONDS
    )


if __name__ == "__main__":
    main()
