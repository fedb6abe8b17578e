"""The words with which authors label their abstracts, keywords and styles."""

import re

# The language that a label means; '' where several use the word.
ABSTRACT = {
    "povzetek": "sl",
    "izvleček": "sl",
    "riassunto": "it",
    "sommario": "it",
    "sunto": "it",
    "abstract": "",
    "summary": "",
    "sažetak": "hr",
    "zusammenfassung": "de",
    "résumé": "fr",
    "resumen": "es",
}
KEYWORDS = {
    "ključne besede": "sl",
    "parole chiave": "it",
    "parole-chiave": "it",
    "keywords": "",
    "key words": "",
    "keyword": "",
    "index terms": "en",
    "ključne riječi": "hr",
    "schlüsselwörter": "de",
    "mots-clés": "fr",
    "palabras clave": "es",
}
_LABELS = "|".join(map(re.escape, ABSTRACT))
_WORDS = "|".join(map(re.escape, KEYWORDS))
ABSTRACT_LINE = re.compile(
    rf"^({_LABELS})\s*[:.–—-]+\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
KEYWORDS_LINE = re.compile(
    rf"^({_WORDS})\s*[:.–—-]*\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = re.compile(
    r"(?:doi|ud[ck]|cobiss|issn|isbn|jel|prejeto|sprejeto|received|accepted)\b|\d\.\d\d$"
)
# What the styles of templates mean, in the languages in which we met them.
STYLES = {
    "title": "title titel naslov titolo papertitle",
    "subtitle": "subtitle untertitel podnaslov sottotitolo",
    "authors": "author authors autor autoren avtor avtorji autore autori",
    "affiliations": "affiliation affiliations afiliacija afiliacije ustanova ustanove "
    "affiliazione affiliazioni institution email e-mail e-pošta",
    "abstract": "abstract povzetek izvleček riassunto sommario summary",
    "keywords": "keywords ključnebesede parolechiave keyword",
}
_ROLES = {name: role for role, names in STYLES.items() for name in names.split()}
_NOISE = re.compile(
    r"[\s\d_.-]|(?:paper|article|text|prispevka|članka|articolo|heading|style|char)$"
)


def role_of_style(name: str) -> str:
    """Return what a paragraph style means for the front matter, or ''."""
    folded = name.casefold()
    bare = re.sub(r"[\s\d_]+", "", folded)
    return _ROLES.get(bare, _ROLES.get(_NOISE.sub("", _NOISE.sub("", folded)), ""))


def folded(words: str) -> str:
    """Return words as labels are compared."""
    return " ".join(words.split()).strip(" :.*").casefold()


def is_label(words: str) -> bool:
    """Say whether folded words are a label of an abstract or of keywords."""
    return words in ABSTRACT or words in KEYWORDS


def is_catalogued(words: str) -> bool:
    """Say whether folded words are keywords, or numbers of a library or journal."""
    return KEYWORDS_LINE.match(words) is not None or _NUMBERS.match(words) is not None


def letters(words: str) -> str:
    """Return the letters and digits of words, for comparing lines."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())
