"""Fixes beside a manuscript: what an editor decided, by hashes of what it is about.

`text.docx` has its fixes in `text.docx.fixes.toml`. A hash stands for the pixels
of a picture or the words of a heading, table or passage, never for its place, so
that the fixes hold when the author sends the paper again.
"""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Protocol

from proceedings import language
from proceedings.exceptions import WrongUsage
from proceedings.model import EquationFix, Fixes, Paper, PictureFix, TableFix
from proceedings.report import Finding, Fix
from proceedings.said import Said, in_file, in_line, not_toml

SUFFIX = ".fixes.toml"
LARGEST_FILE = 1 << 20
MOST_FIXES = 5000
LONGEST_TEXT = 4000
HIGHEST_LEVEL = 6

# What may stand in each table, and the value that a skeleton offers.
FIELDS: Mapping[str, Mapping[str, str | int | bool]] = {
    "pictures": {"alt": "", "decorative": True},
    "headings": {"level": 2},
    "tables": {"header_row": True, "header_column": True, "layout": True},
    "passages": {"language": ""},
    "equations": {"alt": "", "tex": ""},
}
_NAMES = {
    str: Said("text in quotation marks"),
    int: Said("a number"),
    bool: Said("true or false"),
}
# The way to what is wrong (table, key, name), and why it is.
_Problem = tuple[tuple[str, ...], Said]
_UNKNOWN = "%(key)s is not known; here may stand: %(known)s."
_KEY = re.compile(r"[0-9a-f]{16}")
# Greek and Cyrillic end here; what lies beyond may be replaced when it is set.
_LAST_LETTER = 0x530


class FixesAreWrong(WrongUsage):
    """A fixes file cannot be used; the message names the file and the line."""


# --- keys ---------------------------------------------------------------------------
def words_key(words: str) -> str:
    """Return the key of a heading, table or passage: a hash of its letters.

    Case, accents, spaces and signs do not count.
    """
    folded = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(
        letter for letter in folded if letter.isalnum() and ord(letter) < _LAST_LETTER
    )
    return _hash((letters or words).encode())


def equation_key(tex: str) -> str:
    """Return the key of an equation: a hash of its TeX without spaces."""
    return _hash("".join(tex.split()).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


# --- the file -----------------------------------------------------------------------
def beside(source: Path) -> Path:
    """Return the path of the fixes of a manuscript."""
    return source.with_name(source.name + SUFFIX)


def load(path: Path) -> Fixes:
    """Return the fixes of a file, or none if there is no file.

    Raises:
        FixesAreWrong: naming each wrong line, in plain words.
    """
    return _fixes(_read(path))


def named(path: Path) -> set[tuple[str, str]]:
    """Return the table and key of all that a file names, decided or not.

    Raises:
        FixesAreWrong: as `load` does.
    """
    return {(kind, key) for kind, rows in _read(path).items() for key in rows}


def _read(path: Path) -> dict[str, Any]:
    # A link is followed by nobody: it could lead out of the folder.
    if path.is_symlink() or not path.is_file():
        return {}
    if path.stat().st_size > LARGEST_FILE:
        message = "%(file)s is larger than 1 MB."
        raise FixesAreWrong(message, path, file=path.name)
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = in_file(path.name, not_toml(error))
        raise FixesAreWrong(line, path, lines=[line]) from None
    problems = list(_problems(data))
    if problems:
        lines = text.splitlines()
        told = [
            in_file(path.name, in_line(_line(lines, way), why)) for way, why in problems
        ]
        raise FixesAreWrong("\n".join(told), path, lines=told)
    return data


def from_dict(data: Mapping[str, Any]) -> Fixes:
    """Return fixes from plain data, as `to_dict` makes it.

    Raises:
        FixesAreWrong: for what has no place in it.
    """
    problems = [why for _, why in _problems(data)]
    if problems:
        raise FixesAreWrong("\n".join(problems), data, lines=problems)
    return _fixes(data)


def to_dict(fixes: Fixes) -> dict[str, dict[str, dict[str, Any]]]:
    """Return fixes as plain data in a stable order, without what is undecided."""
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "pictures": {key: _decided(fix) for key, fix in fixes.pictures.items()},
        "headings": {key: {"level": level} for key, level in fixes.headings.items()},
        "tables": {key: _decided(fix) for key, fix in fixes.tables.items()},
        "passages": {key: {"language": code} for key, code in fixes.passages.items()},
        "equations": {key: _decided(fix) for key, fix in fixes.equations.items()},
    }
    return {
        kind: {key: rows[key] for key in sorted(rows) if rows[key]}
        for kind, rows in tables.items()
        if any(rows.values())
    }


