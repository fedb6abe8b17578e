"""Reads `volume.toml`: the book itself, its titles and numbers."""

import re
import tomllib
from pathlib import Path
from typing import Any

from proceedings import layouts, periodical
from proceedings.exceptions import VolumeFileIsWrong
from proceedings.language import KNOWN
from proceedings.model import Conference, Deposit, Newspaper, Volume
from proceedings.said import Said, in_file, not_toml
from proceedings.volume_file import papers as paper_entries
from proceedings.volume_file import parts
from proceedings.volume_file.problems import Problems
from proceedings.volume_file.schema import NAME, SCHEMA, check
from proceedings.volume_file.words import Reader, people, plainly

KINDS = ("proceedings", "handbook", "book", "newspaper")
_PLAIN = (
    "title",
    "subtitle",
    "publisher",
    "publisher_place",
    "edition",
    "reprint",
    "price",
    "rights",
    "rights_holder",
    "financer",
    "url",
    "doi",
    "series",
    "series_number",
    "cobiss",
    "cip",
)
_PAPER_URL = re.compile(r"https?://[^\s{}]*\{id\}[^\s{}]*")
_LINE = "%(key)s line %(number)d needs a label and a text."
_ANYWHERE = ("foreword", "conclusions", "isbn", "issn", "colophon")


def load(folder: Path) -> Volume:
    """Return the volume of a folder; VolumeFileIsWrong lists every problem."""
    path = folder / NAME
    if not path.is_file():
        message = "There is no %(name)s in %(folder)s: run `init` first."
        raise VolumeFileIsWrong(message, path, name=NAME, folder=folder)
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = in_file(NAME, not_toml(error))
        raise VolumeFileIsWrong(line, path, lines=[line]) from None
    problems = Problems(text)
    check(data, SCHEMA, "", problems)
    if not problems.found:
        volume = _volume(folder, data, problems)
    if problems.found:
        lines = [in_file(NAME, problem) for problem in problems.found]
        raise VolumeFileIsWrong("\n".join(lines), path, lines=lines)
    return volume


def _volume(folder: Path, data: dict[str, Any], problems: Problems) -> Volume:
    head = _head(data)
    language = head.get("language", "")
    parallel = tuple(head.get("parallel", []))
    reader = Reader(folder, language, parallel, problems)
    _check_head(head, language, parallel, problems)
    told, others = reader.told(
        head,
        {
            **plainly(*_PLAIN, "isbn", "issn"),
            "foreword": reader.file,
            "conclusions": reader.file,
            "colophon": lambda key, lines: _lines(key, lines, problems),
        },
        "volume",
    )
    if not told.get("title", "").strip():
        problems.add("volume", Said("%(key)s is missing.", key="volume.title"))
    sessions = tuple(parts.sessions(data.get("sessions", []), reader))
    papers = paper_entries.read(data.get("papers", []), sessions, reader)
    known = {paper.id for paper in papers}
    return Volume(
        **told,
        language=language,
        languages=tuple(head.get("languages", parallel or [language])),
        kind=head.get("kind", "proceedings"),
        layout=head.get("layout", layouts.DEFAULT),
        identity=reader.directory("volume.identity", head.get("identity", "")),
        printing=periodical.printing(head.get("print", {}), problems.add),
        newspaper=_newspaper(data, language, problems),
        editors=people(head.get("editors", [])),
        translators=people(head.get("translators", [])),
        original_title=head.get("original_title", ""),
        year=head.get("year"),
        issued=str(head.get("issued", "")),
        print_year=head.get("print_year"),
        print_run=head.get("print_run"),
        csl=reader.file("volume.csl", head.get("csl", "")),
        conference=_conference(head.get("conference", {}), reader),
        papers=papers,
        sessions=sessions,
        committees=tuple(parts.committees(data.get("committees", []), reader)),
        participants=people(data.get("participants", [])),
        recommendations=tuple(
            parts.recommendations(data.get("recommendations", []), known, reader)
        ),
        subjects=tuple(parts.subjects(data.get("subjects", []), known, reader)),
        back_matter=tuple(parts.back_matter(data.get("back_matter", []), reader)),
        parallel=parallel,
        translations=others,
        paper_url=head.get("paper_url", ""),
        deposit=Deposit(**head.get("crossref", {})),
    )


def _head(data: dict[str, Any]) -> dict[str, Any]:
    """Return the table [volume], with what may stand above it too."""
    above = {name: data[name] for name in _ANYWHERE if name in data}
    return {**above, **data.get("volume", {})}


def _check_head(
    head: dict[str, Any], language: str, parallel: tuple[str, ...], problems: Problems
) -> None:
    if not language.strip():
        problems.add("volume", Said("%(key)s is missing.", key="volume.language"))
    if head.get("kind", "proceedings") not in KINDS:
        known = ", ".join(KINDS)
        message = Said(
            "%(key)s must be one of: %(known)s.", key="volume.kind", known=known
        )
        problems.add("volume.kind", message)
    if head.get("layout", layouts.DEFAULT) not in layouts.LAYOUTS:
        known = ", ".join(layouts.LAYOUTS)
        message = Said(
            "%(key)s must be one of: %(known)s.", key="volume.layout", known=known
        )
        problems.add("volume.layout", message)
    address = head.get("paper_url", "")
    if address and not _PAPER_URL.fullmatch(address):
        message = Said("volume.paper_url must be an address that holds {id} once.")
        problems.add("volume.paper_url", message)
    unknown = [code for code in parallel if code not in KNOWN]
    if unknown:
        wrong = ", ".join(unknown)
        message = Said("volume.parallel: no language is %(code)s.", code=wrong)
        problems.add("volume.parallel", message)
    if parallel and language not in parallel:
        message = Said("volume.parallel must name the language of the volume too.")
        problems.add("volume.parallel", message)


def _newspaper(
    data: dict[str, Any], language: str, problems: Problems
) -> Newspaper | None:
    if "newspaper" not in data:
        return None
    papers = data.get("papers", [])
    return periodical.newspaper(data["newspaper"], papers, language, problems.add)


def _lines(
    key: str, lines: list[list[str]], problems: Problems
) -> tuple[tuple[str, str], ...]:
    for number, line in enumerate(lines, 1):
        if len(line) != 2:
            message = Said(_LINE, key="colophon", number=number)
            problems.add(key, message)
    return tuple((line[0], line[1]) for line in lines if len(line) == 2)


def _conference(entry: dict[str, Any], reader: Reader) -> Conference:
    told, others = reader.told(entry, plainly("name", "place"), "volume.conference")
    return Conference(
        **told,
        start=str(entry.get("start", "")),
        end=str(entry.get("end", "")),
        translations=others,
    )
