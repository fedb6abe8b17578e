"""Has all parts of the book typeset around the papers, and lays them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from proceedings.book import parts
from proceedings.book.breaks import Passage, locate
from proceedings.store import Store
from proceedings.workbench import Outcome, Workbench
from proceedings.writers import chapters
from proceedings.writers.binding import Segment, cut
from proceedings.writers.laying import Task, lay
from proceedings.writers.matter import cover_sheet, part_sheet
from proceedings.writers.setting import SetPaper, Setting, typeset_sheet
from proceedings.writers.sheet import Sheet


def set_parts(setting: Setting, bench: Workbench, store: Store) -> Setting:
    """Return the setting with every other part of the book, and with its pages.

    A part is set again only when what it says has changed.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    book = replace(setting.book, places=dict(_places(setting)))
    language, conforming = book.volume.language, not book.draft
    files: dict[str, Path] = {}
    begun = dict(book.page_map.breaks)

    def keep(sheets: Mapping[str, tuple[Sheet, Sequence[Passage]]]) -> list[int]:
        rows = [
            (name, sheet, tuple(text), language, conforming, book.timestamp)
            for name, (sheet, text) in sheets.items()
        ]
        done = _all_set(rows, bench, store)
        for name, each in zip(sheets, done, strict=True):
            files[name], begun[name] = each.file, each.breaks
        return [each.pages for each in done]

    def set_now(tasks: Sequence[Task]) -> list[int]:
        return keep(
            {
                task.part.name: (
                    part_sheet(task.book, task.part, task.first),
                    chapters.passages_of(task.part, task.book),
                )
                for task in tasks
            }
        )

    keep({parts.COVER: (cover_sheet(book), ())})
    counts = {
        name: last - first + 1 for name, (first, last) in setting.book.pages.items()
    }
    laid = lay(book, counts, set_now)
    laid = replace(laid, page_map=replace(laid.page_map, breaks=begun))
    return replace(setting, book=laid, segments={**setting.segments, **files})


# Name, sheet, text, language, whether it conforms, and the time that files bear.
_Row = tuple[str, Sheet, tuple[Passage, ...], str, bool, int]


def _all_set(rows: Sequence[_Row], bench: Workbench, store: Store) -> list[SetPaper]:
    known = [store.get(store.key("part", *row)) for row in rows]
    outcomes = bench.run(
        (set_part, (*row, store))
        for row, done in zip(rows, known, strict=True)
        if not isinstance(done, SetPaper)
    )
    return [
        done if isinstance(done, SetPaper) else _made(next(outcomes)) for done in known
    ]


def _made(outcome: Outcome) -> SetPaper:
    if outcome.problem:
        raise outcome.problem
    done: SetPaper = outcome.value
    return done


def set_part(
    name: str,
    sheet: Sheet,
    text: tuple[Passage, ...],
    language: str,
    conforming: bool,
    timestamp: int,
    store: Store,
) -> SetPaper:
    """Typeset and keep one part: a job for the workbench."""
    pdf = typeset_sheet(sheet, conforming=conforming, timestamp=timestamp)
    segment = cut(pdf, name=name, language=language)
    begun = locate(text, pdf).breaks if text and segment.pages > 1 else ()
    done = SetPaper(segment.pages, store.keep(segment.written(), ".segment"), begun)
    key = store.key("part", name, sheet, text, language, conforming, timestamp)
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
