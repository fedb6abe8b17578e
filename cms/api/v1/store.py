"""Keeps what was answered, as long as nothing has changed.

What is kept goes by a name that is made of the content's version, as an ETag is: after
the next change of anything public nobody asks for it any more. Without a name nothing is
kept: changes wait to be settled, or what was found follows the content later.

Each process has its own store, since another program may answer otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.core.cache import caches

# Longer answers are few, and would take the place of many.
LONGEST = 256 * 1024


@dataclass(frozen=True)
class Answer:
    """What was answered, and the languages of what is in it."""

    text: bytes
    languages: frozenset[str]


def answer(name: str, make: Callable[[], Answer]) -> Answer:
    """Return the answer that is kept by this name, or make it."""
    kept = cast("Answer | None", caches["answers"].get(name)) if name else None
    if kept is not None:
        return kept
    made = make()
    if name and len(made.text) <= LONGEST:
        caches["answers"].set(name, made)
    return made


def count(name: str, make: Callable[[], int]) -> int:
    """Return how many there are, or have it counted."""
    if not name:
        return make()
    return cast("int", caches["answers"].get_or_set(name, make))
