"""What a file says of itself that does not come into the paper.

Read from the file once more, apart from the readers: its declared language, the
names in its properties and remarks, and its empty paragraphs.
"""

import html
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from proceedings import language
from proceedings.exceptions import ProceedingsError
from proceedings.readers import limits

# So much of a text file can hold its declarations.
_HEAD = 20_000
_LARGEST_PART = 32 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """What a manuscript says of itself; `names` are people it names in passing."""

    language: str = ""
    names: tuple[str, ...] = ()
    empty_paragraphs: int = 0


def look(path: Path) -> Source:
    """Return what a manuscript says of itself; it has passed the gate."""
    try:
        form = limits.sniff(path)
        return _LOOKS.get(form, _nothing)(path)
    except (limits.Refused, ProceedingsError, zipfile.BadZipFile, OSError, KeyError):
        return Source()


def _nothing(_: Path) -> Source:
    return Source()


# --- Word -----------------------------------------------------------------------------
_W_LANGUAGE = re.compile(r'<w:lang [^>]*w:val="([A-Za-z-]+)"')
_W_DEFAULTS = re.compile(r"<w:docDefaults>.*?</w:docDefaults>", re.DOTALL)
_W_RUN_LANGUAGE = re.compile(r'<w:lang [^>]*w:val="([A-Za-z-]+)"')
_W_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_W_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?/>|<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_W_FILLED = re.compile(
    r"<w:t[ >]|<w:drawing|<w:pict|<w:object|<m:|<w:br |<w:sectPr|<w:fldChar|<w:instr"
    r"|<w:sym|<w:footnoteRef|<w:endnoteRef|<w:pBdr|<mc:Alt|<w:commentRef|<w:pStyle"
    r' w:val="(?:Heading|Naslov|Titolo)'
)
_W_NAMES = (
    ("docProps/core.xml", re.compile(r"<dc:creator[^>]*>([^<]+)<")),
    ("docProps/core.xml", re.compile(r"<cp:lastModifiedBy[^>]*>([^<]+)<")),
    ("word/comments.xml", re.compile(r'w:author="([^"]+)"')),
    ("word/document.xml", re.compile(r'<w:(?:ins|del) [^>]*w:author="([^"]+)"')),
)


def _word(path: Path) -> Source:
    parts = _parts(path)
    body = parts.get("word/document.xml", "")
    styles = parts.get("word/styles.xml", "")
    defaults = _W_DEFAULTS.search(styles)
    declared = _W_LANGUAGE.search(defaults[0] if defaults else styles)
    marks = [code[:2] for code in _W_RUN_LANGUAGE.findall(body)]
    # Whoever marks the text itself says more than the template does.
    most = max(sorted(set(marks)), key=marks.count, default="")
    code = most if len(marks) > 20 else declared[1] if declared else most
    outside = _W_TABLE.sub("", body)
    paragraphs = _W_PARAGRAPH.findall(outside)
    return Source(
        language.normalise(code[:2]),
        _names(parts, _W_NAMES),
        sum(_W_FILLED.search(each) is None for each in paragraphs),
    )


# --- OpenDocument ---------------------------------------------------------------------
_O_LANGUAGE = re.compile(
    r'<style:default-style[^>]*style:family="paragraph".{0,4000}?fo:language="([a-z]+)"',
    re.DOTALL,
)
_O_BODY = re.compile(r"<office:text[ >].*</office:text>", re.DOTALL)
_O_TABLE = re.compile(r"<table:table[ >].*?</table:table>", re.DOTALL)
_O_EMPTY = re.compile(r"<text:p(?: [^>]*)?/>|<text:p(?: [^>]*)?></text:p>")
_O_NAMES = (
    ("meta.xml", re.compile(r"<meta:initial-creator>([^<]+)<")),
    ("meta.xml", re.compile(r"<dc:creator>([^<]+)<")),
    ("content.xml", re.compile(r"<dc:creator>([^<]+)<")),
)


