"""The order of the alphabet in indexes, as the volume's language has it.

Letters follow the rules of the Unicode CLDR (`common/collation/sl.xml`: č and ć
after c, š after s, ž after z; in its root đ after d); the words follow ISO 999:
word by word, so that nothing comes before something; apostrophes do not count,
hyphens are spaces, accents decide only where all else is equal. Numbers stand
before letters, in the order of their values.
"""

import re
import unicodedata

from proceedings.language import folded

# Letters of their own in Slovenian and its neighbours: each follows its base letter.
_OWN_LETTERS = frozenset({"sl", "hr", "bs", "sr"})
_AFTER = {
    "č": "c\uffff",
    "ć": "c\uffff\uffff",
    "đ": "d\uffff",
    "š": "s\uffff",
    "ž": "z\uffff",
}
# What stands before the whole: the rest of a heading after a comma, then a space.
_COMMA, _SPACE = "\x02", " "
_LEVEL = "\x00"
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`\u00b4]\\s*")
_NUMBER = re.compile(r"\d+")
_OTHER = re.compile(r"[^\w\uffff\x02]+")
_DIGITS = 12
# Words that a name in the index is not looked up under, in volumes of the language.
_ARTICLES = {
    "en": re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE),
    "it": re.compile(
        r"(?:(?:il|lo|la|i|gli|le|un|uno|una)\s+|(?:l|un)['’]\s*)(?=\S)", re.IGNORECASE
    ),
}


def sort_key(text: str, language: str) -> str:
    """Return what to sort an entry by: first its letters, then its accents."""
    lowered = unicodedata.normalize("NFC", text.casefold())
    return f"{_letters(lowered, language)}{_LEVEL}{lowered}{_LEVEL}{text}"


def without_article(text: str, language: str) -> str:
    """Return a name without the article it begins with, as it is looked up."""
    article = _ARTICLES.get(language[:2])
    return article.sub("", text, count=1) if article and article.match(text) else text


def letter(text: str, language: str) -> str:
    """Return the heading that an entry stands under: a capital letter, 0–9 or #."""
    first = next((c for c in text if c.isalnum()), "#")
    if first.isdigit():
        return "0–9"
    capital = unicodedata.normalize("NFC", first.upper())
    if language[:2] in _OWN_LETTERS and capital.lower() in _AFTER:
        return capital
    return folded(first.casefold())[:1].upper() or "#"


def _letters(lowered: str, language: str) -> str:
    words = _APOSTROPHES.sub("", lowered).replace(",", _COMMA)
    if language[:2] in _OWN_LETTERS:
        words = "".join(_AFTER.get(each, each) for each in words)
    words = _OTHER.sub(_SPACE, folded(words)).strip()
    words = re.sub(rf" ?{_COMMA} ?", _COMMA, words)
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), words)
