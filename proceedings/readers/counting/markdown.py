"""Counting in Markdown, line by line, without pandoc.

Tables that are drawn by dashes alone are not seen, as only their columns tell them
from rulers; tables with pipes or a grid are.
"""

import re
from dataclasses import dataclass
from html import unescape

from proceedings.readers.counting.tally import Tally
from proceedings.readers.counting.tree import leads_out

_YAML = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RAW = re.compile(
    r"^(`{3,}|~{3,})[ \t]*\{=[^}\n]*\}.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`\n]*)$")
_DISPLAY = re.compile(
    r"\$\$(?:[^$]|\\\$)+?\$\$"
    r"|\\begin\{(equation|align|gather|multline|eqnarray|displaymath)\*?\}.*?\\end\{\1\*?\}",
    re.DOTALL,
)
_INLINE_MATH = re.compile(
    r"(?<![\\$\w])\$(?![\s$])((?:[^$\n\\]|\\.|\n(?!\n))+?)(?<![\s\\])\$(?!\d)"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_NOTE_TEXT = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_INLINE_NOTE = re.compile(r"(?<!\\)\^\[")
_IMAGE = re.compile(
    r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^()\s<>]*(?:\([^()]*\)[^()\s<>]*)*)"
)
_HTML_IMAGE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_LINK = re.compile(r"\]\(\s*<?([^()\s<>]*(?:\([^()]*\)[^()\s<>]*)*)[^()]*\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>", re.IGNORECASE)
_HTML_LINK = re.compile(r"<a\b[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"^ {0,3}\[[^\]^]+\]:\s*\S+.*$", re.MULTILINE)
_ATTRIBUTES = re.compile(
    r"(?<=[\])`}])\{[^{}\n]*\}|\{[#.][^{}\n]*\}|\{\s*[\w-]+=[^{}\n]*\}"
)
_LABEL = re.compile(r"\]\[[^\[\]\n]*\]")
_CITED = re.compile(r"(?<![\w@])-?@(?:\{[^}]*\}|[\w][\w:.#$%&+?<>~/-]*)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_COMMAND = re.compile(
    r"\\(?:label|ref|autoref|cref|Cref|eqref|cite\w*|begin|end|includegraphics|input"
    r"|vspace|hspace|setlength|hypertarget)\*?(?:\[[^\]\n]*\])*(?:\{[^{}\n]*\})?"
    r"(?:(?<=tabular\})\{[^\n]*|\[[^\]\n]*\])?|\\[A-Za-z]+\*?"
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^(?:=+|-+)[ \t]*$")
_PIPES = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)+$")
# Marks of emphasis, which may stand within a word.
_EMPHASIS = re.compile(r"(?<!\\)[*`~]|\\(?=[^\w\s])")
_GRID = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$")
_ITEM = re.compile(
    r"^(\s*)(?:[-*+]|(?:\d{1,9}|[a-zA-Z]|#)[.)]|\(\w{1,3}\)|\(?@\w*\))(?:[ \t]+(.*))?$"
)


def tally_markdown(source: str) -> Tally:
    """Return what a Markdown text holds, its metadata left out."""
    tally = Tally()
    text = _COMMENT.sub(" ", source.replace("\r\n", "\n").replace("\r", "\n"))
    text = _RAW.sub("", _YAML.sub("", text, count=1))
    for pattern in (_DISPLAY, _INLINE_MATH):
        tally.things["equations"] += pattern.findall(_without_code(text))
        text = pattern.sub(" ", text)
    _inlines(tally, _without_code(text))
    _lines(tally, text)
    return tally


def _inlines(tally: Tally, prose: str) -> None:
    """Count what stands within lines."""
    known = set(_NOTE_TEXT.findall(prose))
    for name in _NOTE.findall(prose):
        if name in known:
            tally.add("footnotes")
    for _ in _INLINE_NOTE.findall(prose):
        tally.add("footnotes")
    for address in [*_IMAGE.findall(prose), *_HTML_IMAGE.findall(prose)]:
        tally.add("images", address.rsplit("/", 1)[-1])
    bare = _IMAGE.sub("](", prose)
    for pattern in (_LINK, _AUTOLINK, _HTML_LINK):
        for address in pattern.findall(bare):
            if leads_out(address):
                tally.add("links", address)


def _without_code(text: str) -> str:
    """Return the text with fenced blocks and code spans left out."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if not fence and found:
            fence = found[1]
            lines.append("")
        elif fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
            lines.append("")
        else:
            lines.append(line)
    return _CODE.sub(" ", "\n".join(lines))


@dataclass(slots=True)
class _Place:
    """Where the reading of lines has come to."""

    before: str = ""
    fence: str = ""
    table: str = ""
    listed: bool = False


def _lines(tally: Tally, text: str) -> None:
    place = _Place()
    for line in text.split("\n"):
        _line(tally, line, place)
        place.before = line


def _line(tally: Tally, line: str, place: _Place) -> None:
    found = _FENCE.match(line)
    if place.fence or found:
        if not place.fence and found:
            place.fence = found[1]
        elif found and found[1].startswith(place.fence) and not found[2].strip():
            place.fence = ""
        else:
            tally.paragraph(line)
        return
    if heading := _HEADING.match(line):
        place.listed = False
        tally.begin(plain(heading[1]))
        return
    if _UNDERLINE.match(line) and place.before.strip() and not place.listed:
        _underlined(tally, place)
        return
    tally.paragraph(plain(_structure(tally, line, place)))


def _underlined(tally: Tally, place: _Place) -> None:
    """Make the line before a heading, unless it was one or a table's."""
    words = plain(place.before)
    if tally.text and tally.text[-1][1] == words and "|" not in place.before:
        tally.text.pop()
        tally.begin(words)


def _structure(tally: Tally, line: str, place: _Place) -> str:
    """Count a table or a list item that begins with a line; return its text."""
    if _GRID.match(line) or _PIPES.match(line):
        if not place.table:
            tally.add("tables", plain(place.before))
        place.table = line
    elif not line.strip():
        place.table = ""
    item = _ITEM.match(line)
    blank = not place.before.strip()
    if item and (place.listed or (blank and len(item[1].expandtabs(4)) < 4)):
        place.listed = True
        tally.add("list_items", plain(item[2] or ""))
        return item[2] or ""
    if blank and line[:1].strip():
        place.listed = False
    return line


def plain(line: str) -> str:
    """Return the words of a line, without addresses, keys, tags and commands."""
    line = _ADDRESS.sub(" ", _NOTE_TEXT.sub(" ", line))
    line = _NOTE.sub(" ", line)
    line = _LABEL.sub("] ", _LINK.sub("] ", line))
    for pattern in (_AUTOLINK, _ATTRIBUTES, _CITED, _TAG, _COMMAND):
        line = pattern.sub(" ", line)
    return unescape(_EMPHASIS.sub("", line))
