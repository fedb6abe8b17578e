"""Does each finished file of a paper hold all that the paper holds?

Counted in the workers, and once for each content: a paper that only moves to other
pages is not counted again.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from proceedings.model import Paper
from proceedings.proofs import content
from proceedings.readers.counting import Loss
from proceedings.report import Finding, Severity
from proceedings.writers.binding import Segment, alone
from proceedings.writers.order import Order


def findings(order: Order, formats: Sequence[str]) -> Iterator[Finding]:
    """Yield what the files of each paper lack; a draft lacks what it says.

    Raises:
        ProceedingsError: when a file cannot be read within the limits of a job.
    """
    if order.book.draft:
        return
    for ending, count, rows in _asked(order, formats):
        counted = order.map(count, rows)
        for paper, losses in zip(order.book.papers, counted, strict=True):
            for loss in losses:
                yield _finding(paper, f"{paper.id}{ending}", loss)


def _asked(
    order: Order, formats: Sequence[str]
) -> Iterator[tuple[str, Callable[..., list[Loss]], list[tuple[Any, ...]]]]:
    papers = order.book.papers
    paged = all(paper.id in order.segments for paper in papers)
    if paged and not {"pdf", "offprint"}.isdisjoint(formats):
        yield ".pdf", in_pdf, [(p, order.segments[p.id]) for p in papers]
    for name, ending in (("html", ".fragment.html"), ("jats", ".xml")):
        if name in formats:
            folder = order.out / "papers"
            files = [folder / f"{paper.id}{ending}" for paper in papers]
            yield ending, in_file, list(zip(papers, files, strict=True))


def in_pdf(paper: Paper, segment: Path) -> list[Loss]:
    """Return what the pages of a paper lack: a job for the workbench."""
    with tempfile.TemporaryDirectory(prefix="coop-count-") as folder:
        path = Path(folder, "paper.pdf")
        path.write_bytes(alone(Segment.load(segment)))
        return content.lacking(paper, path)


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
