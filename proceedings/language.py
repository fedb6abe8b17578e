"""Languages of papers: which codes we know, how to guess and how to sort."""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

# What papers may be written in: codes that typst and CSL know how to hyphenate.
_CODES = (
    "sl it en de fr es pt hr sr bs mk hu cs sk pl ro bg el nl da sv nb fi et lv lt "
    "sq ru uk tr ca la eu gl ga is mt"
)
KNOWN = frozenset(_CODES.split())

_STOP_WORDS = {
    "sl": "in je se na za da so ki pri kot tudi ali pa iz bi po ne ter smo še kar med "
    "bil bila do tako lahko ima zato kako kjer njihov vendar če",
    "it": "di e il la che in è per un una del della con non si da le dei nel sono gli "
    "alla dal anche come più ma al lo delle",
    "en": "the of and to in is that for with as are be this on by was which it an from "
    "we or were has have not at their can",
    "de": "der die und das ist in den von zu mit dem nicht ein eine auf für im des sich "
    "werden auch als an wird",
    "fr": "le la les de des et est un une dans pour que qui sur par au du en pas plus "
    "sont avec ce",
    "es": "el la los las de que y en un una por con para es del se no su al como más",
    "hr": "i je u se na za da su koji što kao od te nije bi iz ili koje koja bio biti "
    "samo po sa",
}
# More words for passages, which are short: of the languages of our neighbours.
_MORE_WORDS = {
    "sl": "sem smo ste so bodo bilo bili niso nismo ni jih jim njih med vsak vsi tako "
    "saj ker čeprav torej zaradi glede proti brez pred nad pod skozi oziroma kateri "
    "katera katere tisti tista leta leto prav zelo več manj vse",
    "it": "ed gli dello degli agli allo sulla sul sui nella negli nelle dalla dagli "
    "dalle sia questo questa questi queste quello essere stato stata stati anno anni "
    "tra fra perché quando dove molto ogni loro suo sua ha hanno era erano",
    "en": "this these those there their they them would could should been being into "
    "only between both more most such than then when where while who whose will its "
    "other some each every because about after before under through",
    "de": "sie er es wir ihr ist sind war waren wurde wurden hat haben einen einem einer "
    "oder aber wie bei aus nach über unter zwischen durch ohne gegen diese dieser "
    "dieses kann können zur zum nur noch mehr sehr",
    "fr": "il elle ils elles nous vous leur leurs cette ces aux était étaient été être "
    "fait comme mais ou où ainsi entre sans sous chez très deux aussi selon depuis",
    "hr": "što gdje tko kada također nego prema između zbog njegov njihova njihove "
    "uvijek tijekom sve više manje bila bilo bili jesu nisu ćemo bismo budući "
    "stoljeća godine",
}
_SETS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_MORE = {code: frozenset(words.split()) for code, words in _MORE_WORDS.items()}
FAMILIAR = frozenset(_MORE)
FEWEST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000

# Letters that no decomposition takes apart.
_SPELT = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "\u0131": "i", "þ": "th"}
    | {"æ": "ae", "œ": "oe", "ĳ": "ij", "ŀ": "l"}
)

# Small words that belong to the family name after them.
_SMALL_WORDS = (
    "af av da dal dalla dalle das de degli dei del dela della delle den der di do dos "
    "du la le lo ten ter van vom von y zu zum zur"
)
_PARTICLES = frozenset(_SMALL_WORDS.split())


def guess(text: str) -> str:
    """Return the code of the language that a text is likely in, or ''."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 4:
        return ""
    scores = _scores(words, _SETS)
    best = max(scores, key=lambda code: scores[code])
    others = sorted(scores.values())
    if scores[best] < max(2, len(words) * 0.08) or others[-2] == scores[best]:
        return ""
    return best


def sure(text: str, expected: str) -> str:
    """Return the language of a passage if it is surely not the expected one, or ''.

    Only small words of our neighbours' languages count. Those that the expected
    language does not know must be three and a tenth of all words, and four times
    as many as those that only the expected language knows.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < FEWEST_WORDS:
        return ""
    lists = _small_words()
    scores = _scores(words, lists)
    best, second = sorted(scores, key=lambda code: scores[code], reverse=True)[:2]
    if best == expected[:2] or scores[best] == scores[second]:
        return ""
    other = lists.get(expected[:2], frozenset())
    own = sum(word in lists[best] and word not in other for word in words)
    against = sum(word in other and word not in lists[best] for word in words)
    return best if own >= max(3, len(words) / 10, 4 * against) else ""


def _scores(words: list[str], lists: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Return how many of the words each list holds."""
    told = Counter(words)
    return {
        code: sum(told[word] for word in told.keys() & known)
        for code, known in lists.items()
    }


@functools.cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: _SETS[code] | more for code, more in _MORE.items()}


def normalise(code: str) -> str:
    """Return a code as we write it (`sl`, `en-GB`), or '' if it is not known."""
    parts = re.split(r"[-_]", code.strip())
    language = parts[0].lower()
    if language not in KNOWN:
        return ""
    if len(parts) > 1 and re.fullmatch(r"[A-Za-z]{2}", parts[1]):
        return f"{language}-{parts[1].upper()}"
    return language


def folded(text: str) -> str:
    """Return a text in small base letters, without accents and ligatures."""
    apart = unicodedata.normalize("NFD", text.casefold().translate(_SPELT))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def is_particle(word: str) -> bool:
    """Say whether a word is a small part of family names: van, di, de."""
    return word.lower() in _PARTICLES


def family_and_given(name: str) -> tuple[str, str]:
    """Split a name as printed; a name of one word has no given name.

    A comma says where the family name ends; without one the last word is the
    family name, with the small words that stand before it.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given:
        return " ".join(family.split()), " ".join(given.split())
    words = name.split()
    start = len(words) - 1
    while start > 1 and is_particle(words[start - 1]):
        start -= 1
    return " ".join(words[max(start, 0) :]), " ".join(words[: max(start, 0)])