def dump(fixes: Fixes) -> str:
    """Return the text of a fixes file; the same fixes give the same text."""
    parts = []
    for kind, rows in to_dict(fixes).items():
        for key, row in rows.items():
            lines = [f"{name} = {_value(value)}" for name, value in row.items()]
            parts.append("\n".join([f"[{kind}.{key}]", *lines]) + "\n")
    return "\n".join(parts)


def merge(first: Fixes, second: Fixes) -> Fixes:
    """Return both; where they differ, what the second decides holds."""
    kept = to_dict(first)
    for kind, rows in to_dict(second).items():
        table = kept.setdefault(kind, {})
        for key, row in rows.items():
            table[key] = {**table.get(key, {}), **row}
    return _fixes(kept)


def _decided(fix: PictureFix | TableFix | EquationFix) -> dict[str, Any]:
    values = {each.name: getattr(fix, each.name) for each in fields(fix)}
    return {name: value for name, value in values.items() if value not in ("", None)}


def _fixes(data: Mapping[str, Any]) -> Fixes:
    def rows(kind: str) -> list[tuple[str, dict[str, Any]]]:
        table = data.get(kind, {})
        return [(key, dict(row)) for key, row in sorted(table.items()) if row]

    return Fixes(
        pictures={key: PictureFix(**row) for key, row in rows("pictures")},
        headings={key: row["level"] for key, row in rows("headings")},
        tables={key: TableFix(**row) for key, row in rows("tables")},
        passages={
            key: language.normalise(row["language"]) for key, row in rows("passages")
        },
        equations={key: EquationFix(**row) for key, row in rows("equations")},
    )


# --- what may stand in it -------------------------------------------------------------
def _problems(data: Mapping[str, Any]) -> Iterator[_Problem]:
    """Yield what is wrong, each with the way to it: table, key, name."""
    if sum(len(rows) for rows in data.values() if isinstance(rows, dict)) > MOST_FIXES:
        yield (), Said("more than %(most)d fixes.", most=MOST_FIXES)
        return
    for kind, rows in data.items():
        if kind not in FIELDS:
            known = ", ".join(FIELDS)
            yield (kind,), Said(_UNKNOWN, key=kind, known=known)
        elif not isinstance(rows, dict):
            yield (kind,), Said("%(key)s must be a table of fixes.", key=kind)
        else:
            for key, row in rows.items():
                yield from _problems_of_fix(kind, str(key), row)


def _problems_of_fix(kind: str, key: str, row: object) -> Iterator[_Problem]:
    if not _KEY.fullmatch(key):
        message = "%(key)s is not a key: those have 16 digits, 0 to f."
        yield (kind, key), Said(message, key=key[:40])
    if not isinstance(row, dict):
        full = f"{kind}.{key[:40]}"
        yield (kind, key), Said("%(key)s must be a table.", key=full)
        return
    for name, value in row.items():
        full, offered = f"{kind}.{key[:40]}.{name}", FIELDS[kind].get(name)
        if offered is None:
            known = ", ".join(FIELDS[kind])
            yield (kind, key, name), Said(_UNKNOWN, key=full, known=known)
        elif type(value) is not type(offered):
            message = "%(key)s must be %(kind)s."
            told = Said(message, key=full, kind=_NAMES[type(offered)])
            yield (kind, key, name), told
        elif why := _wrong_value(full, name, value):
            yield (kind, key, name), why


