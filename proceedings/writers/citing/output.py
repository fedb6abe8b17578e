"""Writes the files of a bibliographic format: the volume, and one a paper."""

from collections.abc import Callable
from pathlib import Path

from proceedings.writers.citing.records import Item, records
from proceedings.writers.order import Order

Written = Callable[[list[Item]], str]


def write_records(order: Order, suffix: str, written: Written) -> list[Path]:
    """Write `volume<suffix>`, with all papers, and `papers/<id><suffix>`."""
    items = records(order.book)
    folder = order.out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [order.out / f"volume{suffix}"]
    save(paths[0], written(items))
    for paper, item in zip(order.book.papers, items[1:], strict=True):
        paths.append(folder / f"{paper.id}{suffix}")
        save(paths[-1], written([item]))
    return paths


def save(path: Path, words: str) -> None:
    """Write UTF-8 with the ends of lines as they are."""
    path.write_text(words, encoding="utf-8", newline="")
