"""Writes the volume as one tagged PDF: covers, titles, papers, back matter."""

from collections.abc import Mapping
from pathlib import Path

from proceedings.book import parts
from proceedings.book.assemble import Book
from proceedings.writers import newspaper, offprint
from proceedings.writers.binding import BoundBook, Part, Segment, bind
from proceedings.writers.order import Order

TARGET = "volume.pdf"


def write(order: Order) -> list[Path]:
    """Write `volume.pdf`, and the offprints of its papers."""
    target = order.out / TARGET
    if order.book.volume.newspaper:
        return newspaper.write(order, target)
    offprints = offprint.begin(order)
    join(order.book, order.segments, target)
    return [target, *offprints()]


def join(book: Book, segments: Mapping[str, Path], target: Path) -> BoundBook:
    """Bind the volume from its parts, in the order of its page map."""
    languages = {paper.id: paper.language for paper in book.papers}
    language = book.volume.language
    sessions = dict(parts.papers_of_sessions(book))
    bound = [
        Part(
            Segment.load(segments[part.name]),
            part.name,
            languages.get(part.name, language),
            parts.title(part.name, book.volume) if part.name == parts.COVER else "",
            part.numbering,
            part.first,
            within=sessions.get(part.name, ""),
        )
        for part in book.page_map.parts
    ]
    known = (*parts.front(book), *parts.body(book), *parts.back(book))
    names = {part.name: part.title for part in known}
    return bind(bound, target, descriptions=names)
