"""Fixed printed words and the texts of findings, in each language."""

import functools
import io
from gettext import GNUTranslations
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from proceedings.exceptions import ProceedingsError
from proceedings.report import Finding
from proceedings.said import Said

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("sl", "it", "en")
FALLBACK = "en"


def explain(finding: Finding, language: str) -> tuple[str, str]:
    """Return what a finding says and what to do about it."""
    message, remedy = templates(finding, language)
    values = _named(finding, _nearest(language))
    return message.format_map(values), remedy.format_map(values)


def templates(finding: Finding, language: str) -> tuple[str, str]:
    """Return message and remedy with their places still open."""
    message = _text("findings", f"{finding.code}.message", language)
    return message, _text("findings", f"{finding.code}.remedy", language)


def word(msgid: str, language: str) -> str:
    """Return a fixed printed word (domain `proceedings`) in a language."""
    return _text("proceedings", msgid, language)


def plural(singular: str, several: str, count: int, language: str) -> str:
    """Return the form for a count (domain `proceedings`), with `%(count)d` filled."""
    form = _catalogue("proceedings", _nearest(language)).ngettext(
        singular, several, count
    )
    return form % {"count": count}


def told_problem(problem: ProceedingsError, language: str) -> str:
    """Return what a problem says, in English where we have no other words for it."""
    if problem.lines:
        return "\n".join(told(line, language) for line in problem.lines)
    if not problem.values:
        return str(problem)
    return word(problem.message, language) % problem.values


def told(words: str, language: str) -> str:
    """Return a sentence of ours in a language; other words as they are."""
    if not isinstance(words, Said):
        return words
    message = word(words.message, language)
    values = {
        name: told(each, language) if isinstance(each, Said) else each
        for name, each in words.values.items()
    }
    return message % values if values else message


def codes(language: str = FALLBACK) -> set[str]:
    """Return the codes of all findings that have a text."""
    catalogue = _read("findings", language)
    return {
        str(message.id).removesuffix(".message")
        for message in catalogue
        if str(message.id).endswith(".message")
    }


# Values that are codes of languages, which people know by name.
_CODES = frozenset({"language", "declared", "guessed"})


def _named(finding: Finding, language: str) -> "_Values":
    """Return the values of a finding, with languages and things by their names."""
    names = Locale.parse(language).languages
    values: dict[str, object] = {}
    for key, value in finding.values.items():
        if key in _CODES:
            values[key] = names.get(str(value), value)
        elif key == "thing":
            values[key] = _text("findings", f"thing.{value}", language)
        else:
            values[key] = value
    return _Values(values)


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def _nearest(language: str) -> str:
    return language[:2] if language[:2] in LANGUAGES else FALLBACK


def _text(domain: str, msgid: str, language: str) -> str:
    return _catalogue(domain, _nearest(language)).gettext(msgid)


@functools.cache
def _read(domain: str, language: str) -> Catalog:
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=language, domain=domain)


@functools.cache
def _catalogue(domain: str, language: str) -> GNUTranslations:
    buffer = io.BytesIO()
    write_mo(buffer, _read(domain, language))
    buffer.seek(0)
    return GNUTranslations(buffer)
