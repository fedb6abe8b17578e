"""Index of names, index of organisations and subject index, as plain values."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from proceedings.book.assemble import Book
from proceedings.book.collation import letter, sort_key, without_article
from proceedings.book.partnames import COMMITTEES, TITLES
from proceedings.language import family_and_given
from proceedings.model import Paper, Passage, Person

# How somebody has to do with what stands on a page.
AUTHOR, EDITOR, MEMBER = "author", "editor", "member"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry leads: a paper or a part of the book, or a passage in it.

    `role` says in an index of names why the name stands there.
    """

    part: str
    anchor: str = ""
    words: str = ""
    role: str = AUTHOR


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index: the words, the letter it stands under, its places.

    `see` is the term to look under instead.
    """

    term: str
    letter: str
    places: tuple[Place, ...] = ()
    see: str = ""


def names(book: Book) -> tuple[Entry, ...]:
    """Return authors, editors and members of committees, by family name."""
    volume = book.volume
    found = _Collected(book.volume.language)
    for paper in book.papers:
        for author in paper.authors:
            found.add(inverted(author.name), Place(paper.id))
    for editor in volume.editors:
        found.add(inverted(editor.name), Place(TITLES, role=EDITOR))
    for committee in volume.committees:
        for member in committee.members:
            name = inverted(member.person.name)
            found.add(name, Place(COMMITTEES, role=MEMBER))
    return found.entries(_plain)


def organisations(book: Book) -> tuple[Entry, ...]:
    """Return the affiliations of the authors."""
    found = _Collected(book.volume.language)
    for paper in book.papers:
        for author in paper.authors:
            for place in author.affiliations:
                found.add(" ".join(place.split()), Place(paper.id))
    return found.entries(without_article)


def subjects(book: Book) -> tuple[Entry, ...]:
    """Return the keywords in the volume's language, and the terms typed for it."""
    language = book.volume.language
    found = _Collected(language)
    typed = {entry.id: entry.subjects for entry in book.volume.papers}
    present = {paper.id for paper in book.papers}
    for subject in book.volume.subjects:
        found.add(subject.term, *_places(subject.papers, subject.places, present))
        if subject.see:
            found.see(subject.term, subject.see)
    for paper in book.papers:
        for term in (*_keywords(paper, language), *typed.get(paper.id, ())):
            found.add(term, Place(paper.id))
    return found.entries(_plain)


def participants(book: Book) -> tuple[Person, ...]:
    """Return those who took part, by family name."""
    language = book.volume.language
    return tuple(
        sorted(
            book.volume.participants,
            key=lambda person: sort_key(inverted(person.name), language),
        )
    )


def inverted(name: str) -> str:
    """Return „family name, given name“; particles stay with the family name."""
    family, given = family_and_given(name)
    return f"{family}, {given}" if given else family


def _keywords(paper: Paper, language: str) -> tuple[str, ...]:
    matching = (
        words for code, words in paper.keywords.items() if code[:2] == language[:2]
    )
    return next(matching, ())


def _places(
    papers: Iterable[str], passages: Iterable[Passage], present: set[str]
) -> Iterator[Place]:
    yield from (Place(paper) for paper in papers if paper in present)
    for each in passages:
        if each.paper in present:
            yield Place(each.paper, each.anchor, each.words)


def _plain(term: str, _: str) -> str:
    return term


class _Collected:
    """Terms with their places; the first way to write one is kept."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._terms: dict[str, str] = {}
        self._places: dict[str, list[Place]] = {}
        self._see: dict[str, str] = {}

    def add(self, term: str, *places: Place) -> None:
        term = " ".join(term.split())
        if not term:
            return
        key = term.casefold()
        self._terms.setdefault(key, term)
        kept = self._places.setdefault(key, [])
        kept += (place for place in places if place not in kept)

    def see(self, term: str, other: str) -> None:
        self._see[term.casefold()] = other

    def entries(self, looked_up: Callable[[str, str], str]) -> tuple[Entry, ...]:
        """Return what leads somewhere, in the order of the alphabet."""
        language = self._language
        kept = [key for key in self._terms if self._places[key] or key in self._see]
        words = {key: looked_up(self._terms[key], language) for key in kept}
        kept.sort(key=lambda key: sort_key(words[key], language))
        return tuple(
            Entry(
                self._terms[key],
                letter(words[key], language),
                tuple(self._places[key]),
                self._see.get(key, ""),
            )
            for key in kept
        )
