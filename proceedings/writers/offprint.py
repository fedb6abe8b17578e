"""Writes each paper as a PDF of its own, with the volume's page numbers."""

from pathlib import Path

from proceedings.writers.binding import Part, Segment, bind
from proceedings.writers.order import Order


def write(order: Order) -> list[Path]:
    """Write `papers/<id>.pdf`."""
    if order.book.volume.newspaper:
        # Its articles share their pages.
        return []
    folder = order.out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for paper in order.book.papers:
        target = folder / f"{paper.id}.pdf"
        segment = Segment.load(order.segments[paper.id])
        first, _ = order.book.pages[paper.id]
        part = Part(segment, paper.id, paper.language, first=first, even=False)
        bind([part], target)
        written.append(target)
    return written
