"""Manuscripts become papers: gate, pandoc, front matter, clean text."""

from dataclasses import dataclass, field
from pathlib import Path

from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper as far as it could be read, and what was found on the way."""

    paper: Paper | None
    findings: list[Finding] = field(default_factory=list)


def read_paper(entry: PaperEntry, job: Path, *, draft: bool) -> Reading:
    """Read and clean one manuscript; `job` is an empty folder for its pictures.

    Runs in a worker process. Pictures stay in `job`, so keep it until the book
    is written. `paper` is None when nothing can be set, not even a draft.
    """
    raise NotImplementedError


def describe(entry: PaperEntry, job: Path) -> PaperEntry:
    """Return the entry with the title, language and authors of its manuscript."""
    raise NotImplementedError
