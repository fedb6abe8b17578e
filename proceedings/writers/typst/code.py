"""Typst code: values, calls and literals. `literal` is the one way in for words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SPECIAL = re.compile(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def literal(text: str) -> str:
    """Return a typst string literal of the text: the one escaping function."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: "re.Match[str]") -> str:
    character = found[0]
    if character in '\\"':
        return "\\" + character
    if character in "\t\n\r\u2028\u2029":
        return " "
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return ""


@dataclass(frozen=True, slots=True)
class Code:
    """Typst code of our own, to be written as it is."""

    text: str


def value(given: object) -> str:
    """Return a value as typst code; words become literals."""
    if isinstance(given, Code):
        return given.text
    if given is None:
        return "none"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, int | float):
        return str(given)
    if isinstance(given, Mapping):
        inner = "".join(f"{key}: {value(each)}, " for key, each in given.items())
        return f"({inner or ':'})"
    if isinstance(given, list | tuple):
        return "(" + "".join(f"{value(each)}, " for each in given) + ")"
    return literal(str(given))


def call(name: str, *arguments: object, **named: object) -> str:
    """Return a call of a function of our templates, named with dashes."""
    options = [f"{key.replace('_', '-')}: {value(each)}" for key, each in named.items()]
    return f"{name}({', '.join([*map(value, arguments), *options])})"


def verbatim(text: str) -> str:
    """Return a literal that keeps line ends and tabs, for code."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "(" + ' + "\\n" + '.join(literal(line.expandtabs(4)) for line in lines) + ")"


def language_rule(language: str) -> str:
    """Return the typst rule that sets a language."""
    code, _, region = language.partition("-")
    place = f", region: {literal(region)}" if len(region) == 2 else ""
    return f"set text(lang: {literal(code.lower())}{place})"
