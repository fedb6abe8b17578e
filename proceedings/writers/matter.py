"""The sheets of all parts that are no papers, from the half title to the last list."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial

from proceedings import phrases
from proceedings.book import (
    colophon,
    contents,
    front,
    indexes,
    parts,
    recommendations,
    whereabouts,
)
from proceedings.book.assemble import Book
from proceedings.book.numbering import quotation_marks
from proceedings.book.parts import BookPart
from proceedings.model import Person
from proceedings.writers.sheet import (
    SCHEME,
    Main,
    Sheet,
    part_show,
    spoken,
)
from proceedings.writers.typst import Code, call, literal

Words = Callable[[str], str]
_SPACES = re.compile(r"^ +| {2,}")


def part_sheet(book: Book, part: BookPart, first: int | None = None) -> Sheet:
    """Return the sheet of a part that begins on page `first`.

    Without `first` an arabic page number is left open for a stamp; Roman ones are
    always set. What names pages takes them from `book.page_map`.
    """
    main = Main(book)
    if part.numbering == "roman":
        paged: dict[str, object] = {
            "numbering": "i",
            "first": first or 1,
            "primed": True,
        }
    else:
        paged = {"numbering": "1", "first": first or 1, "open": first is None}
    main.line(part_show(book, head=part.title, **paged))
    if part.session:
        people = contents.chairs(part.session, book.volume.language)
        main.line("#" + call("part-page", title=part.title, people=people))
    else:
        main.line("#{")
        _SHEETS.get(part.name, _text)(main, book, part)
        main.line("}")
    return main.sheet()


def cover_sheet(book: Book) -> Sheet:
    """Return the front cover."""
    main = Main(book)
    main.line(part_show(book, numbering=None))
    main.line("#" + call("cover", **cover_words(book)))
    return main.sheet()


def cover_words(book: Book) -> dict[str, object]:
    """Return the words of the front cover."""
    return {**_title_words(book), "funding": _funding(book)}


# --- before the papers --------------------------------------------------------------
def _titles(main: Main, book: Book, _: BookPart) -> None:
    volume = book.volume
    word = _words(book)
    main.line(call("half-title", title=volume.title))
    main.line(call("title-page", **_title_words(book), funding=_funding(book)))
    main.line(
        call(
            "colophon",
            heading=word("Colophon"),
            rows=[
                {"label": item.label, "text": _linked(item.text)}
                for item in colophon.rows(volume, book.identity)
            ],
            cip=_record(volume.cip),
            cip_label=word("Cataloguing-in-publication record"),
            funding=_funding(book),
        )
    )


def _title_words(book: Book) -> dict[str, object]:
    words = asdict(front.titles(book.volume))
    return {key.replace("_", "-"): text for key, text in words.items()}


def _funding(book: Book) -> list[dict[str, str]]:
    return [
        {
            "lang": each.language,
            "statement": each.statement,
            "disclaimer": each.disclaimer,
        }
        for each in front.funding(book)
    ]


def _linked(text: str) -> Code:
    if text.startswith(("https://", "http://")) and " " not in text:
        return Code(f"link({literal(text)}, {literal(text)})")
    return Code(literal(text))


def _record(text: str) -> list[str]:
    """Return the lines of the library's record, each as it came."""
    lines = text.strip("\r\n").expandtabs(4).splitlines()
    # Spaces at the start of a line, and several together, would be lost.
    return [_SPACES.sub(lambda found: "\u00a0" * len(found[0]), line) for line in lines]


def _committees(main: Main, book: Book, part: BookPart) -> None:
    committees = [
        {
            "name": committee.name,
            "members": [asdict(seat) for seat in front.seats(committee)],
        }
        for committee in book.volume.committees
    ]
    main.line(_chapter(part, call("committees", committees)))


def _contents(main: Main, book: Book, part: BookPart) -> None:
    around = book.volume.language
    main.line(f"chapter({literal(part.title)}, {{")
    for line in contents.lines(book):
        title = Code(spoken(line.title, line.language, around))
        if line.kind == "group":
            main.line(call("contents-group", title, line.people))
        else:
            kind = "contents-part" if line.kind == "part" else "contents-line"
            main.line(call(kind, SCHEME + line.part, title, line.people, line.page))
    main.line("})")


