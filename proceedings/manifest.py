"""`manifest.json`: what was built from what, for people and programs."""

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from proceedings import pandoc, phrases, typesetter
from proceedings.model import Paper, PaperEntry, Volume
from proceedings.report import Finding, Report, Severity

VERSION = 1
NAME = "manifest.json"


class Run(Protocol):
    """What the manifest tells of a run."""

    folder: Path
    language: str
    draft: bool
    report: Report
    papers: dict[str, Paper]
    failed: set[str]
    proofs: dict[str, str]
    timings: dict[str, float]
    written: bool
    setting: Any


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content, as JSON will hold it."""

    content: dict[str, Any]

    def write(self, folder: Path) -> None:
        """Write `manifest.json`."""
        text = json.dumps(self.content, ensure_ascii=False, indent=2)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def manifest_of(run: Run, volume: Volume, out: Path | None) -> Manifest:
    """Return the manifest of a run; `out` holds its files, if any were written."""
    pages: Mapping[str, tuple[int, int]] = {}
    if run.written and run.setting is not None:
        pages = run.setting.book.pages
    papers = [_paper(entry, run, pages) for entry in volume.papers]
    return Manifest(
        {
            "version": VERSION,
            "title": volume.title,
            "language": volume.language,
            "draft": run.draft,
            "papers": papers,
            "left_out": [
                paper["id"]
                for paper in papers
                if run.written and not _is_in(paper["id"], run)
            ],
            "findings": [
                told(each, run.language) for each in run.report if not each.paper
            ],
            "outputs": _outputs(out) if out else [],
            "proofs": dict(run.proofs),
            "timings": dict(run.timings),
            "tools": tools(),
        }
    )


def told(finding: Finding, language: str) -> dict[str, Any]:
    """Return a finding with its words, and what can be decided about it."""
    message, remedy = phrases.explain(finding, language)
    words: dict[str, Any] = {
        "severity": str(finding.severity),
        "code": finding.code,
        "message": message,
        "where": finding.where,
        "remedy": remedy,
    }
    if finding.fix:
        words["fix"] = asdict(finding.fix)
    return words


def _is_in(identifier: str, run: Run) -> bool:
    return run.setting is not None and run.setting.book.paper(identifier) is not None


def _paper(
    entry: PaperEntry,
    run: Run,
    pages: Mapping[str, tuple[int, int]],
) -> dict[str, Any]:
    paper = run.papers.get(entry.id)
    authors = paper.authors if paper else entry.authors
    first, last = pages.get(entry.id, (None, None))
    findings = run.report.of(entry.id)
    return {
        "id": entry.id,
        "source": _relative(entry.source, run.folder),
        "source_sha256": _digest(entry.source),
        "title": paper.title if paper else entry.title,
        "authors": [author.name for author in authors],
        "language": paper.language if paper else entry.language,
        "status": _status(entry.id, findings, run),
        "first_page": first,
        "last_page": last,
        "findings": [told(each, run.language) for each in findings],
    }


def _status(identifier: str, findings: list[Finding], run: Run) -> str:
    if identifier in run.failed:
        return "failed"
    blocked = any(each.severity is Severity.BLOCKS for each in findings)
    return "blocked" if blocked else "ok"


def _relative(source: Path, folder: Path) -> str:
    """Return the source as `volume.toml` names it, never an absolute path."""
    if source.is_relative_to(folder):
        return source.relative_to(folder).as_posix()
    return source.name


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _outputs(out: Path) -> list[dict[str, Any]]:
    return [
        {
            "path": path.relative_to(out).as_posix(),
            "sha256": _digest(path),
            "bytes": path.stat().st_size,
        }
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != NAME
    ]


def tools() -> list[dict[str, str]]:
    """Return the tools that books are made with, and their versions."""
    versions = {
        "python": platform.python_version(),
        "pandoc": pandoc.version(),
        "typst": typesetter.version(),
        "pikepdf": metadata.version("pikepdf"),
        "pillow": metadata.version("pillow"),
    }
    return [{"name": name, "version": versions[name]} for name in versions]
