"""The index of authors, in the alphabet of the volume's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from proceedings.language import sort_key
from proceedings.model import Paper

_PARTICLES = {
    "da", "dalla", "dalle", "de", "degli", "dei", "del", "della", "delle", "den",
    "der", "di", "du", "la", "le", "lo", "ten", "ter", "van", "von", "zu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indexed:
    """A name as the index prints it, and the ids of the papers."""

    name: str
    letter: str
    papers: tuple[str, ...]


def inverted(name: str) -> str:
    """Return „family name, given name“; particles stay with the family name."""
    words = name.split()
    if "," in name or len(words) < 2:
        return " ".join(words)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}"


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
