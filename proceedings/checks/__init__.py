"""Questions to a paper, one a file; the answers are findings."""

from dataclasses import replace
from pathlib import Path

from proceedings import readers
from proceedings.checks import (
    content,
    front,
    glyphs,
    headings,
    language,
    links,
    resolution,
    tables,
)
from proceedings.model import Paper, PaperEntry
from proceedings.readers import Reading
from proceedings.report import Finding

QUESTIONS = (
    language.ask,
    front.ask,
    content.ask,
    headings.ask,
    tables.ask,
    links.ask,
    resolution.ask,
)


def examine(paper: Paper, entry: PaperEntry) -> list[Finding]:
    """Return the findings of all checks about a paper that was read."""
    found = (finding for ask in QUESTIONS for finding in ask(paper, entry))
    return [replace(finding, paper=paper.id) for finding in found]


def prepare(entry: PaperEntry, job: Path, *, draft: bool = False) -> Reading:
    """Read, clean and examine one paper: a job for the workbench.

    A paper with blocking findings is returned too, with placeholders where
    something is missing: a draft may set it, a book may not.
    """
    job.mkdir(parents=True, exist_ok=True)
    reading = readers.read_paper(entry, job, draft=draft)
    if reading.paper is None:
        return reading
    paper, unprintable = glyphs.settle(reading.paper)
    findings = [*reading.findings, *unprintable, *examine(paper, entry)]
    return Reading(paper, _once(findings))


def _once(findings: list[Finding]) -> list[Finding]:
    """Drop findings that say the same of the same place."""
    kept: dict[tuple[str, str, tuple[object, ...]], Finding] = {}
    for finding in findings:
        key = (finding.code, finding.where, tuple(sorted(finding.values.items())))
        kept.setdefault(key, finding)
    return list(kept.values())
