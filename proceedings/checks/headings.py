"""Are there headings, or only bold lines that look like some?"""

from collections.abc import Iterator

from proceedings.checks.places import placed
from proceedings.fixes import words_key
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import text
from proceedings.report import Finding, Fix, Severity

LONG_PAPER = 12_000


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield headings that only look like headings, and long papers without any."""
    faked = 0
    for each in placed(paper):
        if each.seems_heading:
            faked += 1
            words = each.words
            fix = Fix("headings", words_key(words), str(min(each.level + 1, 6)))
            yield Finding(
                "heading-faked",
                Severity.WARNS,
                each.at(words),
                {"text": words[:80]},
                fix=fix,
            )
    if faked or any(block["t"] == "Header" for block in paper.blocks):
        return
    if len(text(list(paper.blocks))) > LONG_PAPER:
        yield Finding("headings-missing", Severity.NOTES)
