"""Where papers stand in the conference, as the app of the programme knows it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """The session of a paper: its order in the programme, its title by language."""

    order: tuple
    titles: Mapping[str, str] = field(default_factory=dict)


# Given the ids of submissions, returns the places of those that have one.
Finder = Callable[[Iterable[int]], Mapping[int, Place]]
_FINDERS: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Have the function asked for the places of papers."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)
    return finder


def places_of(papers: Iterable[int]) -> dict[int, Place]:
    """Return the places of papers by their ids."""
    wanted = list(papers)
    return {pk: place for find in _FINDERS for pk, place in find(wanted).items()}