def _wrong_value(key: str, name: str, value: Any) -> Said | None:
    if name == "level" and not 0 <= value <= HIGHEST_LEVEL:
        return Said(
            "%(key)s must be from 1 to %(most)d, or 0 for a line that is no heading.",
            key=key,
            most=HIGHEST_LEVEL,
        )
    if name == "language" and not language.normalise(value):
        return Said("%(key)s must be a language code such as sl, it or en.", key=key)
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        message = "%(key)s must have at most %(most)d letters."
        return Said(message, key=key, most=LONGEST_TEXT)
    return None


def _line(lines: Sequence[str], way: Sequence[str]) -> int:
    """Return the line where a table, key or name stands; 0 for none."""
    place = 0
    for name in way:
        word = re.compile(rf"(?<![\w-])[\"']?{re.escape(name)}(?![\w-])")
        found = (n for n in range(place, len(lines)) if word.search(lines[n]))
        place = next(found, place)
    return place + 1 if way else 0


def _value(value: str | int | bool) -> str:
    # A TOML string is a JSON string that also hides the delete character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- what can be fixed ----------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Fixable:
    """Something that can be decided beside the manuscript, for a form to offer.

    `kind` and `key` name its place in the fixes, `fields` what may be said of it.
    `where` is the place in the author's words, `current` what stands now,
    `picture` the file to show. `findings` say what is wrong with it.
    """

    kind: str
    key: str
    where: str
    current: str
    fields: tuple[str, ...]
    findings: tuple[Finding, ...]
    picture: Path | None = None


class Read(Protocol):
    """A paper that was read and checked."""

    @property
    def paper(self) -> Paper | None:
        """The paper, as far as it could be read."""

    @property
    def findings(self) -> list[Finding]:
        """What was found."""


def fixable(reading: Read) -> list[Fixable]:
    """Return what can be fixed in a paper, in the order of its findings."""
    rows: dict[tuple[str, str], Fixable] = {}
    for finding in reading.findings:
        if finding.fix is None:
            continue
        place = (finding.fix.kind, finding.fix.key)
        known = rows.get(place)
        if known:
            rows[place] = replace(known, findings=(*known.findings, finding))
        else:
            rows[place] = _fixable(finding, finding.fix, reading.paper)
    return list(rows.values())


def _fixable(finding: Finding, fix: Fix, paper: Paper | None) -> Fixable:
    picture = paper.pictures.get(fix.picture) if paper else None
    return Fixable(
        kind=fix.kind,
        key=fix.key,
        where=finding.where,
        current=fix.current,
        fields=tuple(FIELDS[fix.kind]),
        findings=(finding,),
        picture=picture.path if picture else None,
    )


def skeleton(rows: Iterable[tuple[Fixable, Sequence[str]]]) -> str:
    """Return the text of a file that fixes nothing yet: each waits behind a `#`.

    Each row comes with the lines that say what is wrong, as remarks.
    """
    parts = []
    for row, remarks in rows:
        offered = dict(FIELDS[row.kind])
        if row.kind in {"headings", "passages"} and row.current:
            name = next(iter(offered))
            offered[name] = int(row.current) if name == "level" else row.current
        told = [" ".join(_printable(line).split()) for line in (row.where, *remarks)]
        parts.append(
            "\n".join(
                [
                    *(f"# {line}" for line in told if line),
                    f"[{row.kind}.{row.key}]",
                    *(f"# {name} = {_value(offered[name])}" for name in offered),
                    "",
                ]
            )
        )
    return "\n".join(parts)


def _printable(words: str) -> str:
    return "".join(
        letter if letter.isprintable() or letter.isspace() else "\ufffd"
        for letter in words
    )
