"""From a template to a mail: default words, placeholders filled, text set as HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from cms.outbox.kinds import NAME, Kind
from cms.outbox.values import one_line

PLACEHOLDER = re.compile(r"\{(\w+)\}")
LONGEST_SUBJECT = 300
END_OF_ADDRESS = ".,;:!?)»”’"

Values = Mapping[str, list[str]]


@dataclass(frozen=True)
class Words:
    """The subject and the text of a mail, with or without open placeholders."""

    subject: str
    text: str


def default(kind: Kind, language: str) -> Words:
    """Return the words of the files, with each placeholder as `{name}`."""
    names = {name: f"{{{name}}}" for name in (NAME, *kind.placeholders)}
    with translation.override(language):
        text = render_to_string(kind.template, names)
        return Words(one_line(str(kind.subject) % names), tidy(text))


def tidy(text: str) -> str:
    """Return the text with one empty line between paragraphs."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def names_in(text: str) -> set[str]:
    """Return the placeholders that stand in a template."""
    return set(PLACEHOLDER.findall(text))


def fill(words: Words, values: Values) -> Words:
    """Put the values in; a paragraph whose placeholder has nothing to say is left out.

    A text that stands alone on its line becomes a quotation. Secret links stay open
    until the mail leaves.
    """
    paragraphs = tidy(words.text).split("\n\n")
    filled = [_filled(each, values) for each in paragraphs if _speaks(each, values)]
    subject = PLACEHOLDER.sub(lambda found: _inline(found, values), words.subject)
    return Words(_short(one_line(subject)), "\n\n".join(filled))


def close(text: str, secrets: Mapping[str, str]) -> str:
    """Put the secret links in, last of all."""
    return PLACEHOLDER.sub(lambda found: secrets.get(found[1], found[0]), text)


def as_html(text: str) -> str:
    """Set a text as HTML: paragraphs, quotations, and links to this site alone."""
    return "\n".join(_paragraph(each) for each in tidy(text).split("\n\n"))


def with_frame(words: Words, language: str) -> tuple[str, str]:
    """Return the mail as text and as HTML, with the funding statement."""
    with translation.override(language):
        context = {"subject": words.subject, "text": words.text}
        text = render_to_string("outbox/mail/frame.txt", context)
        context["content"] = as_html(words.text)
        return text, render_to_string("outbox/mail/frame.html", context)


def _speaks(paragraph: str, values: Values) -> bool:
    return all(
        values[name][0] == "secret" or values[name][1]
        for name in names_in(paragraph)
        if name in values
    )


def _filled(paragraph: str, values: Values) -> str:
    return "\n".join(_line(line, values) for line in paragraph.split("\n"))


def _line(line: str, values: Values) -> str:
    alone = PLACEHOLDER.fullmatch(line.strip())
    kind, words = values.get(alone[1], ["", ""]) if alone else ["", ""]
    if kind == "text":
        return "\n".join(f"> {part}".rstrip() for part in words.split("\n"))
    return PLACEHOLDER.sub(lambda found: _inline(found, values), line)


def _inline(found: re.Match, values: Values) -> str:
    kind, words = values.get(found[1], ["secret", ""])
    return found[0] if kind == "secret" else one_line(words)


def _short(subject: str) -> str:
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return f"{subject[: LONGEST_SUBJECT - 1]}…"


def _paragraph(paragraph: str) -> str:
    """Set lines that follow each other; those with `>` are quoted."""
    parts, quoted = [], None
    for line in paragraph.split("\n"):
        is_quoted = line.startswith(">")
        if is_quoted != quoted:
            parts.append((is_quoted, []))
            quoted = is_quoted
        parts[-1][1].append(line)
    return "\n".join(
        _quotation(lines) if is_quoted else f"<p>{_lines(lines)}</p>"
        for is_quoted, lines in parts
    )


def _quotation(lines: list[str]) -> str:
    told = "\n".join(line.removeprefix(">").strip() for line in lines)
    paragraphs = [escape(part) for part in tidy(told).split("\n\n")]
    inner = "".join(
        f"<p>{part}</p>".replace("\n", "<br>") for part in paragraphs if part
    )
    return f"<blockquote>{inner}</blockquote>"


def _lines(lines: list[str]) -> str:
    return "<br>".join(_linked(line) for line in lines)


def _linked(line: str) -> str:
    """Escape a line; what begins with our own address becomes a link."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    parts = re.split(rf"({re.escape(base)}/[^\s<>\"']*)", line)
    return "".join(
        _anchor(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def _anchor(address: str) -> str:
    url = address.rstrip(END_OF_ADDRESS)
    return f'<a href="{escape(url)}">{escape(url)}</a>{escape(address[len(url) :])}'
