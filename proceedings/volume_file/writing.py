"""Writes a volume as the text of a `volume.toml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from proceedings import layouts, periodical
from proceedings.model import (
    Article,
    Committee,
    Conference,
    Deposit,
    Matter,
    PaperEntry,
    Passage,
    Person,
    Printing,
    Recommendation,
    Session,
    Subject,
    Volume,
)


def dump(volume: Volume, folder: Path) -> str:
    """Return the text of `volume.toml`, with paths relative to the folder."""
    return "\n".join(_Writer(volume, folder.resolve()).lines()) + "\n"


class _Writer:
    def __init__(self, volume: Volume, base: Path) -> None:
        self._volume = volume
        self._base = base
        self._language = volume.language

    def lines(self) -> Iterator[str]:
        volume = self._volume
        yield from ("[volume]", *_lines(self._head()))
        for heading, people in (
            ("editors", volume.editors),
            ("translators", volume.translators),
        ):
            for each in people:
                yield from ("", f"[[volume.{heading}]]", *_lines(_person(each)))
        if volume.conference != Conference():
            yield from ("", "[volume.conference]", *_lines(self._conference()))
        if volume.printing != Printing():
            yield from ("", "[volume.print]", *_lines(asdict(volume.printing)))
        if volume.deposit != Deposit():
            yield from ("", "[volume.crossref]", *_lines(asdict(volume.deposit)))
        for committee in volume.committees:
            yield from self._committee(committee)
        yield from self._each("sessions", map(self._session, volume.sessions))
        for paper in volume.papers:
            yield from ("", "[[papers]]", *_lines(self._paper(paper)))
            for person in paper.authors:
                yield from ("", "[[papers.authors]]", *_lines(_person(person)))
        rows = map(self._recommendation, volume.recommendations)
        yield from self._each("recommendations", rows)
        yield from self._each("subjects", map(self._subject, volume.subjects))
        yield from self._each("participants", map(_person, volume.participants))
        yield from self._each("back_matter", map(self._matter, volume.back_matter))
        if volume.newspaper:
            written = periodical.written(volume.newspaper)
            yield from ("", "[newspaper]", *_lines(written))

    def _each(self, name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        for row in rows:
            yield from ("", f"[[{name}]]", *_lines(row))

    def _words(self, value: Any, *names: str) -> dict[str, Any]:
        """Return fields of a value, by language where there are translations."""
        return {name: self._word(value, name) for name in names}

    def _word(self, value: Any, name: str) -> Any:
        main = self._plain(getattr(value, name))
        others = {
            code: self._plain(words[name])
            for code, words in value.translations.items()
            if name in words
        }
        return {self._language: main, **others} if others else main

    def _plain(self, value: Any) -> Any:
        return self._relative(value) if isinstance(value, Path) else value

    def _relative(self, path: Path | None) -> str:
        if path is None:
            return ""
        relative = path.resolve().parent / path.name
        if relative == self._base:
            return "."
        return relative.relative_to(self._base).as_posix()

    def _head(self) -> dict[str, Any]:
        volume = self._volume
        return {
            **self._words(volume, "title", "subtitle"),
            "original_title": volume.original_title,
            "kind": "" if volume.kind == "proceedings" else volume.kind,
            "layout": "" if volume.layout == layouts.DEFAULT else volume.layout,
            "language": volume.language,
            "languages": volume.languages,
            "parallel": volume.parallel,
            **self._words(volume, "publisher", "publisher_place"),
            "year": volume.year,
            "issued": volume.issued,
            **self._words(volume, "edition", "reprint"),
            "print_year": volume.print_year,
            "print_run": volume.print_run,
            **self._words(volume, "price", "rights", "rights_holder", "financer"),
            **self._words(volume, "url", "doi", "series", "series_number"),
            "paper_url": volume.paper_url,
            **self._words(volume, "cobiss", "cip", "foreword", "conclusions"),
            **self._words(volume, "isbn", "issn", "colophon"),
            "csl": self._relative(volume.csl),
            "identity": self._relative(volume.identity),
        }

    def _conference(self) -> dict[str, Any]:
        conference = self._volume.conference
        return {
            **self._words(conference, "name", "place"),
            "start": conference.start,
            "end": conference.end,
        }

    def _committee(self, committee: Committee) -> Iterator[str]:
        yield from ("", "[[committees]]", *_lines(self._words(committee, "name")))
        for member in committee.members:
            fields = {**_person(member.person), **self._words(member, "role")}
            yield from ("", "[[committees.members]]", *_lines(fields))

    def _session(self, session: Session) -> dict[str, Any]:
        return {
            "id": session.id,
            **self._words(session, "title"),
            "chairs": [_person(person) for person in session.chairs],
        }

    def _paper(self, paper: PaperEntry) -> dict[str, Any]:
        root = paper.root if paper.root != paper.source.parent else None
        session = next(
            (s.id for s in self._volume.sessions if s.title == paper.session), ""
        )
        sources = {code: self._relative(path) for code, path in paper.sources.items()}
        return {
            "id": paper.id,
            "source": "" if sources else self._relative(paper.source),
            "sources": sources,
            "root": self._relative(root),
            **self._words(paper, "title", "subtitle"),
            "language": "" if sources else paper.language,
            "session": session or paper.session,
            "licence": paper.licence,
            "doi": paper.doi,
            "abstracts": paper.abstracts,
            "keywords": paper.keywords,
            "subjects": paper.subjects,
            "anonymous": paper.anonymous,
            "blind": paper.blind,
            **self._article(paper),
        }

    def _article(self, paper: PaperEntry) -> dict[str, str]:
        issue = self._volume.newspaper
        return asdict(issue.articles.get(paper.id, Article())) if issue else {}

    def _recommendation(self, row: Recommendation) -> dict[str, Any]:
        return {
            "id": row.id,
            **self._words(row, "title", "text", "target_group"),
            "level": row.level,
            "papers": row.papers,
            "rests_on": [_passage(each) for each in row.rests_on],
        }

    def _subject(self, subject: Subject) -> dict[str, Any]:
        return {
            **self._words(subject, "term"),
            "papers": subject.papers,
            "places": [_passage(each) for each in subject.places],
            **self._words(subject, "see"),
        }

    def _matter(self, matter: Matter) -> dict[str, Any]:
        return {"id": matter.id, **self._words(matter, "title", "source")}


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "affiliations": person.affiliations,
        "email": person.email,
        "orcid": person.orcid,
        "corresponding": person.corresponding,
    }


def _passage(passage: Passage) -> str | dict[str, str]:
    if passage.anchor:
        return passage.anchor
    return {"paper": passage.paper, "words": passage.words}


def _lines(data: Mapping[str, Any]) -> list[str]:
    """Return `key = value` lines, without what is empty."""
    return [f"{key} = {_value(value)}" for key, value in data.items() if value]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, Mapping):
        pairs = (f"{_key(k)} = {_value(item)}" for k, item in value.items() if item)
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return _quoted(str(value))


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _quoted(key)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_escaped(letter) for letter in escaped) + '"'


def _escaped(letter: str) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    if letter in short:
        return short[letter]
    if ord(letter) < 32 or ord(letter) == 127:
        return f"\\u{ord(letter):04X}"
    return letter
