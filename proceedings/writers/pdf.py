"""Writes the volume as one tagged PDF: covers, titles, papers, back matter."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from proceedings.book.assemble import Book
from proceedings.phrases import word
from proceedings.writers import offprint, sheets
from proceedings.writers.binding import BoundBook, Part, Segment, bind
from proceedings.writers.order import Order
from proceedings.writers.setting import set_sheet

TARGET = "volume.pdf"


def write(order: Order) -> list[Path]:
    """Write `volume.pdf`, and the offprints of its papers."""
    target = order.out / TARGET
    join(order.book, order.segments, target)
    return [target, *offprint.write(order)]


def join(book: Book, segments: Mapping[str, Path], target: Path) -> BoundBook:
    """Bind the volume from the papers that are set."""
    following = _after(book)
    starts = {paper.id: book.pages[paper.id][0] for paper in book.papers}
    language = book.volume.language
    back: list[Part] = []
    for name, sheet_of in _back_matter(book):
        part = Part(_set(sheet_of(book, following), name, book), name, language)
        starts[name] = following
        back.append(replace(part, first=following))
        following += part.pages
    cover = _set(sheets.cover_sheet(book), "cover", book)
    front = _set(sheets.front_sheet(book, starts), "front", book)
    parts = [
        Part(cover, "cover", language, word("Cover", language), ""),
        Part(front, "front", language, numbering="roman"),
        *(
            Part(
                Segment.load(segments[paper.id]),
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
    return bind(parts, target, descriptions=names)


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


def _set(sheet: sheets.Sheet, name: str, book: Book) -> Segment:
    return set_sheet(
        sheet,
        name,
        book.volume.language,
        conforming=not book.draft,
        timestamp=book.timestamp,
    )
