"""Writes each paper as a PDF of its own, with the volume's page numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    new = [row for row in rows if not _is_taken(order, row)]
    written: Iterator[Outcome] = iter(())
    if order.bench is None:
        write_all(new)
    else:
        shares = order.bench.shares(new, _MOST)
        written = order.bench.begin((write_all, (share,)) for share in shares)

    def wait() -> list[Path]:
        for outcome in written:
            if outcome.problem:
                raise outcome.problem
        for row in rows:
            if order.earlier:
                order.earlier.note(_name(order, row), _made_of(row), row.target)
        return [row.target for row in rows]

    return wait


def _is_taken(order: Order, row: Offprint) -> bool:
    """Take a file from the edition before, if nothing of it has changed."""
    if order.earlier is None:
        return False
    return order.earlier.take(_name(order, row), _made_of(row), row.target)


def _name(order: Order, row: Offprint) -> str:
    return row.target.relative_to(order.out).as_posix()


def _made_of(row: Offprint) -> Offprint:
    # Its segment is named by its content.
    return replace(row, target=Path())


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
