"""Does the paper hold all that its manuscript holds?"""

from proceedings.model import Counts
from proceedings.readers.counting import Loss, Tally, compare, tally_tree
from proceedings.readers.manuscript import Front, Manuscript
from proceedings.readers.tree import Node
from proceedings.report import Finding, Severity

# Findings that name one lost thing each, so that it is not lost without a word.
_NAMED = {
    "picture-missing": "images",
    "picture-unreadable": "images",
    "picture-format": "images",
    "picture-large": "images",
    "equation-unconverted": "equations",
    "link-removed": "links",
}


def judge(manuscript: Manuscript, blocks: list[Node]) -> Counts:
    """Return what the source holds; add a finding for what the paper lacks of it."""
    expected = manuscript.tally
    if expected is None:
        return Counts()
    found = [
        tally_tree(blocks),
        _taken(manuscript),
        _front(manuscript.front),
        _named(manuscript.findings),
    ]
    manuscript.findings += [_finding(loss) for loss in compare(expected, found)]
    return expected.counts()


def _taken(manuscript: Manuscript) -> Tally:
    """Return what was taken for front matter, but not its words: see `_front`."""
    tally = tally_tree(manuscript.taken)
    tally.text.clear()
    return tally


def _front(front: Front) -> Tally:
    tally = Tally()
    people = [
        " ".join((person.name, *person.affiliations, person.email, person.orcid))
        for person in front.authors
    ]
    keywords = [" ".join(words) for words in front.keywords.values()]
    for text in (
        front.title,
        front.subtitle,
        *people,
        *front.abstracts.values(),
        *keywords,
        *front.dropped,
    ):
        tally.paragraph(text)
    return tally


def _named(findings: list[Finding]) -> Tally:
    tally = Tally()
    for finding in findings:
        if finding.code in _NAMED:
            tally.add(_NAMED[finding.code], finding.where)
    return tally


def _finding(loss: Loss) -> Finding:
    values: dict[str, str | int] = {
        "thing": loss.kind,
        "missing": loss.missing,
        "count": loss.expected,
    }
    return Finding("content-lost", Severity.WARNS, "; ".join(loss.places)[:300], values)
