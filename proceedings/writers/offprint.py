"""Writes each paper as a PDF of its own, with the volume's page numbers."""

from pathlib import Path

from proceedings.writers.order import Order


def write(order: Order) -> list[Path]:
    """Write `papers/<id>.pdf`."""
    folder = order.out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for paper in order.book.papers:
        target = folder / f"{paper.id}.pdf"
        target.write_bytes(order.offprints[paper.id])
        written.append(target)
    return written
