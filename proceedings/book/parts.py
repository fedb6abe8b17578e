"""The parts of the book and their order, with names that no paper can have.

A part is set as a sheet of its own. `late` parts name pages of others and are set
when these are known; the contents come last of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from proceedings import phrases
from proceedings.book import indexes
from proceedings.book.assemble import Book
from proceedings.book.partnames import (
    COMMITTEES,
    CONCLUSIONS,
    CONTENTS,
    COVER,
    FOREWORD,
    MATTER,
    NAMES,
    ORGANISATIONS,
    PARTICIPANTS,
    RECOMMENDATIONS,
    SESSION,
    SUBJECTS,
    TITLES,
)
from proceedings.model import Matter, Session, Volume

__all__ = [
    "COMMITTEES",
    "CONCLUSIONS",
    "CONTENTS",
    "COVER",
    "FOREWORD",
    "MATTER",
    "NAMES",
    "ORGANISATIONS",
    "PARTICIPANTS",
    "RECOMMENDATIONS",
    "SESSION",
    "SUBJECTS",
    "TITLES",
    "BookPart",
    "back",
    "body",
    "front",
    "sessions",
    "texts",
    "title",
]

WORDS = {
    COVER: "Cover",
    TITLES: "Title page",
    FOREWORD: "Foreword",
    COMMITTEES: "Committees",
    CONTENTS: "Contents",
    RECOMMENDATIONS: "Recommendations",
    CONCLUSIONS: "Conclusions",
    NAMES: "Index of names",
    ORGANISATIONS: "Index of organisations",
    SUBJECTS: "Subject index",
    PARTICIPANTS: "List of participants",
}
# So many papers a session must have on average for a page of its own.
_PAPERS_A_SESSION = 2


@dataclass(frozen=True, slots=True)
class BookPart:
    """A part of the book as it is set: `numbering` is roman, arabic or empty."""

    name: str
    title: str
    numbering: str
    late: bool = False
    session: Session | None = None
    is_paper: bool = False


def front(book: Book) -> tuple[BookPart, ...]:
    """Return what stands before the papers, from the half title to the contents."""
    names = [TITLES]
    if book.matter.get(FOREWORD):
        names.append(FOREWORD)
    if book.volume.committees:
        names.append(COMMITTEES)
    return tuple(_part(name, book, "roman") for name in [*names, CONTENTS])


def body(book: Book) -> tuple[BookPart, ...]:
    """Return the papers in order, each session led by its page where it has one."""
    return tuple(_body(book))


def back(book: Book) -> tuple[BookPart, ...]:
    """Return what stands after the papers, in the order of the book."""
    volume = book.volume
    names = [
        *([RECOMMENDATIONS] if volume.recommendations else []),
        *([CONCLUSIONS] if book.matter.get(CONCLUSIONS) else []),
        *([NAMES] if indexes.names(book) else []),
        *([ORGANISATIONS] if indexes.organisations(book) else []),
        *([SUBJECTS] if indexes.subjects(book) else []),
        *([PARTICIPANTS] if volume.participants else []),
        *(name for m in volume.back_matter if (name := MATTER + m.id) in book.matter),
    ]
    return tuple(_part(name, book, "arabic") for name in names)


def papers_of_sessions(book: Book) -> Iterator[tuple[str, str]]:
    """Yield each paper that stands behind the page of its session, and that part."""
    titles = {part.session.title: part.name for part in body(book) if part.session}
    for paper in book.papers:
        if paper.session in titles:
            yield paper.id, titles[paper.session]


def sessions(book: Book) -> tuple[Session, ...]:
    """Return the sessions that have a page of their own, in order.

    They do when the volume lists two or more and they hold two papers or more on
    average; otherwise they are headings in the contents.
    """
    listed = book.volume.sessions
    used = {paper.session for paper in book.papers}
    found = tuple(session for session in listed if session.title in used)
    papers = sum(paper.session in {s.title for s in found} for paper in book.papers)
    enough = len(found) > 1 and papers >= _PAPERS_A_SESSION * len(found)
    return found if enough else ()


def texts(volume: Volume) -> tuple[Matter, ...]:
    """Return the texts of the book that are no papers, to be read for it."""
    language = volume.language
    found = [
        Matter(name, phrases.word(WORDS[name], language), path)
        for name, path in (
            (FOREWORD, volume.foreword),
            (CONCLUSIONS, volume.conclusions),
        )
        if path
    ]
    found += (Matter(MATTER + m.id, m.title, m.source) for m in volume.back_matter)
    return tuple(found)


def title(name: str, volume: Volume) -> str:
    """Return the title of a part that is no paper."""
    if name.startswith(MATTER):
        found = (m.title for m in volume.back_matter if MATTER + m.id == name)
        return next(found, "")
    return phrases.word(WORDS[name], volume.language)


def _part(name: str, book: Book, numbering: str) -> BookPart:
    late = name in {RECOMMENDATIONS, NAMES, ORGANISATIONS, SUBJECTS, CONTENTS}
    return BookPart(name, title(name, book.volume), numbering, late)


def _body(book: Book) -> Iterator[BookPart]:
    opening = {session.title: session for session in sessions(book)}
    for paper in book.papers:
        session = opening.pop(paper.session, None)
        if session:
            name = SESSION + session.id
            yield BookPart(name, session.title, "arabic", session=session)
        yield BookPart(paper.id, paper.title, "arabic", is_paper=True)
