"""`volume.toml`: read with all problems at once, and written."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from proceedings.exceptions import VolumeFileIsWrong, WrongUsage
from proceedings.model import Conference, PaperEntry, Person, Recommendation, Volume

NAME = "volume.toml"
FORMATS = ("pdf", "epub")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_PERSON = {
    "name": str,
    "affiliations": [str],
    "email": str,
    "orcid": str,
    "corresponding": bool,
}
# What may stand where: a type, a list of it, a table of it, or nested keys.
_SCHEMA: dict[str, Any] = {
    "volume": {
        "title": str,
        "subtitle": str,
        "language": str,
        "languages": [str],
        "publisher": str,
        "publisher_place": str,
        "year": int,
        "issued": date,
        "edition": str,
        "price": str,
        "rights": str,
        "url": str,
        "cip": str,
        "editors": [{"name": str, "affiliations": [str]}],
        "conference": {"name": str, "place": str, "start": date, "end": date},
        "foreword": str,
        "isbn": {"pdf": str, "epub": str},
        "colophon": [[str]],
    },
    "foreword": str,
    "isbn": {"pdf": str, "epub": str},
    "colophon": [[str]],
    "papers": [
        {
            "id": str,
            "source": str,
            "root": str,
            "title": str,
            "subtitle": str,
            "language": str,
            "session": str,
            "licence": str,
            "doi": str,
            "abstracts": {"*": str},
            "keywords": {"*": [str]},
            "authors": [_PERSON],
        }
    ],
    "recommendations": [
        {
            "id": str,
            "title": str,
            "text": str,
            "target_group": str,
            "papers": [str],
        }
    ],
}
_NAMES = {str: "text in quotation marks", int: "a number", bool: "true or false"}


@dataclass(slots=True)
class _Problems:
    """What is wrong with a file, each with its line."""

    lines: list[str]
    found: list[str] = field(default_factory=list)

    def add(self, key: str, message: str) -> None:
        line = self._line(key)
        place = f"line {line}: " if line else ""
        self.found.append(f"{place}{message}")

    def _line(self, key: str) -> int:
        """Return the line on which a dotted key such as papers.2.title stands."""
        names = [part for part in key.split(".") if not part.isdigit()]
        number = next((int(p) for p in key.split(".") if p.isdigit()), 1)
        table = re.compile(rf"\s*\[\[?\s*{re.escape(names[0])}\b")
        wanted = re.compile(rf"\s*(?:\[+)?(?:[\w.]+\.)?[\"']?{re.escape(names[-1])}\b")
        seen = 0
        for count, line in enumerate(self.lines, 1):
            if table.match(line) and (line.strip().startswith("[[") or not seen):
                bare = line.strip("[] \t\r\n")
                seen += bare == names[0]
            inside = seen >= number or len(names) == 1
            if inside and wanted.match(line):
                return count
        return 0


def load(folder: Path) -> Volume:
    """Return the volume of a folder; VolumeFileIsWrong lists every problem."""
    path = folder / NAME
    if not path.is_file():
        raise VolumeFileIsWrong(f"There is no {NAME} in {folder}.", path)
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VolumeFileIsWrong(f"{NAME}: {error}", path) from None
    problems = _Problems(text.splitlines())
    _check(data, _SCHEMA, "", problems)
    if not problems.found:
        volume = _volume(folder, data, problems)
    if problems.found:
        lines = "\n".join(f"{NAME}: {problem}" for problem in problems.found)
        raise VolumeFileIsWrong(lines, path)
    return volume


def _check(data: Any, schema: Any, key: str, problems: _Problems) -> None:
    if isinstance(schema, dict):
        _check_table(data, schema, key, problems)
    elif isinstance(schema, list):
        if not isinstance(data, list):
            problems.add(key, f"{key} must be a list.")
            return
        for number, item in enumerate(data, 1):
            _check(item, schema[0], f"{key}.{number}", problems)
    elif schema is date:
        if not (isinstance(data, (date, datetime)) or _is_date(data)):
            problems.add(key, f"{key} must be a date such as 2013-05-31.")
    elif not isinstance(data, schema) or (schema is int and isinstance(data, bool)):
        problems.add(key, f"{key} must be {_NAMES[schema]}.")


def _check_table(
    data: Any, schema: dict[str, Any], key: str, problems: _Problems
) -> None:
    if not isinstance(data, dict):
        problems.add(key, f"{key} must be a table.")
        return
    for name, value in data.items():
        full = f"{key}.{name}" if key else name
        expected = schema.get(name, schema.get("*"))
        if expected is None:
            known = ", ".join(sorted(schema))
            problems.add(full, f"{full} is not known; here may stand: {known}.")
        else:
            _check(value, expected, full, problems)


def _is_date(value: object) -> bool:
    return isinstance(value, str) and (
        value == "" or re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value) is not None
    )


def _volume(folder: Path, data: dict[str, Any], problems: _Problems) -> Volume:
    head = data.get("volume", {})
    if not head.get("title", "").strip():
        problems.add("volume", "volume.title is missing.")
    if not head.get("language", "").strip():
        problems.add("volume", "volume.language is missing.")
    papers = tuple(_papers(folder, data.get("papers", []), problems))
    conference = head.get("conference", {})
    colophon = head.get("colophon", data.get("colophon", []))
    for number, line in enumerate(colophon, 1):
        if len(line) != 2:
            problems.add(
                "colophon", f"colophon line {number} needs a label and a text."
            )
    foreword = head.get("foreword", data.get("foreword", ""))
    return Volume(
        title=head.get("title", ""),
        subtitle=head.get("subtitle", ""),
        language=head.get("language", ""),
        languages=tuple(head.get("languages", [head.get("language", "")])),
        papers=papers,
        editors=tuple(_person(entry) for entry in head.get("editors", [])),
        publisher=head.get("publisher", ""),
        publisher_place=head.get("publisher_place", ""),
        year=head.get("year"),
        issued=str(head.get("issued", "")),
        isbn=head.get("isbn", data.get("isbn", {})),
        edition=head.get("edition", ""),
        price=head.get("price", ""),
        rights=head.get("rights", ""),
        url=head.get("url", ""),
        cip=head.get("cip", ""),
        conference=Conference(
            name=conference.get("name", ""),
            place=conference.get("place", ""),
            start=str(conference.get("start", "")),
            end=str(conference.get("end", "")),
        ),
        foreword=_foreword(folder, foreword, problems),
        colophon=tuple((line[0], line[1]) for line in colophon if len(line) == 2),
        recommendations=tuple(
            _recommendations(data.get("recommendations", []), papers, problems)
        ),
    )


def _foreword(folder: Path, name: str, problems: _Problems) -> Path | None:
    if not name:
        return None
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        problems.add("foreword", f"foreword: there is no file {name} in the folder.")
        return None
    return path


def _papers(
    folder: Path, entries: list[dict[str, Any]], problems: _Problems
) -> Iterator[PaperEntry]:
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        key = f"papers.{number}"
        name = entry.get("id", "")
        if not _ID.fullmatch(name):
            problems.add(
                f"{key}.id",
                f"papers: the id {name!r} must consist of small letters, digits and "
                "hyphens, and begin with a letter.",
            )
        elif name in seen:
            problems.add(f"{key}.id", f"papers: the id {name!r} is used twice.")
        seen.add(name)
        yield _paper(folder, entry, key, problems)


def _paper(
    folder: Path, entry: dict[str, Any], key: str, problems: _Problems
) -> PaperEntry:
    base = folder.resolve()
    given = entry.get("source", "")
    # A link is followed by nobody: the source stays where its name says.
    source = Path(base, given)
    if not given:
        problems.add(f"{key}.id", f"papers: {entry.get('id', '')!r} has no source.")
    elif not source.resolve().is_relative_to(base):
        problems.add(f"{key}.source", f"papers: {given} lies outside the folder.")
    root = Path(base, entry["root"]) if entry.get("root") else source.parent
    if entry.get("root") and not root.resolve().is_relative_to(base):
        problems.add(f"{key}.root", f"papers: {entry['root']} lies outside the folder.")
    return PaperEntry(
        id=entry.get("id", ""),
        source=source,
        root=root,
        title=entry.get("title", ""),
        subtitle=entry.get("subtitle", ""),
        language=entry.get("language", ""),
        authors=tuple(_person(person) for person in entry.get("authors", [])),
        abstracts=entry.get("abstracts", {}),
        keywords={k: tuple(words) for k, words in entry.get("keywords", {}).items()},
        session=entry.get("session", ""),
        licence=entry.get("licence", ""),
        doi=entry.get("doi", ""),
    )


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(
        name=entry.get("name", ""),
        affiliations=tuple(entry.get("affiliations", [])),
        email=entry.get("email", ""),
        orcid=entry.get("orcid", ""),
        corresponding=entry.get("corresponding", False),
    )


def _recommendations(
    entries: list[dict[str, Any]], papers: tuple[PaperEntry, ...], problems: _Problems
) -> Iterator[Recommendation]:
    known = {paper.id for paper in papers}
    for number, entry in enumerate(entries, 1):
        key = f"recommendations.{number}"
        for name in entry.get("papers", []):
            if name not in known:
                problems.add(
                    f"{key}.papers", f"recommendations: there is no paper {name!r}."
                )
        yield Recommendation(
            id=entry.get("id", f"recommendation-{number}"),
            title=entry.get("title", ""),
            text=entry.get("text", ""),
            target_group=entry.get("target_group", ""),
            papers=tuple(entry.get("papers", [])),
        )


def dump(volume: Volume, folder: Path) -> str:
    """Return the text of `volume.toml`, with paths relative to the folder."""
    base = folder.resolve()
    lines = ["[volume]", *_lines(_head(volume, base))]
    for editor in volume.editors:
        lines += ["", "[[volume.editors]]", *_lines(_person_data(editor))]
    conference = volume.conference
    if conference != Conference():
        lines += ["", "[volume.conference]"]
        lines += _lines(
            {
                "name": conference.name,
                "place": conference.place,
                "start": conference.start,
                "end": conference.end,
            }
        )
    for paper in volume.papers:
        lines += ["", "[[papers]]", *_lines(_paper_data(paper, base))]
        for person in paper.authors:
            lines += ["", "[[papers.authors]]", *_lines(_person_data(person))]
    for item in volume.recommendations:
        data = {
            "id": item.id,
            "title": item.title,
            "text": item.text,
            "target_group": item.target_group,
            "papers": item.papers,
        }
        lines += ["", "[[recommendations]]", *_lines(data)]
    return "\n".join(lines) + "\n"


def _head(volume: Volume, base: Path) -> dict[str, Any]:
    foreword = volume.foreword
    return {
        "title": volume.title,
        "subtitle": volume.subtitle,
        "language": volume.language,
        "languages": volume.languages,
        "publisher": volume.publisher,
        "publisher_place": volume.publisher_place,
        "year": volume.year,
        "issued": volume.issued,
        "edition": volume.edition,
        "price": volume.price,
        "rights": volume.rights,
        "url": volume.url,
        "cip": volume.cip,
        "foreword": _relative(foreword, base) if foreword else "",
        "isbn": volume.isbn,
        "colophon": volume.colophon,
    }


def _paper_data(paper: PaperEntry, base: Path) -> dict[str, Any]:
    root = paper.root if paper.root != paper.source.parent else None
    return {
        "id": paper.id,
        "source": _relative(paper.source, base),
        "root": _relative(root, base) if root else "",
        "title": paper.title,
        "subtitle": paper.subtitle,
        "language": paper.language,
        "session": paper.session,
        "licence": paper.licence,
        "doi": paper.doi,
        "abstracts": paper.abstracts,
        "keywords": paper.keywords,
    }


def _person_data(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "affiliations": person.affiliations,
        "email": person.email,
        "orcid": person.orcid,
        "corresponding": person.corresponding,
    }


def _relative(path: Path, base: Path) -> str:
    relative = path.resolve().parent / path.name
    return relative.relative_to(base).as_posix() if relative != base else "."


def _lines(data: Mapping[str, Any]) -> list[str]:
    """Return `key = value` lines, without what is empty."""
    return [f"{key} = {_value(value)}" for key, value in data.items() if value]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)} = {_value(item)}" for key, item in value.items())
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


# --- from a folder of manuscripts ---

_SUFFIXES = frozenset({".docx", ".odt", ".md", ".zip", ".tex", ".html"})
_NOT_A_PAPER = re.compile(
    r"^(?:readme|license|licence|changelog|contributing|code_of_conduct|copying"
    r"|security|authors|history|news)(?:[._-]|$)",
    re.IGNORECASE,
)
_DOCUMENT_CLASS = re.compile(rb"^[^%\n]*\\documentclass", re.MULTILINE)
_LARGEST_TEX = 8 << 20


def discover(folder: Path) -> list[PaperEntry]:
    """Return an entry for each manuscript below a folder, in a stable order."""
    base = folder.resolve()
    sources = [path for path in _files(base) if _is_manuscript(path)]
    sources.sort(key=lambda path: path.relative_to(base).as_posix().casefold())
    taken: set[str] = set()
    return [
        PaperEntry(id=_id(source, base, taken), source=source, root=_root(source, base))
        for source in sources
    ]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _is_manuscript(path: Path) -> bool:
    if path.suffix.lower() not in _SUFFIXES or _NOT_A_PAPER.match(path.name):
        return False
    if path.suffix.lower() == ".tex":
        # What another file includes is no document of its own.
        with path.open("rb") as stream:
            return _DOCUMENT_CLASS.search(stream.read(_LARGEST_TEX)) is not None
    return True


def _root(source: Path, base: Path) -> Path:
    parts = source.relative_to(base).parts
    return base / parts[0] if len(parts) > 1 else base


_TELLS_NOTHING = frozenset(
    {"paper", "main", "article", "manuscript", "index", "docs", "joss", "text"}
)


def _id(source: Path, base: Path, taken: set[str]) -> str:
    """Return a short name of its own, from the file or the folders above it."""
    parts = list(source.relative_to(base).with_suffix("").parts)
    while len(parts) > 1 and _slug(parts[-1]) in _TELLS_NOTHING:
        parts.pop()
    slug = _slug(parts[-1])
    if slug in taken and len(parts) > 1:
        slug = _slug(f"{parts[-2]}-{parts[-1]}")
    name, number = slug, 2
    while name in taken:
        name, number = f"{slug}-{number}", number + 1
    taken.add(name)
    return name


def _slug(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:48].strip("-")
    if not slug:
        return "paper"
    return slug if slug[0].isalpha() else f"p-{slug}"


def initialise(
    folder: Path, describe: Callable[[list[PaperEntry]], list[PaperEntry]]
) -> Path:
    """Write `volume.toml` from the manuscripts of a folder; never overwrite one.

    `describe` fills in what the manuscripts say of themselves.
    """
    if not folder.is_dir():
        raise WrongUsage(f"There is no folder {folder}.", folder)
    path = folder / NAME
    if path.exists():
        raise WrongUsage(f"{path} exists already; it is left as it is.", path)
    entries = discover(folder)
    if not entries:
        raise WrongUsage(f"There are no manuscripts in {folder}.", folder)
    papers = tuple(describe(entries))
    used = [paper.language[:2] for paper in papers if paper.language]
    language = max(sorted(set(used)), key=used.count, default="en")
    volume = Volume(
        title=folder.resolve().name,
        language=language if language in {"sl", "it", "en"} else "en",
        languages=tuple(sorted(set(used), key=lambda code: (-used.count(code), code)))
        or ("en",),
        papers=papers,
    )
    text = dump(volume, folder)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(text)
    return path
