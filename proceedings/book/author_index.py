"""The index of authors, in the alphabet of the volume's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from proceedings.language import family_and_given, sort_key
from proceedings.model import Paper


@dataclass(frozen=True, slots=True)
class Indexed:
    """A name as the index prints it, and the ids of the papers."""

    name: str
    letter: str
    papers: tuple[str, ...]


def inverted(name: str) -> str:
    """Return „family name, given name“; particles stay with the family name."""
    family, given = family_and_given(name)
    return f"{family}, {given}" if given else family


def index(papers: Iterable[Paper], language: str) -> list[Indexed]:
    """Return all authors, sorted."""
    found: dict[str, list[str]] = {}
    for paper in papers:
        for author in paper.authors:
            ids = found.setdefault(inverted(author.name), [])
            if paper.id not in ids:
                ids.append(paper.id)
    names = sorted(found, key=lambda name: (sort_key(name, language), name))
    return [
        Indexed(name, _letter(name, language), tuple(found[name])) for name in names
    ]


def _letter(name: str, language: str) -> str:
    first = next((c for c in name if c.isalpha()), "#").upper()
    if language[:2] in {"sl", "hr", "bs"} and first in "ČĆĐŠŽ":
        return first
    return sort_key(first, language)[:1].upper() or "#"
