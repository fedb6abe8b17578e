"""Makes a parallel book: one book for each language, published together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from proceedings import manifest, volume_file
from proceedings.book.parallel import compare, twins
from proceedings.exceptions import ProofFailed
from proceedings.manifest import Manifest, manifest_of
from proceedings.model import Volume
from proceedings.pipeline.run import Run
from proceedings.pipeline.scratch import publish, staging_folder
from proceedings.proofs import site
from proceedings.report import Finding, Report

# Makes the run of a book into a folder.
MakeRun = Callable[[Volume, Path], Run]


class Editions:
    """The runs of a parallel book, by language."""

    def __init__(self, volume: Volume, make: MakeRun, out: Path) -> None:
        self._volume = volume
        self._make = make
        self._out = out
        self._runs: dict[str, Run] = {}
        self._compared: list[Finding] = []
        self.written = False

    def read(self) -> None:
        """Read the chapters in all languages, and compare them."""
        self._read(self._out)

    def build(self) -> None:
        """Make all books, and put them in the place of the old ones at once."""
        with staging_folder(self._out) as staging:
            books = staging / "books"
            books.mkdir()
            self._read(books)
            if all(run.may_continue() for run in self._runs.values()):
                self._make_all()
            if self.written:
                _prove_crossings(books)
                self.manifest(books).write(books)
                publish(books, self._out)

    @property
    def report(self) -> Report:
        """The findings of all languages, each with its language in its place."""
        return Report([*self._compared, *self._found()])

    def manifest(self, out: Path | None) -> Manifest:
        """Return one manifest for all books; paths begin with the language."""
        parts = {
            code: run.manifest.content
            if run.manifest
            else manifest_of(run, run.volume, None).content
            for code, run in self._runs.items()
        }
        main = next(iter(self._runs.values()))
        content = dict(parts[self._volume.language])
        content["parallel"] = list(parts)
        content["left_out"] = _unique(
            each for p in parts.values() for each in p["left_out"]
        )
        content["papers"] = [paper for p in parts.values() for paper in p["papers"]]
        content["findings"] = [
            manifest.told(each, main.language) for each in self.report if not each.paper
        ]
        content["outputs"] = [
            {**each, "path": f"{code}/{each['path']}"}
            for code, p in (parts.items() if out else ())
            for each in p["outputs"]
        ]
        content["proofs"] = {
            f"{code}/{name}": proof
            for code, p in parts.items()
            for name, proof in p["proofs"].items()
        }
        content["timings"] = _added(p["timings"] for p in parts.values())
        return Manifest(content)

    def _read(self, out: Path) -> None:
        for code in self._volume.parallel:
            book = volume_file.in_language(self._volume, code)
            self._runs[code] = self._make(book, out / code)
            self._runs[code].read()
        self._compared = list(self._differences())

    def _differences(self) -> Iterator[Finding]:
        main = self._volume.language
        for entry in self._volume.papers:
            chapter = {
                code: run.papers[entry.id]
                for code, run in self._runs.items()
                if entry.id in run.papers
            }
            if main in chapter and len(chapter) > 1:
                for each in compare(chapter, main):
                    yield replace(each, paper=entry.id)

    def _make_all(self) -> None:
        papers = {code: run.papers for code, run in self._runs.items()}
        volumes = {code: run.volume for code, run in self._runs.items()}
        known = twins(volumes, papers)
        for code, run in self._runs.items():
            run.make(known[code])
        self.written = all(run.written for run in self._runs.values())

    def _found(self) -> Iterator[Finding]:
        for code, run in self._runs.items():
            for each in run.report:
                yield replace(each, where=" · ".join(filter(None, (code, each.where))))


def _prove_crossings(books: Path) -> None:
    if problems := site.crossings(books):
        message = "A chapter does not lead to its translation."
        raise ProofFailed(message, [(problem, "") for problem in problems])


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _added(timings: Iterable[Mapping[str, float]]) -> dict[str, Any]:
    total: dict[str, float] = {}
    for each in timings:
        for step, seconds in each.items():
            total[step] = round(total.get(step, 0.0) + seconds, 3)
    return total
