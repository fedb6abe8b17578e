"""BibTeX in UTF-8, for BibTeX and biblatex alike: `volume.bib`.

The rules of values: braces must balance whether a backslash stands before them or
not, so that those that do not are written by name; capitals are protected by a
second pair of braces, as styles would make them small.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from proceedings.writers.citing.names import Name, family_of
from proceedings.writers.citing.output import write_records
from proceedings.writers.citing.records import Item, citation_key, year_of
from proceedings.writers.citing.words import one_line
from proceedings.writers.order import Order

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
_UNBALANCED = {
    **_SPECIAL,
    ord("{"): r"\textbraceleft{}",
    ord("}"): r"\textbraceright{}",
}
_IN_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})
# The names of languages that babel and biblatex know.
LANGUAGES = {
    "sl": "slovene", "it": "italian", "en": "british", "de": "ngerman",
    "fr": "french", "es": "spanish", "pt": "portuguese", "hr": "croatian",
    "sr": "serbian", "bs": "bosnian", "mk": "macedonian", "hu": "hungarian",
    "cs": "czech", "sk": "slovak", "pl": "polish", "ro": "romanian",
    "bg": "bulgarian", "el": "greek", "nl": "dutch", "da": "danish",
    "sv": "swedish", "nb": "norsk", "fi": "finnish", "et": "estonian",
    "lv": "latvian", "lt": "lithuanian", "sq": "albanian", "ru": "russian",
    "uk": "ukrainian", "tr": "turkish", "ca": "catalan", "la": "latin",
    "eu": "basque", "gl": "galician", "ga": "irish",
}  # fmt: skip


def write(order: Order) -> list[Path]:
    """Write the volume with all papers, and a file a paper."""
    return write_records(order, ".bib", bibtex)


def bibtex(items: list[Item]) -> str:
    """Return records, each under its id."""
    return "\n".join(entry(item, item["id"]) for item in items)


def entry(item: Mapping[str, Any], key: str = "") -> str:
    """Return an item of CSL-JSON as an entry; without a key, one is made for it."""
    fields = {
        "author": _names(item.get("author", [])),
        "title": _protected(item.get("title", "")),
        "booktitle": _protected(item.get("container-title", "")),
        "editor": _names(item.get("editor", [])),
        "options": "useprefix=true" if _has_particle(item) else "",
        "year": year_of(item),
        "series": _escaped(item.get("collection-title", "")),
        "volume": _escaped(item.get("collection-number", "")),
        "edition": _escaped(item.get("edition", "")),
        "pages": _escaped(item.get("page", "")).replace("-", "--"),
        "address": _escaped(item.get("publisher-place", "")),
        "publisher": _braced(item.get("publisher", "")),
        "isbn": _escaped(item.get("ISBN", "")),
        "issn": _escaped(item.get("ISSN", "")),
        "doi": _address(item.get("DOI", "")),
        "url": _address(item.get("URL", "")),
        "langid": LANGUAGES.get(item.get("language", "")[:2], ""),
        "keywords": _escaped(item.get("keyword", "")),
        "abstract": _escaped(item.get("abstract", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    paper = item["type"] == "paper-conference"
    kind = "inproceedings" if paper else "proceedings"
    return "\n".join([f"@{kind}{{{key or citation_key(item)},", *lines, "}", ""])


def _escaped(words: str) -> str:
    line = one_line(words)
    return line.translate(_SPECIAL if _balances(line) else _UNBALANCED)


def _balances(words: str) -> bool:
    depth = 0
    for letter in words:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


def _protected(words: str) -> str:
    escaped = _escaped(words)
    return f"{{{escaped}}}" if escaped else ""


def _braced(words: str) -> str:
    """Keep words in one piece that hold the separator of names or lists."""
    escaped = _escaped(words)
    apart = "," in escaped or re.search(r"\band\b", escaped, re.IGNORECASE)
    return f"{{{escaped}}}" if apart else escaped


def _address(words: str) -> str:
    return one_line(words).translate(_IN_ADDRESS)


def _names(names: list[Name]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: Name) -> str:
    if "literal" in name:
        return f"{{{_escaped(name['literal'])}}}"
    return f"{_braced(family_of(name))}, {_braced(name['given'])}"


def _has_particle(item: Mapping[str, Any]) -> bool:
    """Let biblatex sort by „van der Berg“, as the book does."""
    names = [*item.get("author", []), *item.get("editor", [])]
    return any("non-dropping-particle" in name for name in names)
