"""Writes what a printer needs: pages with bleed and marks, the cover, a booklet."""

from dataclasses import replace
from pathlib import Path

import pikepdf

from proceedings import layouts
from proceedings.layouts import NEWSPAPER, POINTS_PER_MM, Layout
from proceedings.writers import pdf
from proceedings.writers.order import Order
from proceedings.writers.printing import booklet, cover
from proceedings.writers.printing.boxes import mark_pages, pad

PAGES, COVER, BOOKLET = "print.pdf", "print-cover.pdf", "print-booklet.pdf"


def write(order: Order) -> list[Path]:
    """Write `print.pdf`, `print-booklet.pdf` and, for a book, `print-cover.pdf`."""
    read = _volume(order)
    is_book = order.book.volume.newspaper is None
    layout = layouts.layout(order.book.volume.layout) if is_book else NEWSPAPER
    written = [order.out / PAGES, order.out / BOOKLET]
    count = _pages(order, read, written[0], layout, is_book=is_book)
    if is_book:
        written.append(order.out / COVER)
        _cover(order, written[-1], count)
    _booklet(order, read, written[1], layout, is_book=is_book)
    return written


def _volume(order: Order) -> Path:
    """Return the bound volume; it is made where it was not ordered."""
    known = order.out / pdf.TARGET
    if known.exists():
        return known
    folder = order.work / "print"
    folder.mkdir(parents=True, exist_ok=True)
    return pdf.write(replace(order, out=folder))[0]


def _points(layout: Layout) -> tuple[float, float]:
    return layout.width_mm * POINTS_PER_MM, layout.height_mm * POINTS_PER_MM


def _pages(
    order: Order, read: Path, target: Path, layout: Layout, *, is_book: bool
) -> int:
    width, height = _points(layout)
    with pikepdf.open(read) as made:
        if is_book:
            # The cover is a sheet of its own.
            del made.pages[: _cover_pages(made)]
        pad(made, width, height)
        mark_pages(made, order.book.identity, width=width, height=height, bleeds=False)
        count = len(made.pages)
        _save(made, target)
    return count


def _cover(order: Order, target: Path, count: int) -> None:
    sheet = order.work / "cover-sheet.pdf"
    sheet.write_bytes(cover.typeset(order, count))
    width, height = cover.size(order.book, count)
    with pikepdf.open(sheet) as made:
        mark_pages(made, order.book.identity, width=width, height=height, bleeds=True)
        _save(made, target)


def _booklet(
    order: Order, read: Path, target: Path, layout: Layout, *, is_book: bool
) -> None:
    width, height = _points(layout)
    with pikepdf.open(read) as pages:
        if is_book:
            # Inside the cover nothing is printed, nor on its back, the last page.
            del pages.pages[1 : _cover_pages(pages)]
            pages.add_blank_page(page_size=(width, height))
            pages.pages.insert(1, pages.pages[-1])
        booklet.impose(
            pages,
            target,
            order.book.identity,
            width=width,
            height=height,
            creep_mm=order.book.volume.printing.creep_mm,
        )


def _cover_pages(pdf: pikepdf.Pdf) -> int:
    """Return how many pages bear the labels of the cover, before the half title."""
    numbers = pdf.Root.PageLabels.Nums
    return int(numbers[2]) if len(numbers) > 2 else 1


def _save(made: pikepdf.Pdf, target: Path) -> None:
    made.remove_unreferenced_resources()
    made.save(target, deterministic_id=True)