# --- after the papers ---------------------------------------------------------------
def _recommendations(main: Main, book: Book, part: BookPart) -> None:
    volume, word = book.volume, _words(book)
    main.line(f"chapter({literal(part.title)}, {{")
    number = 0
    for group, rows in recommendations.by_target_group(volume.recommendations):
        if group:
            main.line(f"group({literal(group)})")
        for row in rows:
            number += 1
            main.line(
                call(
                    "recommendation",
                    number=number,
                    title=row.title,
                    level=recommendations.level(row, volume.language),
                    text=recommendations.paragraphs(row.text),
                    rests_on=word("Rests on"),
                    grounds=[
                        _ground(each, book)
                        for each in recommendations.grounds(row, book)
                    ],
                )
            )
    main.line("})")


def _ground(ground: recommendations.Ground, book: Book) -> dict[str, object]:
    language = book.volume.language
    mark = "pp." if "–" in ground.pages else "p."
    quoted = _quoted(ground.words, ground.language)
    return {
        "target": _target(book, ground.paper, ground.anchor),
        "title": Code(spoken(ground.title, ground.language, language)),
        "words": Code(spoken(quoted, ground.language, language)) if quoted else "",
        "pages": f"{phrases.word(mark, language)}\u00a0{ground.pages}"
        if ground.pages
        else "",
    }


def _target(book: Book, part: str, anchor: str) -> str:
    """Return where a link leads; to the part where the passage has no place."""
    known = anchor in book.places.get(part, {})
    return SCHEME + (anchor if known else part)


def _quoted(words: str, language: str) -> str:
    opening, closing, *_ = quotation_marks(language)
    return f"{opening}{words}{closing}" if words else ""


def _names(main: Main, book: Book, part: BookPart) -> None:
    rows = indexes.names(book)
    marked = any(place.role != indexes.AUTHOR for row in rows for place in row.places)
    note = _words(book)("Editors in italics") if marked else ""
    _index(main, book, part, rows, whole=False, note=note)


def _organisations(main: Main, book: Book, part: BookPart) -> None:
    _index(main, book, part, indexes.organisations(book), whole=False)


def _subjects(main: Main, book: Book, part: BookPart) -> None:
    _index(main, book, part, indexes.subjects(book), whole=True)


def _index(
    main: Main,
    book: Book,
    part: BookPart,
    rows: Sequence[indexes.Entry],
    *,
    whole: bool,
    note: str = "",
) -> None:
    entries = [
        {
            "term": row.term,
            "letter": row.letter,
            "see": f"{_words(book)('see')} {row.see}" if row.see else "",
            "places": [
                {
                    "target": _target(book, place.part, place.anchor),
                    "page": place.label,
                    "other": place.role != indexes.AUTHOR,
                }
                for place in whereabouts.found(book, row.places, whole=whole)
            ],
        }
        for row in rows
    ]
    main.line(_chapter(part, call("index", entries, note=note)))


def _participants(main: Main, book: Book, part: BookPart) -> None:
    people = [_participant(person) for person in indexes.participants(book)]
    main.line(_chapter(part, call("participants", people)))


def _participant(person: Person) -> dict[str, str]:
    return {
        "name": indexes.inverted(person.name),
        "affiliation": "; ".join(person.affiliations),
    }


def _text(main: Main, book: Book, part: BookPart) -> None:
    """Write a text of the book itself: foreword, conclusions, annexes."""
    main.line(f"chapter({literal(part.title)}, {{")
    main.text(book.matter[part.name])
    main.line("})")


def _chapter(part: BookPart, code: str) -> str:
    return f"chapter({literal(part.title)}, {code})"


def _words(book: Book) -> Words:
    return partial(phrases.word, language=book.volume.language)


_SHEETS: Mapping[str, Callable[[Main, Book, BookPart], None]] = {
    parts.TITLES: _titles,
    parts.COMMITTEES: _committees,
    parts.CONTENTS: _contents,
    parts.RECOMMENDATIONS: _recommendations,
    parts.NAMES: _names,
    parts.ORGANISATIONS: _organisations,
    parts.SUBJECTS: _subjects,
    parts.PARTICIPANTS: _participants,
}