def _open_document(path: Path) -> Source:
    parts = _parts(path)
    declared = _O_LANGUAGE.search(parts.get("styles.xml", ""))
    body = _O_BODY.search(parts.get("content.xml", ""))
    empty = _O_EMPTY.findall(_O_TABLE.sub("", body[0])) if body else []
    code = declared[1] if declared else ""
    return Source(language.normalise(code), _names(parts, _O_NAMES), len(empty))


def _parts(path: Path) -> dict[str, str]:
    wanted = {name for name, _ in (*_W_NAMES, *_O_NAMES)}
    wanted |= {"word/styles.xml", "styles.xml"}
    with zipfile.ZipFile(path) as archive:
        return {
            entry.filename: archive.read(entry).decode("utf-8", "replace")
            for entry in archive.infolist()
            if entry.filename in wanted and entry.file_size <= _LARGEST_PART
        }


def _names(
    parts: dict[str, str], places: tuple[tuple[str, re.Pattern[str]], ...]
) -> tuple[str, ...]:
    found = (
        " ".join(html.unescape(name).split())
        for part, pattern in places
        for name in pattern.findall(parts.get(part, ""))
    )
    return tuple(dict.fromkeys(name for name in found if name))


# --- text -----------------------------------------------------------------------------
_YAML = re.compile(
    r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_YAML_LANGUAGE = re.compile(r"^lang(?:uage)?\s*:\s*[\"']?([A-Za-z-]+)", re.MULTILINE)
_BABEL = re.compile(
    r"\\usepackage\[([^\]]+)\]\{babel\}|\\set(?:main|default)language\{(\w+)\}"
)
_BABEL_NAMES = {
    "slovene": "sl",
    "slovenian": "sl",
    "italian": "it",
    "english": "en",
    "british": "en",
    "american": "en",
    "usenglish": "en",
    "ukenglish": "en",
    "german": "de",
    "ngerman": "de",
    "french": "fr",
    "croatian": "hr",
}
_HTML_LANGUAGE = re.compile(
    r"<html\b[^>]*?\s(?:xml:)?lang\s*=\s*[\"']?([A-Za-z-]+)", re.IGNORECASE
)
_HTML_EMPTY = re.compile(
    r"<p\b[^>]*>(?:\s|&nbsp;|&#160;|<br\s*/?>)*</p>", re.IGNORECASE
)


def _markdown(path: Path) -> Source:
    return Source(_of_markdown(_read(path)))


def _latex(path: Path) -> Source:
    return Source(_of_latex(_read(path)))


def _html(path: Path) -> Source:
    words = _read(path)
    declared = _HTML_LANGUAGE.search(words[:_HEAD])
    code = declared[1] if declared else ""
    return Source(
        language.normalise(code), empty_paragraphs=len(_HTML_EMPTY.findall(words))
    )


def _bundle(path: Path) -> Source:
    """Return the first language that a text of a zip declares."""
    with zipfile.ZipFile(path) as archive:
        for entry in _texts(archive):
            words = limits.decode(archive.read(entry)[:_HEAD])[0]
            reader = _of_latex if entry.filename.endswith(".tex") else _of_markdown
            if code := reader(words):
                return Source(code)
    return Source()


def _texts(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".tex", ".md", ".markdown")):
            yield entry


def _read(path: Path) -> str:
    return limits.decode(path.read_bytes())[0]


def _of_markdown(words: str) -> str:
    head = _YAML.match(words[:_HEAD].lstrip("\ufeff"))
    found = _YAML_LANGUAGE.search(head[1]) if head else None
    return language.normalise(found[1]) if found else ""


def _of_latex(words: str) -> str:
    found = _BABEL.search(words[:_HEAD])
    if found is None:
        return ""
    names = [name.strip() for name in (found[1] or found[2]).split(",")]
    main = [name.removeprefix("main=") for name in names if name.startswith("main=")]
    return _BABEL_NAMES.get((main or names)[-1].lower(), "")


_LOOKS: dict[str, Callable[[Path], Source]] = {
    "docx": _word,
    "odt": _open_document,
    "markdown": _markdown,
    "latex": _latex,
    "html": _html,
    "zip": _bundle,
}
