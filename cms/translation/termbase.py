"""The project's terms in three languages: suggested to translators, and checked.

`data/termbase.tsv` holds a line a term; variants are separated by semicolons. Terms are
found whatever form they stand in: *zadrugami* is *zadruga*.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from simplemma import lemmatize, simple_tokenizer

from cms.core.text import fold

LANGUAGES = ("sl", "it", "en")


@dataclass(frozen=True)
class Term:
    """One thing, and what it is called; the first variant is the one to prefer."""

    sl: tuple[str, ...]
    it: tuple[str, ...]
    en: tuple[str, ...]
    is_checked: bool

    def names(self, language: str) -> tuple[str, ...]:
        return getattr(self, language)


@dataclass(frozen=True)
class Hint:
    """A term of the source, and what it should be called in the translation."""

    source: str
    targets: tuple[str, ...]
    is_missing: bool = False

    @property
    def preferred(self) -> str:
        return self.targets[0]


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Return all terms, in the order of the file."""
    file = files("cms.translation") / "data" / "termbase.tsv"
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Term(
                **{code: tuple(row[code].split(";")) for code in LANGUAGES},
                is_checked=row["checked"] == "yes",
            )
            for row in csv.DictReader(stream, delimiter="\t")
        )


def hints(source: str, language: str, text: str, target: str) -> list[Hint]:
    """Return the terms of a source passage, longest first.

    A hint is missing where the translation `text` is there, but without the term.
    """
    if not {language, target} <= set(LANGUAGES):
        return []
    left, there = _lemmas(source, language), _lemmas(text, target)
    found = []
    for name, term in _by_length(language):
        place = _place(left, name)
        if place is None:
            continue
        # A longer term has these words: "social cooperative" is no "cooperative".
        for at in range(place, place + len(name)):
            left[at] = ""
        targets = term.names(target)
        known = any(_place(there, each) is not None for each in _names(targets, target))
        found.append(
            Hint(
                source=term.names(language)[0],
                targets=targets,
                is_missing=bool(there) and term.is_checked and not known,
            )
        )
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _by_length(language: str) -> list[tuple[tuple[str, ...], Term]]:
    pairs = [
        (lemmas, term)
        for term in terms()
        for lemmas in _names(term.names(language), language)
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@lru_cache(maxsize=4096)
def _names(names: tuple[str, ...], language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_lemmas(name, language)) for name in names)


def _lemmas(text: str, language: str) -> list[str]:
    return list(_words(text, language))


def _words(text: str, language: str) -> Iterator[str]:
    for word in simple_tokenizer(text.replace("’", "’ ")):
        if any(letter.isalnum() for letter in word):
            yield fold(lemmatize(word.lower(), lang=language))


def _place(words: list[str], name: tuple[str, ...]) -> int | None:
    """Return where the words of a name stand one after the other."""
    for start in range(len(words) - len(name) + 1):
        if tuple(words[start : start + len(name)]) == name:
            return start
    return None
