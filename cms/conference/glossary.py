"""The terms of the glossary that stand in a text."""

import re
from dataclasses import dataclass

from cms.conference.models import Term

# Words bend at their end: what is left of a word must begin the one in the text.
LEAST_STEM = 4
LETTERS_THAT_BEND = 2


@dataclass(frozen=True)
class Match:
    """A term as the source calls it, and as the translation does."""

    source: str
    target: str
    note: str


def terms_in(text: str, *, source: str, target: str) -> list[Match]:
    """Return the terms that stand in a text, with their words in another language."""
    words = text.casefold()
    found = []
    for term in Term.objects.prefetch_related("texts"):
        named = {one.language: one.words for one in term.texts.all()}
        if source in named and target in named and _stands_in(named[source], words):
            found.append(Match(named[source], named[target], term.note))
    return found


def _stands_in(term: str, text: str) -> bool:
    stems = (re.escape(_stem(word)) + r"\w*" for word in term.casefold().split())
    return re.search(r"\b" + r"\s+".join(stems), text) is not None


def _stem(word: str) -> str:
    return word[: max(LEAST_STEM, len(word) - LETTERS_THAT_BEND)]
