"""Metadata of authors, allow-listed: from pandoc's meta to a Front."""

import re
from typing import Any

from proceedings import language
from proceedings.model import Person
from proceedings.readers.manuscript import Front
from proceedings.readers.tree import Node, text

Meta = dict[str, Any]

MOST_AUTHORS = 100
LONGEST_TITLE = 500

_ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
_MARKS = re.compile(r"[\d*\u2217†‡§¹²³⁴⁵⁶⁷⁸⁹⁰,\s]+$")


def read_front(meta: Meta) -> Front:
    """Return what the allowed keys say; every other key is dropped unread."""
    front = Front(
        title=plain(meta.get("title"))[:LONGEST_TITLE],
        subtitle=plain(meta.get("subtitle"))[:LONGEST_TITLE],
        language=language.normalise(plain(meta.get("lang") or meta.get("language"))),
        authors=_authors(meta),
    )
    for key in ("abstract", "abstracts"):
        front.abstracts |= _by_language(meta.get(key))
    for key in ("keywords", "tags"):
        if key in meta and not front.keywords:
            front.keywords = _keywords(meta[key])
    return front


def bibliographies(meta: Meta) -> list[str]:
    """Return the names of the .bib files that the author asks for."""
    value = meta.get("bibliography")
    items = value["c"] if value and value.get("t") == "MetaList" else [value]
    return [name for item in items if (name := plain(item))]


def plain(value: Node | None) -> str:
    """Return the text of a meta value that is a line."""
    if not value:
        return ""
    if value.get("t") == "MetaString":
        return str(value["c"]).strip()
    if value.get("t") in {"MetaInlines", "MetaBlocks"}:
        return " ".join(text(value["c"]).split())
    return ""


def _paragraphs(value: Node | None) -> str:
    if value and value.get("t") == "MetaBlocks":
        return "\n\n".join(
            words for block in value["c"] if (words := " ".join(text(block).split()))
        )
    return plain(value)


def _by_language(value: Node | None) -> dict[str, str]:
    if not value:
        return {}
    if value.get("t") == "MetaMap":
        return {
            code: words
            for key, item in value["c"].items()
            if (code := language.normalise(key)) and (words := _paragraphs(item))
        }
    if value.get("t") == "MetaList":
        return {"": "\n\n".join(filter(None, map(_paragraphs, value["c"])))}
    words = _paragraphs(value)
    return {"": words} if words else {}


def _keywords(value: Node) -> dict[str, tuple[str, ...]]:
    if value.get("t") == "MetaMap":
        return {
            code: words
            for key, item in value["c"].items()
            if (code := language.normalise(key)) and (words := _words(item))
        }
    words = _words(value)
    return {"": words} if words else {}


def _words(value: Node) -> tuple[str, ...]:
    if value.get("t") == "MetaList":
        return tuple(word for item in value["c"] if (word := plain(item)))
    return split_keywords(plain(value))


def split_keywords(line: str) -> tuple[str, ...]:
    """Return the keywords of a line, which commas or semicolons separate."""
    mark = ";" if ";" in line else ("·" if "·" in line else ",")
    return tuple(
        word for part in line.split(mark) if (word := part.strip().strip(".").strip())
    )


def _authors(meta: Meta) -> tuple[Person, ...]:
    value = meta.get("authors") or meta.get("author")
    if not value:
        return ()
    places = _affiliations(meta.get("affiliations") or meta.get("institute"))
    items = value["c"] if value.get("t") == "MetaList" else [value]
    people: list[Person] = []
    for item in items[:MOST_AUTHORS]:
        if item.get("t") == "MetaMap":
            people.append(_person(item["c"], places))
        else:
            people += people_of_line(plain(item))
    return tuple(person for person in people if person.name)


def people_of_line(line: str) -> list[Person]:
    """Return the people of a line such as `Ana Novak, Marco Rossi and Jo Lee`."""
    line = _EMAIL.sub("", line)
    if len(line) > 300:
        # An author block with addresses: a name would be a guess.
        return []
    parts = re.split(r"\s*(?:;|,|\s&|\band\b|\bund\b|\bin\b|\be\b)\s*", line)
    names = (_MARKS.sub("", part).strip(" \t.*\u2217†") for part in parts)
    return [Person(name) for name in names if _is_name(name)]


_PLACE = re.compile(
    r"\b(?:univer|depart|dipart|oddel|institut|inštitut|fakult|facolt|facult|school"
    r"|center|centre|centro|college|note|author|avtor|autor)",
    re.IGNORECASE,
)


def _is_name(name: str) -> bool:
    if _PLACE.search(name):
        return False
    words = name.split()
    return (
        2 <= len(words) <= 6
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and not any(letter.isdigit() for letter in name)
    )


def _affiliations(value: Node | None) -> dict[str, str]:
    if not value or value.get("t") != "MetaList":
        return {}
    found: dict[str, str] = {}
    for number, item in enumerate(value["c"], 1):
        if item.get("t") != "MetaMap":
            found[str(number)] = plain(item)
            continue
        entry = item["c"]
        key = plain(entry.get("index") or entry.get("id")) or str(number)
        found[key] = plain(entry.get("name"))
    return found


def _person(entry: Meta, places: dict[str, str]) -> Person:
    name = plain(entry.get("name"))
    if not name:
        parts = ("given-names", "given", "non-dropping-particle", "surname", "family")
        name = " ".join(filter(None, (plain(entry.get(part)) for part in parts)))
    marks = entry.get("affiliation") or entry.get("affiliations")
    return Person(
        name=name,
        affiliations=_places(marks, places),
        email=_first(_EMAIL, plain(entry.get("email"))),
        orcid=_first(_ORCID, plain(entry.get("orcid"))),
        corresponding=_is_true(entry.get("corresponding")),
    )


def _places(value: Node | None, places: dict[str, str]) -> tuple[str, ...]:
    if not value:
        return ()
    if value.get("t") == "MetaList":
        marks = [plain(item) for item in value["c"]]
    else:
        line = plain(value)
        marks = [mark.strip() for mark in re.split(r"[,;&]", line)]
        if not all(mark in places for mark in marks):
            marks = [line]
    found = (places.get(mark, "" if mark.isdigit() else mark) for mark in marks)
    return tuple(place for place in found if place)


def _first(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return match[0] if match else ""


def _is_true(value: Node | None) -> bool:
    if value and value.get("t") == "MetaBool":
        return bool(value["c"])
    return plain(value).lower() in {"true", "yes", "1"}
