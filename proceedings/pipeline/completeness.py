"""Does each finished file of a paper hold all that the paper holds?

Counted in the workers, and once for each content: a paper that only moves to other
pages is not counted again.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from proceedings.model import Paper
from proceedings.proofs import content
from proceedings.proofs.offprint import Seen
from proceedings.readers.counting import Loss
from proceedings.report import Finding, Severity
from proceedings.writers.order import Order


def findings(
    order: Order, seen: Mapping[str, Seen], formats: Sequence[str]
) -> Iterator[Finding]:
    """Yield what the files of each paper lack; a draft lacks what it says.

    `seen` is what was found in the pages of papers when they were set.

    Raises:
        ProceedingsError: when a file cannot be read within the limits of a job.
    """
    if order.book.draft:
        return
    papers = order.book.papers
    if not {"pdf", "offprint"}.isdisjoint(formats):
        for paper in papers:
            if paper.id in seen:
                for loss in seen[paper.id].losses:
                    yield _finding(paper, f"{paper.id}.pdf", loss)
    folder = order.out / "papers"
    for name, ending in (("html", ".fragment.html"), ("jats", ".xml")):
        if name in formats:
            rows = [(paper, folder / f"{paper.id}{ending}") for paper in papers]
            for paper, losses in zip(papers, order.map(in_file, rows), strict=True):
                for loss in losses:
                    yield _finding(paper, f"{paper.id}{ending}", loss)


def in_file(paper: Paper, path: Path) -> list[Loss]:
    """Return what a file of a paper lacks: a job for the workbench."""
    return content.lacking(paper, path)


def _finding(paper: Paper, name: str, loss: Loss) -> Finding:
    values: dict[str, str | int] = {
        "file": name,
        "thing": loss.kind,
        "missing": loss.missing,
        "count": loss.expected,
    }
    places = "; ".join(loss.places)[:300]
    return Finding("content-lost-in-file", Severity.WARNS, places, values, paper.id)
