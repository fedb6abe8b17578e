"""Questions to a paper, one a file; the answers are findings."""

from dataclasses import replace
from pathlib import Path

from proceedings import fixes, readers
from proceedings.checks import (
    anonymous,
    blind,
    colours,
    content,
    front,
    glyphs,
    headings,
    language,
    links,
    lists,
    passages,
    resolution,
    scans,
    spacing,
    tables,
    works,
)
from proceedings.checks.source import look
from proceedings.model import Paper, PaperEntry
from proceedings.readers import Reading
from proceedings.report import Finding

QUESTIONS = (
    front.ask,
    content.ask,
    headings.ask,
    tables.ask,
    links.ask,
    lists.ask,
    passages.ask,
    works.ask,
    resolution.ask,
    colours.ask,
    scans.ask,
)
# These ask the file itself too, for what does not come into the paper.
QUESTIONS_TO_FILE = (language.ask, spacing.ask, anonymous.ask)


def examine(paper: Paper, entry: PaperEntry) -> list[Finding]:
    """Return the findings of all checks about a paper that was read.

    What an editor decided beside the manuscript is not asked again.
    """
    source = look(entry.source)
    found = [
        finding for ask in QUESTIONS_TO_FILE for finding in ask(paper, entry, source)
    ]
    found += [finding for ask in QUESTIONS for finding in ask(paper, entry)]
    decided = {
        (kind, key) for kind, rows in fixes.to_dict(entry.fixes).items() for key in rows
    }
    return [
        replace(finding, paper=paper.id)
        for finding in found
        if finding.fix is None or (finding.fix.kind, finding.fix.key) not in decided
    ]


def prepare(
    entry: PaperEntry, job: Path, *, draft: bool = False, style: Path | None = None
) -> Reading:
    """Read, clean and examine one paper: a job for the workbench.

    `style` is the CSL file by which the volume cites, if it has one.

    A paper with blocking findings is returned too, with placeholders where
    something is missing: a draft may set it, a book may not.
    """
    job.mkdir(parents=True, exist_ok=True)
    reading = readers.read_paper(entry, job, draft=draft, style=style)
    if reading.paper is None:
        return reading
    paper, unprintable = glyphs.settle(reading.paper)
    findings = [*reading.findings, *unprintable, *examine(paper, entry)]
    if entry.blind:
        paper = blind.blinded(paper, entry)
    return Reading(paper, _once(findings))


def _once(findings: list[Finding]) -> list[Finding]:
    """Drop findings that say the same of the same place."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        values = tuple(sorted(finding.values.items()))
        key = (finding.code, finding.where, values, finding.fix)
        kept.setdefault(key, finding)
    return list(kept.values())
