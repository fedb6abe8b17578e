"""Writes each paper as a PDF of its own, with the volume's page numbers."""

import shutil
from pathlib import Path

from proceedings.writers.order import Order


def write(order: Order) -> list[Path]:
    """Write `papers/<id>.pdf`."""
    folder = order.out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for paper in order.book.papers:
        target = folder / f"{paper.id}.pdf"
        shutil.copyfile(order.segments[paper.id], target)
        written.append(target)
    return written
