"""The book as a value: the papers in order, with numbers, texts and pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from proceedings.book import anchors, numbering
from proceedings.book.pages import PageMap
from proceedings.book.parallel import Twin
from proceedings.identity import Identity, load_folder
from proceedings.model import Block, Paper, Volume


@dataclass(frozen=True, slots=True)
class Book:
    """What writers get: they never look at manuscripts or findings.

    `matter` holds the texts that are no papers, by the names of `book.parts`.
    Once the papers are set, `pages` holds the first and last page of each,
    `page_map` the pages of all parts, and `places` the page, counted from the
    first of its paper, on which each passage begins. `twins` are the same chapters
    in the other languages of a parallel book. `notes` is what a draft shows
    on the page of a paper. A `proof` is a draft that looks like the finished page.
    """

    volume: Volume
    papers: tuple[Paper, ...]
    identity: Identity
    foreword: Sequence[Block] = ()
    pages: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    page_map: PageMap = field(default_factory=PageMap)
    places: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    matter: Mapping[str, Paper] = field(default_factory=dict)
    twins: Mapping[str, tuple[Twin, ...]] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    draft: bool = False
    proof: bool = False
    timestamp: int = 0

    def paper(self, identifier: str) -> Paper | None:
        """Return a paper of the book."""
        return next((p for p in self.papers if p.id == identifier), None)

    def only(self, identifiers: Iterable[str]) -> "Book":
        """Return the book without papers that could not be set."""
        kept = set(identifiers)
        return replace(self, papers=tuple(p for p in self.papers if p.id in kept))


def assemble(
    volume: Volume,
    papers: Iterable[Paper],
    *,
    foreword: Sequence[Block] = (),
    matter: Mapping[str, Paper] | None = None,
    notes: Mapping[str, tuple[str, ...]] | None = None,
    draft: bool = False,
    proof: bool = False,
    timestamp: int = 0,
) -> Book:
    """Return the book of these papers, each as `settled` left it."""
    return Book(
        volume=volume,
        papers=tuple(papers),
        identity=load_folder(volume.identity),
        foreword=foreword,
        matter=matter or {},
        notes=notes or {},
        draft=draft,
        proof=proof,
        timestamp=timestamp,
    )


def settled(paper: Paper, language: str) -> Paper:
    """Return the paper with anchors and with figures and tables numbered.

    `language` is that of the volume.
    """
    # Only a draft may lack a language; the book's own is the best guess.
    paper = replace(paper, language=paper.language or language)
    paper = replace(paper, blocks=anchors.with_anchors(paper.blocks, paper.id))
    return replace(paper, blocks=numbering.number(paper))
