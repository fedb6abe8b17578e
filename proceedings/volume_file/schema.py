"""What may stand in `volume.toml`, and where."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from proceedings import periodical
from proceedings.language import KNOWN
from proceedings.said import Said
from proceedings.volume_file.problems import Problems

NAME = "volume.toml"
MEDIA = ("pdf", "epub", "print", "html")


@dataclass(frozen=True, slots=True)
class PerLanguage:
    """A value, or a table that holds one for each language."""

    inner: Any


# A name alone, or a table with more about the person.
_PERSON = (str, {"name": str, "affiliations": [str], "email": str, "orcid": str})
_WORDS = PerLanguage(str)
_NUMBERS = PerLanguage(dict.fromkeys(MEDIA, str))
_LINES = PerLanguage([[str]])
_PASSAGE = (str, {"paper": str, "words": str})
# What may stand where: a type, a list of it, a table of it, or nested keys; a tuple
# holds what may stand in place of a table, and the table.
SCHEMA: dict[str, Any] = {
    "volume": {
        "title": _WORDS,
        "subtitle": _WORDS,
        "original_title": str,
        "kind": str,
        "layout": str,
        "language": str,
        "languages": [str],
        "parallel": [str],
        "editors": [_PERSON],
        "translators": [_PERSON],
        "publisher": _WORDS,
        "publisher_place": _WORDS,
        "year": int,
        "issued": date,
        "edition": _WORDS,
        "reprint": _WORDS,
        "print_year": int,
        "print_run": int,
        "price": _WORDS,
        "rights": _WORDS,
        "rights_holder": _WORDS,
        "financer": _WORDS,
        "url": _WORDS,
        "paper_url": str,
        "crossref": {"depositor_name": str, "email": str, "registrant": str},
        "doi": _WORDS,
        "isbn": _NUMBERS,
        "issn": _NUMBERS,
        "series": _WORDS,
        "series_number": _WORDS,
        "cobiss": _WORDS,
        "cip": _WORDS,
        "csl": str,
        "identity": str,
        "print": periodical.PRINTING,
        "conference": {"name": _WORDS, "place": _WORDS, "start": date, "end": date},
        "foreword": _WORDS,
        "conclusions": _WORDS,
        "colophon": _LINES,
    },
    "foreword": _WORDS,
    "conclusions": _WORDS,
    "isbn": _NUMBERS,
    "issn": _NUMBERS,
    "colophon": _LINES,
    "committees": [
        {
            "name": _WORDS,
            "members": [(str, {**_PERSON[1], "role": _WORDS})],
        }
    ],
    "sessions": [{"id": str, "title": _WORDS, "chairs": [_PERSON]}],
    "papers": [
        {
            "id": str,
            "source": str,
            "sources": {"*": str},
            "root": str,
            "title": _WORDS,
            "subtitle": _WORDS,
            "language": str,
            "session": str,
            "licence": str,
            "doi": str,
            "abstracts": {"*": str},
            "keywords": {"*": [str]},
            "subjects": [str],
            "anonymous": bool,
            "blind": bool,
            **periodical.ARTICLE,
            "authors": [{**_PERSON[1], "corresponding": bool}],
        }
    ],
    "recommendations": [
        {
            "id": str,
            "title": _WORDS,
            "text": _WORDS,
            "target_group": _WORDS,
            "level": str,
            "papers": [str],
            "rests_on": [_PASSAGE],
        }
    ],
    "subjects": [
        {"term": _WORDS, "papers": [str], "places": [_PASSAGE], "see": _WORDS}
    ],
    "participants": [_PERSON],
    "back_matter": [{"id": str, "title": _WORDS, "source": _WORDS}],
    "newspaper": periodical.NEWSPAPER,
}
_NAMES = {
    str: Said("text in quotation marks"),
    int: Said("a whole number"),
    float: Said("a number"),
    bool: Said("true or false"),
}


def check(data: Any, schema: Any, key: str, problems: Problems) -> None:
    """Add what is not as the schema says it."""
    if isinstance(schema, PerLanguage):
        _check_words(data, schema.inner, key, problems)
    elif isinstance(schema, tuple):
        check(data, schema[isinstance(data, dict)], key, problems)
    elif isinstance(schema, dict):
        _check_table(data, schema, key, problems)
    elif isinstance(schema, list):
        _check_list(data, schema[0], key, problems)
    elif schema is date:
        if not (isinstance(data, (date, datetime)) or _is_date(data)):
            problems.add(
                key, Said("%(key)s must be a date such as 2013-05-31.", key=key)
            )
    elif not _is(data, schema):
        message = Said("%(key)s must be %(kind)s.", key=key, kind=_NAMES[schema])
        problems.add(key, message)


def _is(data: Any, kind: type) -> bool:
    if isinstance(data, bool):
        return kind is bool
    return isinstance(data, (int, float) if kind is float else kind)


def is_per_language(data: Any) -> bool:
    """Whether this is a table with a value for each language."""
    return isinstance(data, dict) and bool(data) and set(data) <= KNOWN


def _check_words(data: Any, inner: Any, key: str, problems: Problems) -> None:
    if is_per_language(data):
        for code, value in data.items():
            check(value, inner, f"{key}.{code}", problems)
    elif isinstance(data, dict) and not isinstance(inner, dict):
        wrong = ", ".join(code for code in data if code not in KNOWN)
        message = "%(key)s has no language codes such as sl, it or en: %(wrong)s."
        if not data:
            message = "%(key)s has no words."
        problems.add(key, Said(message, key=key, wrong=wrong))
    else:
        check(data, inner, key, problems)


def _check_list(data: Any, inner: Any, key: str, problems: Problems) -> None:
    if not isinstance(data, list):
        problems.add(key, Said("%(key)s must be a list.", key=key))
        return
    for number, item in enumerate(data, 1):
        check(item, inner, f"{key}.{number}", problems)


def _check_table(
    data: Any, schema: dict[str, Any], key: str, problems: Problems
) -> None:
    if not isinstance(data, dict):
        problems.add(key, Said("%(key)s must be a table.", key=key))
        return
    for name, value in data.items():
        full = f"{key}.{name}" if key else name
        expected = schema.get(name, schema.get("*"))
        if expected is None:
            known = ", ".join(sorted(schema))
            message = "%(key)s is not known; here may stand: %(known)s."
            problems.add(full, Said(message, key=full, known=known))
        else:
            check(value, expected, full, problems)


def _is_date(value: object) -> bool:
    return isinstance(value, str) and (
        value == "" or re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value) is not None
    )
