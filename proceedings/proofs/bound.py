"""Questions to a bound file: are its pages, tags, links and numbers in order?

The text of a page is read with pdfium once: a page with the same instructions and
the same fonts shows the same text in every volume and offprint.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from proceedings.proofs.objects import Objects
from proceedings.proofs.page_reader import PageReader, read_pages

_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|(\d+ 0 R))")
_ANNOTS = re.compile(rb"/Annots\s*\[([^\]]*)\]")
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_FONTS = re.compile(rb"/Font\s*<<([^>]*)>>")
_FONT = re.compile(rb"/([^\s/]+) (\d+) 0 R")
_SET = re.compile(rb"/([^\s/]+) [\d.]+ Tf")
_PARENTS = re.compile(rb"/StructParents (\d+)")
_NUMBER = re.compile(rb"(\d+) 0 R")
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_FONT_FILE = re.compile(rb"/FontFile[23]? \d+ 0 R")
_LETTER = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_STAMP = re.compile(rb"\[[-\d.]*<([0-9A-F]*)>\]TJ")
_TAGGED = re.compile(rb"<</MCID \d+>>BDC")
_ID = re.compile(rb"/ID(\([^)]*\)|<[^>]*>)")
_ALT = re.compile(rb"/Alt\s*(?:\((?!\))|<(?!<|>))")
_DESCRIBED = re.compile(rb"/Contents\s*(?:\((?!\))|<(?!<|>))")
_DESTINATION = re.compile(rb"/Dest(\((?:[^()\\]|\\.)*\)|<[^>]*>|\s*\d+ 0 R)")
_NAME = re.compile(rb"(\((?:[^()\\]|\\.)*\)|<[0-9A-F]*>)\[(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be on a page: its label, and on the first of a part its pages."""

    label: str
    stamped: bool = False
    span: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page; `digest` names all that its text depends on."""

    number: int
    index: int
    value: bytes
    pieces: tuple[int, ...]
    digest: str


def prove(
    path: Path,
    expected: Sequence[Expected],
    reader: PageReader,
    objects: Objects | None = None,
) -> list[str]:
    """Return what is wrong with the objects of a file; an empty list is a pass.

    They are read from the file, unless they were before.
    """
    objects = objects or Objects(path.read_bytes())
    problems = [*objects.problems, *objects.dangling()]
    if problems:
        return problems[:20]
    pages = list(pages_of(objects))
    if len(pages) != len(expected):
        return [f"The file has {len(pages)} pages instead of {len(expected)}."]
    return [
        *_fonts(objects),
        *_elements(objects),
        *_links(objects, pages),
        *_numbers(objects, pages, expected),
        *_texts(objects, path, pages, expected, reader),
    ]


# --- pages --------------------------------------------------------------------------
def pages_of(objects: Objects) -> Iterator[Page]:
    """Yield the pages in their order."""
    roots = [
        number
        for number, value in objects.values.items()
        if value.startswith(b"<</Type/Pages") and b"/Parent" not in value
    ]
    waiting = roots[:1]
    index = 0
    fonts: dict[int, bytes] = {}
    while waiting:
        number = waiting.pop(0)
        value = objects.values[number]
        kids = _KIDS.search(value)
        if value.startswith(b"<</Type/Pages") and kids:
            waiting = [*_referred(kids[1]), *waiting]
            continue
        found = _CONTENTS.search(value)
        pieces = tuple(_referred(found[0])) if found else ()
        digest = hashlib.sha256()
        for piece in pieces:
            if b"/FlateDecode" in objects.values[piece]:
                digest.update(objects.streams[piece])
        for font in _fonts_of(objects, value).values():
            if font not in fonts:
                fonts[font] = _font_digest(objects, font)
            digest.update(fonts[font])
        yield Page(number, index, value, pieces, digest.hexdigest())
        index += 1


def _referred(value: bytes) -> list[int]:
    return [int(number) for number in _NUMBER.findall(value)]


def _fonts_of(objects: Objects, page: bytes) -> dict[bytes, int]:
    resources = _RESOURCES.search(page)
    found = _FONTS.search(objects.values[int(resources[1])]) if resources else None
    return (
        {name: int(number) for name, number in _FONT.findall(found[1])} if found else {}
    )


def _font_digest(objects: Objects, font: int) -> bytes:
    unicode = _TO_UNICODE.search(objects.values[font])
    return hashlib.sha256(objects.streams[int(unicode[1])] if unicode else b"").digest()


# --- fonts, tags, links ---------------------------------------------------------------
def _fonts(objects: Objects) -> Iterator[str]:
    for number, value in objects.values.items():
        if b"/Type/FontDescriptor" in value and not _FONT_FILE.search(value):
            yield f"The font of object {number} is not embedded."
        if b"/Subtype/Type0" in value and not _TO_UNICODE.search(value):
            yield f"The font of object {number} cannot be read as text."


def _elements(objects: Objects) -> Iterator[str]:
    identifiers: set[bytes] = set()
    for value in objects.values.values():
        if not value.startswith(b"<</Type/StructElem"):
            continue
        pictured = b"/S/Figure" in value or b"/S/Formula" in value
        if pictured and not _ALT.search(value):
            kind = "figure" if b"/S/Figure" in value else "formula"
            yield f"A {kind} has no alternative text."
        if b"/S/TH/" in value and b"/Scope" not in value:
            yield "A header cell does not say what it heads."
        if b"/S/Quote" in value:
            yield "A cell that heads its row is not a header cell."
        found = _ID.search(value)
        if found and found[1] in identifiers:
            yield f"Two elements have the ID {found[1].decode(errors='replace')}."
        if found:
            identifiers.add(found[1])
        elif b"/S/Note" in value:
            yield "A note has no ID of its own."


def _links(objects: Objects, pages: Sequence[Page]) -> Iterator[str]:
    leaves = {page.number for page in pages}
    names: dict[bytes, int] = {}
    for value in objects.values.values():
        if value.startswith(b"<</Limits"):
            names |= {name: int(page) for name, page in _NAME.findall(value)}
    for name, number in names.items():
        if number not in leaves:
            yield f"The name {name.decode(errors='replace')} leads to no page."
    for page in pages:
        found = _ANNOTS.search(page.value)
        for number in _referred(found[1]) if found else ():
            link = objects.values[number]
            place = f"A link on page {page.index + 1}"
            if not _DESCRIBED.search(link):
                yield f"{place} has no description."
            if b"/URI(coop:" in link:
                yield f"{place} was not resolved."
            target = _DESTINATION.search(link)
            if target and target[1][:1] in b"(<" and target[1] not in names:
                yield f"{place} leads nowhere: {target[1].decode(errors='replace')}"


# --- numbers and texts ------------------------------------------------------------------
def _numbers(
    objects: Objects, pages: Sequence[Page], expected: Sequence[Expected]
) -> Iterator[str]:
    """Yield stamps that are not the label of their page, or the pages of its part."""
    letters: dict[int, Mapping[bytes, str]] = {}
    for page, due in zip(pages, expected, strict=True):
        known = {due.label, f"{due.span}."} if due.stamped else set()
        for before, piece in zip(page.pieces, page.pieces[1:], strict=False):
            stamp = _STAMP.fullmatch(objects.streams[piece])
            if stamp is None:
                continue
            named = _SET.findall(objects.content(before))
            font = _fonts_of(objects, page.value)[named[-1]]
            if font not in letters:
                letters[font] = _letters(objects, font)
            signs = [stamp[1][at : at + 4] for at in range(0, len(stamp[1]), 4)]
            shown = "".join(letters[font].get(sign, "?") for sign in signs)
            if shown not in known:
                yield f"Page {page.index + 1} shows „{shown}“ instead of „{due.label}“."


def _letters(objects: Objects, font: int) -> dict[bytes, str]:
    unicode = _TO_UNICODE.search(objects.values[font])
    return _signs(objects.content(int(unicode[1])) if unicode else b"")


@lru_cache(maxsize=64)
def _signs(cmap: bytes) -> dict[bytes, str]:
    """Return the letters of signs; the files of a book share their fonts."""
    return {
        sign: bytes.fromhex(letter.decode()).decode("utf-16-be", "replace")
        for sign, letter in _LETTER.findall(cmap)
    }


def _texts(
    objects: Objects,
    path: Path,
    pages: Sequence[Page],
    expected: Sequence[Expected],
    reader: PageReader,
) -> Iterator[str]:
    """Yield pages with content for readers that hold no text, or not their label."""
    new = [page for page in pages if not reader.knows(page.digest)]
    tagged = {page.index for page in new if _is_tagged(objects, page)}
    unread = [page for page in new if page.index in tagged]
    found = read_pages(path, [page.index for page in unread])
    for page, text in zip(unread, found, strict=True):
        yield from faults(objects, page, text, expected[page.index])
    reader.learn(page.digest for page in pages)


def faults(objects: Objects, page: Page, text: str, due: Expected) -> Iterator[str]:
    """Yield what is wrong with a page for readers, by its text."""
    if not _PARENTS.search(page.value):
        yield f"Page {page.index + 1} is not in the structure tree."
    if not text.strip() and b"/XObject" not in _resources(objects, page):
        yield f"Page {page.index + 1} has content, but no text."
    elif due.stamped and due.label not in text.split() and len(page.pieces) > 1:
        yield f"Page {page.index + 1} does not show its number."


def _is_tagged(objects: Objects, page: Page) -> bool:
    return any(_TAGGED.search(objects.content(piece)) for piece in page.pieces)


def _resources(objects: Objects, page: Page) -> bytes:
    found = _RESOURCES.search(page.value)
    return objects.values[int(found[1])] if found else b""
