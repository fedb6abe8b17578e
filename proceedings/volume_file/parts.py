"""Reads what a book has besides its papers."""

from collections.abc import Iterator, Set
from typing import Any

from proceedings.model import (
    Committee,
    Matter,
    Member,
    Passage,
    Recommendation,
    Session,
    Subject,
)
from proceedings.said import Said
from proceedings.volume_file.papers import ID, USED_TWICE, WRONG_ID
from proceedings.volume_file.words import Reader, people, person, plainly

_MISSING = "%(key)s is missing."
_NO_PAPER = "%(key)s: there is no paper %(name)r."
LEVELS = ("local", "national", "eu")
Entries = list[dict[str, Any]]


def sessions(entries: Entries, reader: Reader) -> Iterator[Session]:
    """Yield the sessions, in the order of the book."""
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        key = f"sessions.{number}"
        name = _id(entry.get("id", f"session-{number}"), key, seen, reader)
        told, others = reader.told(entry, plainly("title"), key)
        if not told.get("title", "").strip():
            reader.problems.add(key, Said(_MISSING, key=f"{key}.title"))
        yield Session(
            name, told.get("title", ""), people(entry.get("chairs", [])), others
        )


def committees(entries: Entries, reader: Reader) -> Iterator[Committee]:
    """Yield the committees with their members."""
    for number, entry in enumerate(entries, 1):
        key = f"committees.{number}"
        told, others = reader.told(entry, plainly("name"), key)
        members = tuple(
            _member(member, f"{key}.members.{place}", reader)
            for place, member in enumerate(entry.get("members", []), 1)
        )
        yield Committee(told.get("name", ""), members, others)


def _member(entry: str | dict[str, Any], key: str, reader: Reader) -> Member:
    if isinstance(entry, str):
        return Member(person(entry))
    told, others = reader.told(entry, plainly("role"), key)
    return Member(person(entry), told.get("role", ""), others)


def recommendations(
    entries: Entries, papers: Set[str], reader: Reader
) -> Iterator[Recommendation]:
    """Yield the recommendations; the papers of their passages are theirs too."""
    for number, entry in enumerate(entries, 1):
        key = f"recommendations.{number}"
        _check_papers("recommendations", entry.get("papers", []), papers, key, reader)
        level = entry.get("level", "").lower()
        if level and level not in LEVELS:
            known = ", ".join(LEVELS)
            message = "recommendations: the level must be one of: %(known)s."
            reader.problems.add(f"{key}.level", Said(message, known=known))
        names = plainly("title", "text", "target_group")
        told, others = reader.told(entry, names, key)
        passages = tuple(
            _passage(each, "recommendations", papers, f"{key}.rests_on", reader)
            for each in entry.get("rests_on", [])
        )
        named = [*entry.get("papers", []), *(each.paper for each in passages)]
        yield Recommendation(
            id=entry.get("id", f"recommendation-{number}"),
            title=told.get("title", ""),
            text=told.get("text", ""),
            target_group=told.get("target_group", ""),
            papers=tuple(dict.fromkeys(named)),
            rests_on=passages,
            level=level,
            translations=others,
        )


def subjects(entries: Entries, papers: Set[str], reader: Reader) -> Iterator[Subject]:
    """Yield the typed terms of the subject index."""
    for number, entry in enumerate(entries, 1):
        key = f"subjects.{number}"
        _check_papers("subjects", entry.get("papers", []), papers, key, reader)
        told, others = reader.told(entry, plainly("term", "see"), key)
        if not told.get("term", "").strip():
            reader.problems.add(key, Said(_MISSING, key=f"{key}.term"))
        yield Subject(
            term=told.get("term", ""),
            papers=tuple(entry.get("papers", [])),
            places=tuple(
                _passage(each, "subjects", papers, f"{key}.places", reader)
                for each in entry.get("places", [])
            ),
            see=told.get("see", ""),
            translations=others,
        )


def back_matter(entries: Entries, reader: Reader) -> Iterator[Matter]:
    """Yield the texts at the end of the book."""
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        key = f"back_matter.{number}"
        name = _id(entry.get("id", f"annex-{number}"), key, seen, reader)
        names = {**plainly("title"), "source": reader.file}
        told, others = reader.told(entry, names, key)
        for needed in ("title", "source"):
            if not entry.get(needed):
                reader.problems.add(key, Said(_MISSING, key=f"{key}.{needed}"))
        source = told.get("source") or reader.folder
        yield Matter(name, told.get("title", ""), source, others)


def _id(name: str, key: str, seen: set[str], reader: Reader) -> str:
    kind = key.partition(".")[0]
    if not ID.fullmatch(name):
        reader.problems.add(f"{key}.id", Said(WRONG_ID, kind=kind, id=name))
    elif name in seen:
        reader.problems.add(f"{key}.id", Said(USED_TWICE, kind=kind, id=name))
    seen.add(name)
    return name


def _check_papers(
    kind: str, names: list[str], papers: Set[str], key: str, reader: Reader
) -> None:
    for name in names:
        if name not in papers:
            reader.problems.add(f"{key}.papers", Said(_NO_PAPER, key=kind, name=name))


def _passage(
    entry: str | dict[str, str], kind: str, papers: Set[str], key: str, reader: Reader
) -> Passage:
    """Return a passage from `paper--p-1a2b3c4d`, or from a paper and words of it."""
    if isinstance(entry, str):
        paper, mark, _ = entry.partition("--")
        if not mark:
            message = "%(kind)s: %(id)r is no id of a passage, as paper--p-1a2b3c4d."
            reader.problems.add(key, Said(message, kind=kind, id=entry))
            return Passage(paper)
        passage = Passage(paper, anchor=entry)
    else:
        words = " ".join(entry.get("words", "").split())
        passage = Passage(entry.get("paper", ""), words=words)
    if passage.paper not in papers:
        reader.problems.add(key, Said(_NO_PAPER, key=kind, name=passage.paper))
    return passage
