"""Writes each paper as a PDF of its own, with the volume's page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proceedings.exceptions import StoreFull
from proceedings.writers.binding import Part, Segment, bind
from proceedings.writers.order import Order

# So many files one job writes.
_CHUNK = 10


@dataclass(frozen=True, slots=True)
class Offprint:
    """A paper to be bound alone: its file, and the page that it begins on."""

    segment: Path
    paper: str
    language: str
    first: int
    target: Path


def write(order: Order) -> list[Path]:
    """Write `papers/<id>.pdf`."""
    if order.book.volume.newspaper:
        # Its articles share their pages.
        return []
    folder = order.out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        Offprint(
            order.segments[paper.id],
            paper.id,
            paper.language,
            order.book.pages[paper.id][0],
            folder / f"{paper.id}.pdf",
        )
        for paper in order.book.papers
    ]
    if order.bench is None or len(rows) <= _CHUNK:
        write_all(rows)
    else:
        chunks = (rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK))
        for outcome in order.bench.run((write_all, (chunk,)) for chunk in chunks):
            if outcome.problem:
                raise outcome.problem
    return [row.target for row in rows]


def write_all(rows: Sequence[Offprint]) -> None:
    """Write these files: a job for the workbench.

    Raises:
        StoreFull: when the disk takes no more.
    """
    for row in rows:
        segment = Segment.load(row.segment)
        part = Part(segment, row.paper, row.language, first=row.first, even=False)
        try:
            bind([part], row.target)
        except OSError as problem:
            message = f"{problem.strerror}: {row.target.parent}"
            raise StoreFull(message, row.target.parent) from None
