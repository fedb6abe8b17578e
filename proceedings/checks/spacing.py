"""Is there space made with empty paragraphs?"""

from collections.abc import Iterator

from proceedings.checks.source import Source
from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity

# One or two are left behind by every word processor.
FEWEST = 3


def ask(paper: Paper, entry: PaperEntry, source: Source) -> Iterator[Finding]:
    """Yield a finding if empty paragraphs stand in for space."""
    if source.empty_paragraphs >= FEWEST:
        values = {"count": source.empty_paragraphs}
        yield Finding("paragraphs-empty", Severity.NOTES, "", values)
