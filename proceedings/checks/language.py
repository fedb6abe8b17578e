"""Is the paper's language known and true? A screen reader must be told."""

from collections.abc import Iterator

from proceedings import language
from proceedings.checks.source import Source
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import text
from proceedings.report import Finding, Severity

# So many words are enough to be sure.
FEWEST_WORDS = 40


def ask(paper: Paper, entry: PaperEntry, source: Source) -> Iterator[Finding]:
    """Yield what is wrong with the language."""
    typed = language.normalise(entry.language)
    if entry.language and not typed:
        values: dict[str, str | int] = {"language": entry.language[:40]}
        yield Finding("language-unknown", Severity.BLOCKS, "", values)
        return
    if not paper.language:
        yield Finding("language-missing", Severity.BLOCKS)
        return
    declared = typed or source.language
    if not declared:
        values = {"language": paper.language}
        yield Finding("language-unmarked", Severity.NOTES, "", values)
        return
    guessed = _guess(paper, declared)
    if guessed:
        # What is typed rules the book; what the file says was set right by us.
        severity = Severity.WARNS if typed else Severity.NOTES
        values = {"declared": declared[:2], "guessed": guessed}
        yield Finding("language-wrong", severity, "", values)


def _guess(paper: Paper, declared: str) -> str:
    """Return the language of the text if it is surely not the declared one."""
    words = text(list(paper.blocks[:400]))
    if len(words.split()) < FEWEST_WORDS or declared[:2] not in language.FAMILIAR:
        return ""
    return language.sure(words, declared)
