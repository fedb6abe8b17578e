"""Questions to a paper, one a file; the answers are findings."""

from pathlib import Path

from proceedings.model import Paper, PaperEntry
from proceedings.readers import Reading
from proceedings.report import Finding


def examine(paper: Paper, entry: PaperEntry) -> list[Finding]:
    """Return the findings of all checks about a paper that was read."""
    raise NotImplementedError


def prepare(entry: PaperEntry, job: Path, *, draft: bool = False) -> Reading:
    """Read, clean and examine one paper: a job for the workbench."""
    raise NotImplementedError
