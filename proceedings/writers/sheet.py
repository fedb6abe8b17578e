"""A sheet: what typst is given for one part of the book, and how it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proceedings import layouts, phrases
from proceedings.book.assemble import Book
from proceedings.book.citation import short_title
from proceedings.model import Paper
from proceedings.typesetter import MAIN
from proceedings.writers import typst
from proceedings.writers.house import house_files
from proceedings.writers.typst import call, literal

# Addresses of places in the book, before they are bound.
SCHEME = "coop:"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part for the typesetter; `places` says which block stands in which line."""

    files: Mapping[str, bytes | Path]
    places: Mapping[int, str] = field(default_factory=dict)


class Main:
    """A main file while it is written, line by line."""

    def __init__(self, book: Book) -> None:
        self._lines = ['#import "coop.typ": *', '#import "parts.typ": *']
        self._book = book
        self._pictures: dict[str, bytes | Path] = {}
        self.places: dict[int, str] = {}

    def line(self, code: str, place: str = "") -> None:
        """Add a line of code; `place` is what an author knows it by."""
        self._lines.append(code)
        if place:
            self.places[len(self._lines)] = place

    def text(self, paper: Paper, level: int = 2) -> None:
        """Add the text of a paper with its pictures."""
        names = {}
        for number, (key, picture) in enumerate(sorted(paper.pictures.items()), 1):
            suffix = Path(picture.name).suffix or picture.path.suffix
            names[key] = f"picture-{number}{suffix}"
            self._pictures[names[key]] = picture.path
        lines: Iterable[typst.Line] = typst.write(
            paper.blocks,
            language=paper.language,
            pictures=paper.pictures,
            names=names,
            equations=paper.equations,
            level=level,
            layout=layouts.layout(self._book.volume.layout),
        )
        for line in lines:
            self.line(line.code, line.place)

    def sheet(self) -> Sheet:
        """Return the finished sheet."""
        layout = layouts.layout(self._book.volume.layout)
        files = house_files(self._book.identity, layout)
        code = "\n".join(self._lines).encode()
        return Sheet({**files, MAIN: code, **self._pictures}, self.places)


def show(book: Book, *, language: str, **named: object) -> str:
    """Return the rule that makes the pages; `named` goes to `sheet` of coop.typ."""
    code, _, region = language.partition("-")
    words = book.volume.language
    marked = book.draft and not book.proof
    if book.proof:
        # In the foot, where it touches nothing of the finished page.
        named["proof"] = phrases.word("Proof", words)
    arguments = {
        "lang": code,
        "region": region if len(region) == 2 else None,
        **named,
        "draft": phrases.word("Draft", words) if marked else None,
    }
    return f"#show: {call('sheet.with', **arguments)}"


def part_show(book: Book, *, head: str = "", **named: object) -> str:
    """Return the rule of a part that is no paper; `head` is its running head."""
    volume = book.volume
    return show(
        book,
        language=volume.language,
        title=volume.title + (f": {volume.subtitle}" if volume.subtitle else ""),
        authors=[editor.name for editor in volume.editors],
        verso=short_title(volume.title),
        recto=short_title(head or volume.title),
        **named,
    )


def spoken(text: str, language: str, around: str) -> str:
    """Return words in their own language, when it is not that around them."""
    if not language or language[:2] == around[:2]:
        return literal(text)
    return f"{{ {typst.language_rule(language)}; {literal(text)} }}"
