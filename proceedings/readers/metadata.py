"""Metadata of authors, allow-listed: from pandoc's meta to a Front."""

import re
from typing import Any

from proceedings import language
from proceedings.model import Person
from proceedings.readers.manuscript import Front
from proceedings.readers.people import EMAIL, MOST_AUTHORS, check_orcid, read_lines
from proceedings.readers.tree import Node, branches, string, text

Meta = dict[str, Any]

LONGEST_TITLE = 500

# How places of discovery are called, by what pandoc made the metadata from.
_STYLED = {"title": "Title", "subtitle": "Subtitle", "authors": "Author"}
_STYLED["abstract."] = "Abstract"


def read_front(meta: Meta, place: str) -> Front:
    """Return what the allowed keys say; every other key is dropped unread.

    `place` says where metadata stand in this format: `style`, `yaml`, `meta` or
    `command`.
    """
    front = Front(
        title=plain(meta.get("title"))[:LONGEST_TITLE],
        subtitle=plain(meta.get("subtitle"))[:LONGEST_TITLE],
        language=language.normalise(plain(meta.get("lang") or meta.get("language"))),
        author_place=f"{place}:{'Author' if place == 'style' else 'author'}",
    )
    for key in ("title", "subtitle"):
        for node in branches([meta.get(key)]):
            front.notes += node["c"] if node["t"] == "Note" else []
    _read_authors(front, meta)
    for key in ("abstract", "abstracts"):
        front.abstracts |= _by_language(meta.get(key))
    for key in ("keywords", "tags"):
        if key in meta and not front.keywords:
            front.keywords = _keywords(meta[key])
    filled = {
        "title": front.title,
        "subtitle": front.subtitle,
        "language": front.language,
        "authors": front.authors,
        **{f"abstract.{code}": words for code, words in front.abstracts.items()},
        **{f"keywords.{code}": words for code, words in front.keywords.items()},
    }
    for field_name, value in filled.items():
        if value:
            word = field_name.partition(".")[0]
            word = _STYLED.get(field_name, word) if place == "style" else word
            front.found[field_name] = f"{place}:{word}"
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


def _read_authors(front: Front, meta: Meta) -> None:
    value = meta.get("authors") or meta.get("author")
    if not value:
        return
    places = _affiliations(meta.get("affiliations") or meta.get("institute"))
    items = value["c"] if value.get("t") == "MetaList" else [value]
    if not any(item.get("t") == "MetaMap" for item in items):
        front.author_lines = [line for item in items for line in _lines(item)]
        institutes = meta.get("institute")
        if institutes:
            listed = institutes.get("t") == "MetaList"
            for item in institutes["c"] if listed else [institutes]:
                front.author_lines += _lines(item)
        return
    people: list[Person] = []
    for item in items[:MOST_AUTHORS]:
        if item.get("t") == "MetaMap":
            people.append(_person(item["c"], places, front))
        elif name := plain(item):
            people.append(Person(name))
    front.authors = tuple(person for person in people if person.name)


def _lines(value: Node) -> list[list[Node]]:
    """Return a value's lines as inlines."""
    if value.get("t") == "MetaInlines":
        return [value["c"]]
    if value.get("t") == "MetaBlocks":
        return [block["c"] for block in value["c"] if block["t"] in {"Para", "Plain"}]
    return [string(plain(value))] if plain(value) else []


def is_name(line: str) -> bool:
    """Say whether a line is the name of one person."""
    return len(read_lines([string(line)]).people) == 1


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


def _person(entry: Meta, places: dict[str, str], front: Front) -> Person:
    name = plain(entry.get("name"))
    if not name:
        source = entry["name"]["c"] if _is_map(entry.get("name")) else entry
        parts = (
            "given-names given firstname non-dropping-particle dropping-particle "
            "surname family lastname"
        )
        name = " ".join(filter(None, (plain(source.get(p)) for p in parts.split())))
    marks = entry.get("affiliation") or entry.get("affiliations")
    marks = marks or entry.get("institute") or entry.get("institution")
    typed = plain(entry.get("orcid"))
    orcid = check_orcid(typed)
    if typed and not orcid:
        front.wrong_orcids.append(typed[:60])
    found = EMAIL.search(plain(entry.get("email")))
    return Person(
        name=name,
        affiliations=_places(marks, places),
        email=found[0] if found else "",
        orcid=orcid,
        corresponding=_is_true(
            entry.get("corresponding") or entry.get("correspondence")
        ),
    )


def _is_map(value: Node | None) -> bool:
    return bool(value) and value is not None and value.get("t") == "MetaMap"


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


def _is_true(value: Node | None) -> bool:
    if value and value.get("t") == "MetaBool":
        return bool(value["c"])
    return plain(value).lower() in {"true", "yes", "1"}
