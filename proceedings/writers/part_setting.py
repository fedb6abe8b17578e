"""Has all parts of the book typeset around the papers, and lays them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from proceedings.book import parts
from proceedings.book.assemble import Book
from proceedings.book.breaks import Passage, locate
from proceedings.book.parts import BookPart
from proceedings.store import Store
from proceedings.writers import chapters
from proceedings.writers.binding import Segment, cut
from proceedings.writers.laying import lay
from proceedings.writers.matter import cover_sheet, part_sheet
from proceedings.writers.setting import SetPaper, Setting, typeset_sheet
from proceedings.writers.sheet import Sheet


def set_parts(setting: Setting, store: Store) -> Setting:
    """Return the setting with every other part of the book, and with its pages.

    A part is set again only when what it says has changed.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    book = replace(setting.book, places=dict(_places(setting)))
    files: dict[str, Path] = {}
    begun = dict(book.page_map.breaks)

    def keep(name: str, sheet: Sheet, text: Sequence[Passage] = ()) -> int:
        done = _set(name, sheet, book, store, text)
        files[name], begun[name] = done.file, done.breaks
        return done.pages

    def set_part(known: Book, part: BookPart, first: int) -> int:
        # Arabic page numbers are stamped when the book is bound, Roman ones set.
        start = first if part.numbering == "roman" else None
        text = chapters.passages_of(part, known)
        return keep(part.name, part_sheet(known, part, start), text)

    keep(parts.COVER, cover_sheet(book))
    counts = {
        name: last - first + 1 for name, (first, last) in setting.book.pages.items()
    }
    laid = lay(book, counts, set_part)
    laid = replace(laid, page_map=replace(laid.page_map, breaks=begun))
    return replace(setting, book=laid, segments={**setting.segments, **files})


def _set(
    name: str, sheet: Sheet, book: Book, store: Store, text: Sequence[Passage]
) -> SetPaper:
    language, conforming = book.volume.language, not book.draft
    key = store.key("part", name, sheet, language, conforming, book.timestamp, text)
    known = store.get(key)
    if isinstance(known, SetPaper):
        return known
    pdf = typeset_sheet(sheet, conforming=conforming, timestamp=book.timestamp)
    segment = cut(pdf, name=name, language=language)
    begun = locate(text, pdf).breaks if text and segment.pages > 1 else ()
    done = SetPaper(segment.pages, store.keep(segment.written(), ".segment"), begun)
    store.put(key, done)
    return done


def _places(setting: Setting) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Yield the pages of the passages of each paper that the book refers to."""
    volume = setting.book.volume
    passages = [
        *(each for row in volume.recommendations for each in row.rests_on),
        *(each for subject in volume.subjects for each in subject.places),
    ]
    for name in dict.fromkeys(each.paper for each in passages):
        if name in setting.segments:
            head = Segment.load(setting.segments[name]).head
            found = {**head.headings, **head.passages}
            yield name, {anchor: place.page + 1 for anchor, place in found.items()}
