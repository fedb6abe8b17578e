"""Questions to the volume and its offprints, by what the book says of them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proceedings.book import partnames
from proceedings.book.assemble import Book
from proceedings.book.pages import PartPages
from proceedings.model import Paper
from proceedings.proofs import bound, described, pdf
from proceedings.proofs.objects import Objects
from proceedings.proofs.page_reader import PageReader, read_pages


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file must say of itself, must not name, and must show page by page."""

    title: str
    forbidden: tuple[str, ...]
    conforming: bool
    pages: tuple[bound.Expected, ...]


def prove(path: Path, book: Book, paper: Paper | None, reader: PageReader) -> list[str]:
    """Return what is wrong with the volume, or with the offprint of a paper."""
    due = claims(book, paper, sources_of(book))
    if book.volume.newspaper:
        return pdf.prove(
            path,
            title=due.title,
            conforming=due.conforming,
            statements=statements(book),
            forbidden=due.forbidden,
        )
    problems = _problems(path, due, reader)
    return problems if paper else [*problems, *_funding(path, book)]


def prove_offprints(
    rows: Sequence[tuple[Path, Claims]], known: frozenset[str]
) -> tuple[list[list[str]], frozenset[str]]:
    """Return what is wrong with each file, and what to know of them the next time.

    A job for the workbench; `known` are pages, and files, that passed before.
    """
    reader = PageReader(known=known)
    return [_once(path, due, reader) for path, due in rows], reader.seen


def _once(path: Path, due: Claims, reader: PageReader) -> list[str]:
    """Return what is wrong with a file, unless it passed with the same claims."""
    named = hashlib.sha256(path.read_bytes() + repr(due).encode()).hexdigest()
    problems = [] if reader.knows(named) else _problems(path, due, reader)
    if not problems:
        reader.learn([named])
    return problems


def _problems(path: Path, due: Claims, reader: PageReader) -> list[str]:
    objects = Objects(path.read_bytes())
    problems = described.prove(
        objects, title=due.title, conforming=due.conforming, forbidden=due.forbidden
    )
    return [*problems, *bound.prove(path, due.pages, reader, objects)]


def sources_of(book: Book) -> list[str]:
    """Return names and paths of manuscripts, which no file may name."""
    return [name for p in book.papers for name in (p.source.name, str(p.source))]


def claims(book: Book, paper: Paper | None, sources: Sequence[str]) -> Claims:
    """Return what the volume, or the offprint of a paper, is to be."""
    subject = paper or book.volume
    title = subject.title + (f": {subject.subtitle}" if subject.subtitle else "")
    parts = [part for part in book.page_map.parts if not paper or part.name == paper.id]
    return Claims(
        title,
        tuple(name for name in sources if name not in title),
        not book.draft,
        tuple(page for part in parts for page in _expected(part, blanks=not paper)),
    )


def statements(book: Book) -> list[str]:
    """Return the statements of funding that a product of the book must hold."""
    return [
        words.statement for _, words in book.identity.wordings_for(book.volume.language)
    ]


def _expected(part: PartPages, *, blanks: bool) -> Iterator[bound.Expected]:
    """Yield what must be on the pages of a part, and on a blank one after them."""
    labels = part.labels()
    span = labels[0] if part.count == 1 else f"{labels[0]}–{labels[-1]}"
    for label in labels:
        yield bound.Expected(label, part.numbering == "arabic", span)
    if blanks and part.count % 2:
        yield bound.Expected("")


def _funding(path: Path, book: Book) -> Iterator[str]:
    """Yield statements that do not stand on both the title page and the colophon."""
    at = 0
    for part in book.page_map.parts:
        if part.name == partnames.TITLES:
            texts = read_pages(path, range(at, at + part.count))
            for statement in statements(book):
                if sum(pdf.holds(text, statement) for text in texts) < 2:
                    yield f"Title page and colophon do not both hold: {statement}"
            return
        at += part.count + part.count % 2
    yield "The file has no title page."
