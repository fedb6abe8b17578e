"""Writes each paper as a PDF of its own, with the volume's page numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proceedings.exceptions import StoreFull
from proceedings.workbench import Outcome
from proceedings.writers.binding import Part, Segment, bind
from proceedings.writers.order import Order

# So many files one job writes at most.
_MOST = 100


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
    return begin(order)()


def begin(order: Order) -> Callable[[], list[Path]]:
    """Have the files written; what is returned waits until they are.

    Until then the workers of the order are not free.
    """
    if order.book.volume.newspaper:
        # Its articles share their pages.
        return list
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
    written: Iterator[Outcome] = iter(())
    if order.bench is None:
        write_all(rows)
    else:
        shares = order.bench.shares(rows, _MOST)
        written = order.bench.begin((write_all, (share,)) for share in shares)

    def wait() -> list[Path]:
        for outcome in written:
            if outcome.problem:
                raise outcome.problem
        return [row.target for row in rows]

    return wait


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
