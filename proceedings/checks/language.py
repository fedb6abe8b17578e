"""Is the paper's language known? A screen reader must be told."""

from collections.abc import Iterator

from proceedings import language
from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield what is wrong with the language."""
    if entry.language and not language.normalise(entry.language):
        values = {"language": entry.language[:40]}
        yield Finding("language-unknown", Severity.BLOCKS, "", values)
    elif not paper.language:
        yield Finding("language-missing", Severity.BLOCKS)
