"""Turns words into the terms under which they are indexed and looked for.

A word becomes its lemma, loses its accents, and then loses its ending. The ending
matters where the lemmatiser is blind: readers type "cebele" for "čebele", which no
dictionary knows.
"""

import re
import unicodedata
from functools import lru_cache

import simplemma

from cms.core.text import fold
from search.models import LONGEST_TERM

WORD = re.compile(r"\w+")
SHORTEST_STEM = 3
# Endings of declension and conjugation, without accents, longest first; what takes
# their place follows. "-en", "-ek", "-ec", "-er" hold a vowel that the other forms
# drop: učinek, učinka.
_ENDINGS = {
    "sl": (
        *((ending, "") for ending in ("ega", "emu", "ami", "imi", "ima", "ama")),
        *((ending, ending[-1]) for ending in ("en", "ek", "ec", "er")),
        *((ending, "") for ending in ("ih", "im", "om", "em", "ah", "ev", "ov")),
        *((ending, "") for ending in "aeiou"),
    ),
    "it": (
        *((ending, "") for ending in ("che", "chi", "ghe", "ghi")),
        *((ending, "") for ending in ("ca", "co", "ga", "go")),
        *((ending, "") for ending in ("ia", "ie", "io")),
        *((ending, "") for ending in "aeio"),
    ),
    "en": (("ing", ""), ("ies", "y"), ("es", ""), ("s", ""), ("e", "")),
}
# Words that say nothing alone: looked for only when nothing else was asked.
_STOP_WORDS = {
    "sl": (
        "a ali bi da do ga iz in je jih jo k kaj kako kdo kje ki ko koliko kot"
        " h med na nad naj ne nekaj o ob od pa po pod pri s se si smo so sta ta te"
        " to tudi v za z zakaj"
    ),
    "it": (
        "a ad ai al alla alle allo agli anche che chi ci come con cosa da dai dal"
        " dalla dalle degli dei del dell della delle dello di dove e ed gli i il in"
        " l la le lo ma ne nei nel nell nella nelle nello o per perche piu quale"
        " quali quanto se si sono su sui sul sulla sulle tra fra un una uno"
    ),
    "en": (
        "a about an and are as at by can do does for from has have how i in is it"
        " its of on or that the their them they this to was were what when where"
        " which who why will with"
    ),
    "": "",
}
STOP_WORDS = {code: frozenset(text.split()) for code, text in _STOP_WORDS.items()}


def normal(text: str) -> str:
    """Return the text with each accented letter as one character."""
    return unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """Return the words in small letters, in order, long ones cut."""
    return [word[:LONGEST_TERM] for word in WORD.findall(normal(text).casefold())]


def fold_words(text: str) -> str:
    """Return the words without accents, a space around each."""
    return f" {' '.join(WORD.findall(fold(normal(text))))} "


@lru_cache(maxsize=200_000)
def term(word: str, language: str) -> str:
    """Return the term of a word in small letters, at most LONGEST_TERM long."""
    if language not in _ENDINGS or any(letter.isdigit() for letter in word):
        return fold(word)[:LONGEST_TERM]
    return _stem(fold(simplemma.lemmatize(word, lang=language)), language)


@lru_cache(maxsize=10_000)
def terms(word: str, language: str) -> frozenset[str]:
    """Return every term that a reader may mean: accents may have been left out."""
    return frozenset({term(word, language), _stem(fold(word), language)})


def _stem(folded: str, language: str) -> str:
    for ending, instead in _ENDINGS.get(language, ()):
        long_enough = len(folded) - len(ending) + len(instead) >= SHORTEST_STEM
        if folded.endswith(ending) and long_enough:
            return (folded[: -len(ending)] + instead)[:LONGEST_TERM]
    return folded[:LONGEST_TERM]


def grams(folded: str) -> set[str]:
    """Return the letters of a word by threes, its beginning and end included."""
    padded = f"__{folded}_"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
