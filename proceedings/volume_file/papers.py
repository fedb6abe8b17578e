"""Reads the papers of a `volume.toml`, in the order of the book."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from proceedings import fixes
from proceedings.model import Fixes, PaperEntry, Session
from proceedings.said import Said
from proceedings.volume_file.words import Reader, person, plainly

WRONG_ID = (
    "%(kind)s: the id %(id)r must consist of small letters, digits and hyphens, and "
    "begin with a letter."
)
USED_TWICE = "%(kind)s: the id %(id)r is used twice."
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def read(
    entries: list[dict[str, Any]], sessions: tuple[Session, ...], reader: Reader
) -> tuple[PaperEntry, ...]:
    """Return the papers, by session where the file lists sessions."""
    seen: set[str] = set()
    papers = [
        _entry(entry, f"papers.{number}", seen, reader)
        for number, entry in enumerate(entries, 1)
    ]
    if not sessions:
        return tuple(papers)
    for number, paper in enumerate(papers, 1):
        if paper.session and not _session(paper.session, sessions):
            message = Said("papers: there is no session %(name)r.", name=paper.session)
            reader.problems.add(f"papers.{number}.session", message)
    return tuple(_by_session(papers, sessions))


def _by_session(
    papers: list[PaperEntry], sessions: tuple[Session, ...]
) -> Iterable[PaperEntry]:
    """Yield the papers in the order of the sessions.

    Papers without a session come first when they stand before all others in the
    file, as an opening address does; else they come last.
    """
    first = next((n for n, paper in enumerate(papers) if paper.session), len(papers))
    ranks = {session.id: number for number, session in enumerate(sessions)}

    def rank(numbered: tuple[int, PaperEntry]) -> int:
        number, paper = numbered
        session = _session(paper.session, sessions)
        if session:
            return ranks[session.id]
        return -1 if number < first else len(ranks)

    for _, paper in sorted(enumerate(papers), key=rank):
        yield _in_session(paper, _session(paper.session, sessions))


def _session(name: str, sessions: tuple[Session, ...]) -> Session | None:
    found = (s for s in sessions if name and name in {s.id, s.title})
    return next(found, None)


def _in_session(paper: PaperEntry, session: Session | None) -> PaperEntry:
    """Return a paper with the words of its session, in each language."""
    if session is None:
        return paper
    codes = dict.fromkeys([*paper.translations, *session.translations])
    others = {
        code: {
            **paper.translations.get(code, {}),
            "session": session.translations.get(code, {}).get("title", session.title),
        }
        for code in codes
    }
    return replace(paper, session=session.title, translations=others)


def _entry(
    entry: dict[str, Any], key: str, seen: set[str], reader: Reader
) -> PaperEntry:
    name = entry.get("id", "")
    if not ID.fullmatch(name):
        reader.problems.add(f"{key}.id", Said(WRONG_ID, kind="papers", id=name))
    elif name in seen:
        reader.problems.add(f"{key}.id", Said(USED_TWICE, kind="papers", id=name))
    seen.add(name)
    told, others = reader.told(entry, plainly("title", "subtitle"), key)
    sources = _sources(entry, key, reader)
    source = sources.get(reader.language, Path(reader.folder.resolve(), ""))
    root = _root(entry, source, key, reader)
    parallel = bool(entry.get("sources"))
    for code, path in sources.items() if parallel else ():
        if code != reader.language:
            here = _root(entry, path, key, reader)
            fields = {
                "source": path,
                "root": here,
                "language": code,
                "fixes": _fixes(path, reader),
            }
            others[code] = {**others.get(code, {}), **fields}
    return PaperEntry(
        **told,
        id=name,
        source=source,
        root=root,
        language=entry.get("language", reader.language if parallel else ""),
        authors=tuple(person(each) for each in entry.get("authors", [])),
        abstracts=entry.get("abstracts", {}),
        keywords={k: tuple(words) for k, words in entry.get("keywords", {}).items()},
        session=entry.get("session", ""),
        licence=entry.get("licence", ""),
        doi=entry.get("doi", ""),
        subjects=tuple(entry.get("subjects", [])),
        sources=sources if parallel else {},
        translations=others,
        fixes=_fixes(source, reader),
        anonymous=entry.get("anonymous", False),
        blind=entry.get("blind", False),
    )


def _sources(entry: dict[str, Any], key: str, reader: Reader) -> dict[str, Path]:
    """Return the manuscript in each language; one alone for most books."""
    name, given = entry.get("id", ""), entry.get("sources", {})
    if not given:
        source = entry.get("source", "")
        if not source:
            reader.problems.add(
                f"{key}.id", Said("papers: %(id)r has no source.", id=name)
            )
        elif reader.parallel:
            message = "papers: %(id)r needs sources, one for each language."
            reader.problems.add(f"{key}.source", Said(message, id=name))
        return {reader.language: _inside(source, f"{key}.source", reader)}
    if not reader.parallel:
        message = "papers: %(id)r has sources, but volume.parallel is not given."
        reader.problems.add(f"{key}.sources", Said(message, id=name))
    for code in reader.parallel:
        if not given.get(code):
            message = "papers: %(id)r has no source in %(code)s."
            reader.problems.add(f"{key}.sources", Said(message, id=name, code=code))
    return {
        code: _inside(source, f"{key}.sources.{code}", reader)
        for code, source in given.items()
    }


def _inside(given: str, key: str, reader: Reader) -> Path:
    base = reader.folder.resolve()
    # A link is followed by nobody: the source stays where its name says.
    source = Path(base, given)
    if given and not source.resolve().is_relative_to(base):
        message = "papers: %(path)s lies outside the folder."
        reader.problems.add(key, Said(message, path=given))
    return source


def _fixes(source: Path, reader: Reader) -> Fixes:
    """Return what was decided beside a manuscript of the folder."""
    if not source.resolve().is_relative_to(reader.folder.resolve()):
        return Fixes()
    return fixes.load(fixes.beside(source))


def _root(entry: dict[str, Any], source: Path, key: str, reader: Reader) -> Path:
    given = entry.get("root", "")
    if not given:
        return source.parent
    return _inside(given, f"{key}.root", reader)
