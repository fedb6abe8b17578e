"""Writes the volume as one tagged PDF: covers, titles, papers, back matter."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from proceedings.book.assemble import Book
from proceedings.phrases import word
from proceedings.writers import merge, offprint, sheets
from proceedings.writers.order import Order
from proceedings.writers.setting import set_sheet

TARGET = "volume.pdf"


def write(order: Order) -> list[Path]:
    """Write `volume.pdf`, and the offprints that it is joined from."""
    target = order.out / TARGET
    join(order.book, order.segments, target)
    return [target, *offprint.write(order)]


def join(
    book: Book,
    offprints: Mapping[str, Path],
    target: Path,
) -> int:
    """Join the volume from the papers that are set; return its number of pages."""
    following = _after(book)
    starts = {paper.id: book.pages[paper.id][0] for paper in book.papers}
    back: list[merge.Part] = []
    for name, sheet_of in _back_matter(book):
        pdf, pages = _set(sheet_of(book, following), book)
        starts[name] = following
        back.append(merge.Part(pdf, name, book.volume.language, first=following))
        following += pages + pages % 2
    language = book.volume.language
    cover, _ = _set(sheets.cover_sheet(book), book)
    front, _ = _set(sheets.front_sheet(book, starts), book)
    parts = [
        merge.Part(cover, "cover", language, word("Cover", language), ""),
        merge.Part(front, "front", language, numbering="roman"),
        *(
            merge.Part(
                offprints[paper.id].read_bytes(),
                paper.id,
                paper.language,
                first=book.pages[paper.id][0],
            )
            for paper in book.papers
        ),
        *back,
    ]
    names = {paper.id: paper.title for paper in book.papers}
    names |= {
        sheets.RECOMMENDATIONS: word("Recommendations", language),
        sheets.INDEX: word("Index of authors", language),
    }
    return merge.merge(parts, target, names)


def _back_matter(
    book: Book,
) -> Iterator[tuple[str, Callable[[Book, int], sheets.Sheet]]]:
    if book.volume.recommendations:
        yield sheets.RECOMMENDATIONS, sheets.recommendations_sheet
    if any(paper.authors for paper in book.papers):
        yield sheets.INDEX, sheets.index_sheet


def _after(book: Book) -> int:
    last = max((end for _, end in book.pages.values()), default=0)
    return last + 1 + last % 2


def _set(sheet: sheets.Sheet, book: Book) -> tuple[bytes, int]:
    return set_sheet(sheet, not book.draft, book.timestamp)
