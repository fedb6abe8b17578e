"""Is there an author, an affiliation, an abstract, a keyword?"""

from collections.abc import Iterator

from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield what the first page lacks."""
    if not entry.anonymous:
        yield from _people(paper)
    if not any(paper.abstracts.values()):
        yield Finding("abstract-missing", Severity.WARNS)
    if not any(paper.keywords.values()):
        yield Finding("keywords-missing", Severity.NOTES)


def _people(paper: Paper) -> Iterator[Finding]:
    if not paper.authors:
        yield Finding("authors-missing", Severity.WARNS)
    for person in paper.authors:
        if not any(person.affiliations):
            values = {"name": person.name[:80]}
            yield Finding("affiliation-missing", Severity.NOTES, "", values)
