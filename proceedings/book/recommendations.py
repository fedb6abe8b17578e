"""The recommendations, grouped by those to whom they are addressed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proceedings import phrases
from proceedings.book import whereabouts
from proceedings.book.assemble import Book
from proceedings.model import Recommendation


@dataclass(frozen=True, slots=True)
class Ground:
    """What a recommendation rests on: a paper, or a passage of it with its words.

    `pages` is the label of the passage's page, or the span of the whole paper.
    """

    paper: str
    anchor: str
    title: str
    language: str
    words: str
    pages: str


def by_target_group(
    recommendations: Iterable[Recommendation],
) -> list[tuple[str, list[Recommendation]]]:
    """Return the groups in the order in which they first appear."""
    groups: dict[str, list[Recommendation]] = {}
    for recommendation in recommendations:
        groups.setdefault(recommendation.target_group, []).append(recommendation)
    return list(groups.items())


def grounds(recommendation: Recommendation, book: Book) -> tuple[Ground, ...]:
    """Return what a recommendation rests on, as far as it is in the book."""
    return tuple(_grounds(recommendation, book))


def level(recommendation: Recommendation, language: str) -> str:
    """Return on which level it is to be acted: local, national, EU; or ''."""
    if not recommendation.level:
        return ""
    return phrases.word(f"Level: {recommendation.level}", language)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text that has blank lines between them."""
    pieces = (" ".join(piece.split()) for piece in text.split("\n\n"))
    return [piece for piece in pieces if piece]


def _grounds(recommendation: Recommendation, book: Book) -> Iterator[Ground]:
    for identifier in recommendation.papers:
        paper = book.paper(identifier)
        if paper is None:
            continue
        passages = [p for p in recommendation.rests_on if p.paper == identifier]
        if not any(passage.anchor for passage in passages):
            pages = whereabouts.span(book, identifier)
            yield Ground(identifier, "", paper.title, paper.language, "", pages)
        for each in passages:
            if each.anchor:
                yield Ground(
                    identifier,
                    each.anchor,
                    paper.title,
                    paper.language,
                    each.words,
                    whereabouts.page(book, identifier, each.anchor),
                )
