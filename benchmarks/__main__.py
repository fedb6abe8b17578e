"""`python -m benchmarks`: the figures of issue 3 as JSON."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import papers, watch

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure, and print JSON; what is measured is said on the way."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="coop-bench-") as name:
        report = _Bench(Path(name), options).report()
    print(json.dumps(report, indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--papers", type=int, default=200, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument(
        "--growth", type=int, default=0, metavar="N", help="also a volume of N papers"
    )
    parser.add_argument(
        "--formats", action="store_true", help="also --format all, which takes longer"
    )
    parser.add_argument(
        "--clean", action="store_true", help="compare with clean builds"
    )
    parser.add_argument("--size", action="store_true", help="compare with one compile")
    return parser.parse_args()


class _Bench:
    """All measurements of one run, on the same machine and the same papers."""

    def __init__(self, work: Path, options: argparse.Namespace) -> None:
        self._work = work
        self._options = options
        self._jobs = str(options.jobs)
        self._env = {**os.environ, "PYTHONPATH": str(ROOT)}

    def report(self) -> dict[str, Any]:
        """Return all figures."""
        count = self._options.papers
        self._say(f"{count} papers")
        folder = papers.volume(self._work / "papers", count)
        report: dict[str, Any] = {
            "machine": {
                "cores": os.cpu_count(),
                "python": platform.python_version(),
                "load_before": round(os.getloadavg()[0], 2),
            },
            "papers": count,
            "jobs": self._options.jobs,
        }
        self._say("floor")
        watched = self._python("benchmarks.floor", str(folder))
        floor = {**json.loads(watched.output), "cpu_seconds": watched.cpu_seconds}
        report["floor"] = floor
        self._say("cold build of pdf")
        cold = self._build(folder, "pdf")
        report["pdf"] = {
            **_times(cold, floor),
            "pages_a_paper": _pages_a_paper(self._work / "out"),
            "peak_mb": cold.peak_mb,
            "bytes": (self._work / "out" / "volume.pdf").stat().st_size,
        }
        if self._options.formats:
            self._say("cold build of all formats")
            every = self._build(folder, "all")
            report["all"] = {
                **_times(every, floor),
                "peak_mb": every.peak_mb,
            }
        if self._options.size:
            self._say("one compile of all papers")
            report["size"] = self._size(count)
        self._say("edits")
        report["edits"] = self._edits(folder, cold.seconds)
        if self._options.growth:
            report["growth"] = self._growth(cold)
        return report

    def _size(self, count: int) -> dict[str, Any]:
        watched = self._run("benchmarks.at_once", str(count), self._jobs)
        told: dict[str, Any] = json.loads(watched.output)
        return told

    def _edits(self, folder: Path, cold: float) -> dict[str, Any]:
        clean = "clean" if self._options.clean else "-"
        watched = self._run(
            "benchmarks.edits",
            str(folder),
            str(self._work / "edits"),
            self._jobs,
            clean,
        )
        told: dict[str, Any] = json.loads(watched.output)
        for name in ("word", "page"):
            told[f"{name}_share_of_cold"] = round(told[f"{name}_seconds"] / cold, 3)
        return {**told, "peak_mb": watched.peak_mb}

    def _growth(self, cold: watch.Watched) -> dict[str, Any]:
        count = self._options.growth
        self._say(f"cold build of {count} papers")
        folder = papers.volume(self._work / "growth", count)
        built = self._build(folder, "pdf")
        times = count / self._options.papers
        return {
            "papers": count,
            "seconds": built.seconds,
            "seconds_to_linear": round(built.seconds / (cold.seconds * times), 2),
            "peak_mb": built.peak_mb,
        }

    def _build(self, folder: Path, kind: str) -> watch.Watched:
        return self._run(
            "proceedings",
            "build",
            str(folder),
            f"--out={self._work / 'out'}",
            f"--jobs={self._jobs}",
            f"--format={kind}",
        )

    def _python(self, module: str, folder: str) -> watch.Watched:
        return self._run(module, folder, self._jobs)

    def _run(self, module: str, *arguments: str) -> watch.Watched:
        try:
            return watch.run(
                [sys.executable, "-m", module, *arguments], env=self._env, cwd=ROOT
            )
        except subprocess.CalledProcessError as problem:
            print((problem.output or b"").decode()[-3000:], file=sys.stderr)
            raise SystemExit(f"{module} failed.") from None

    def _say(self, words: str) -> None:
        print(f"bench: {words}", file=sys.stderr, flush=True)


def _pages_a_paper(out: Path) -> float:
    """Return how many pages a paper has in our book: the issue speaks of eight."""
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    counts = [row["last_page"] - row["first_page"] + 1 for row in manifest["papers"]]
    return round(sum(counts) / len(counts), 2)


def _times(built: watch.Watched, floor: dict[str, Any]) -> dict[str, float]:
    return {
        "seconds": built.seconds,
        "cpu_seconds": built.cpu_seconds,
        "times_floor": round(built.seconds / floor["seconds"], 2),
        "cpu_times_floor": round(built.cpu_seconds / floor["cpu_seconds"], 2),
    }


if __name__ == "__main__":
    main()
