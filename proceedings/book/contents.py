"""The table of contents, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass

from proceedings import phrases
from proceedings.book import parts, whereabouts
from proceedings.book.assemble import Book
from proceedings.book.citation import listed
from proceedings.book.partnames import CONTENTS, SESSION, TITLES
from proceedings.model import Session


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents; `page` is the label, empty while unknown.

    `kind` is `part` for a session with a page of its own, `group` for one that is
    only a heading here (then `part` is empty), `paper`, or `matter`.
    """

    kind: str
    part: str
    title: str
    language: str
    people: str = ""
    page: str = ""


def lines(book: Book) -> tuple[Line, ...]:
    """Return the lines of the contents in the order of the book."""
    front = (part for part in parts.front(book) if part.name not in {TITLES, CONTENTS})
    return (
        *(_matter(part, book) for part in front),
        *_body(book),
        *(_matter(part, book) for part in parts.back(book)),
    )


def chairs(session: Session, language: str) -> str:
    """Return who chaired a session, with the words before the names."""
    names = listed(session.chairs, language)
    return f"{phrases.word('Chair', language)}: {names}" if names else ""


def _matter(part: parts.BookPart, book: Book) -> Line:
    language = book.volume.language
    page = whereabouts.page(book, part.name)
    return Line("matter", part.name, part.title, language, page=page)


def _body(book: Book) -> Iterator[Line]:
    language = book.volume.language
    own = {session.title: session for session in parts.sessions(book)}
    listed_as = {session.title: session for session in book.volume.sessions}
    current = ""
    for paper in book.papers:
        if paper.session != current:
            current = paper.session
            if current in own:
                name = SESSION + own[current].id
                people = chairs(own[current], language)
                page = whereabouts.page(book, name)
                yield Line("part", name, current, language, people, page)
            elif current:
                session = listed_as.get(current)
                people = chairs(session, language) if session else ""
                yield Line("group", "", current, language, people)
        yield Line(
            "paper",
            paper.id,
            paper.title,
            paper.language,
            listed(paper.authors, language),
            whereabouts.page(book, paper.id),
        )
