"""Files that are refused before any parser opens them, each made here."""

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.proceedings.hostile.office import (
    Parts,
    open_text,
    packed,
    rels,
    word,
    word_parts,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_PARAMETER = '<!DOCTYPE a SYSTEM "http://127.0.0.1:18999/a.dtd">'
_BODY = "<a>&x;</a>"
_MAIN = "word/document.xml"
_MEGABYTE = 1 << 20

# The name of a file, what is in it, and the code of the refusal.
Row = tuple[str, bytes, str]


def rows() -> Iterator[Row]:
    """Yield all files."""
    yield from _bombs()
    yield from _crowds()
    yield from _places()
    yield from _entities()
    yield from _programs()
    yield from _archives()
    yield from _others()


def _bombs() -> Iterator[Row]:
    zeros = bytes(40 * _MEGABYTE)
    yield "bomb.docx", word(parts={"word/media/x": zeros}), "archive-bomb"
    pieces = {f"word/media/{n}": zeros[: 6 * _MEGABYTE] for n in range(7)}
    yield "bomb-of-many.docx", word(parts=pieces), "archive-bomb"
    yield "bomb.odt", open_text(parts={"Pictures/x": zeros}), "archive-bomb"
    yield "bomb.zip", packed({"paper.md": "x", "x.png": zeros}), "archive-bomb"
    small = word(parts={"word/media/x": bytes(_MEGABYTE)})
    lying = _sized(small, b"word/media/x", 100)
    yield "lying-about-size.docx", lying, "archive-entry-damaged"
    overlapping = _overlapping(word_parts(), 20)
    yield "overlapping.docx", overlapping, "archive-entry-damaged"


def _crowds() -> Iterator[Row]:
    """Yield files that are small, but long to read."""
    many = dict.fromkeys((f"word/{number}" for number in range(2001)), "")
    yield "files.docx", word(parts=many), "archive-too-many-files"
    runs = f"<w:p>{'<w:r/>' * 200_001}</w:p>"
    yield "runs.docx", word(runs), "document-too-complex"
    yield "runs-of-text.docx", _elsewhere(runs, "txt"), "document-too-complex"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    renamed = f'<z:p xmlns:z="{space}">{"<z:r/>" * 200_001}</z:p>'
    yield "runs-renamed.docx", word(renamed), "document-too-complex"
    cells = "<table:table-cell/>" * 200_001
    space = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    table = f"<table:table {space}>{cells}</table:table>"
    yield "cells.odt", open_text(table), "document-too-complex"
    yield "deep.docx", word("<w:sdt>" * 300 + "</w:sdt>" * 300), "xml-too-deep"
    yield "deep.odt", open_text("<text:p>" * 300 + "</text:p>" * 300), "xml-too-deep"
    large = word_parts(f"<w:p>{' ' * (33 * _MEGABYTE)}</w:p>")
    yield "large.docx", packed(large, how=zipfile.ZIP_STORED), "xml-too-large"
    yield "large.md", b"x" * (8 * _MEGABYTE + 1), "file-too-large"


def _places() -> Iterator[Row]:
    for number, name in enumerate(
        (
            "../outside.xml",
            "word/../../outside.xml",
            "/outside.xml",
            "word\\..\\..\\outside",
            "C:\\outside.xml",
            "C:outside",
            "\\\\server\\share\\outside",
            "word/media/\x1b[2J.png",
            "word/a\nb.png",
        )
    ):
        yield f"place-{number}.docx", word(parts={name: "x"}), "archive-path"
        bundle = packed({"paper.md": "Besedilo.", name: "x"})
        yield f"place-{number}.zip", bundle, "archive-path"
    named = word(parts={"word/aXb.xml": "<a/>", "word/a/b.xml": "<a/>"})
    nul = named.replace(b"word/aXb.xml", b"word/a\0b.xml")
    yield "nul.docx", nul, "archive-path"
    twice = named.replace(b"word/aXb.xml", b"word/a/b.xml")
    yield "twice.docx", twice, "archive-duplicate"
    yield "link.docx", _with_link(word(), "word/media/x.png"), "archive-path"
    bundle = packed({"paper.md": "![Slika](x.png)"})
    yield "link.zip", _with_link(bundle, "x.png"), "archive-path"


def _entities() -> Iterator[Row]:
    code = "xml-doctype"
    heads = {"laughs": _LAUGHS, "outside": _OUTSIDE, "parameter": _PARAMETER}
    places = (_MAIN, "docProps/core.xml", "customXml/item1.xml", "[Content_Types].xml")
    places += ("_rels/.rels", "word/_rels/document.xml.rels", "WORD/STYLES.XML")
    for name, head in heads.items():
        for number, place in enumerate(places):
            data = word(parts={place: head + _BODY})
            yield f"{name}-{number}.docx", data, code
        yield f"{name}.odt", open_text(head=head), code
        yield (
            f"{name}-settings.odt",
            open_text(parts={"settings.xml": head + _BODY}),
            code,
        )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        words = f'<?xml version="1.0" encoding="utf-16"?>{_OUTSIDE}{_BODY}'
        data = word(parts={_MAIN: words.encode(encoding)})
        yield f"{encoding}.docx", data, code
    # A part is what its relation says, whatever its name ends with.
    for suffix in ("txt", "bin", "png", "svg", "html"):
        yield f"main-{suffix}.docx", _elsewhere("", suffix, _LAUGHS), code


def _programs() -> Iterator[Row]:
    code = "document-macros"
    for number, name in enumerate(
        ("word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/vbaData.xml")
    ):
        yield f"macro-{number}.docx", word(parts={name: "<x/>"}), code
    for number, name in enumerate(("Basic/Standard/x.xml", "Scripts/python/x.py")):
        yield f"macro-{number}.odt", open_text(parts={name: "<x/>"}), code
    yield "old.doc", _OLE + bytes(600), "file-legacy-word"
    yield "old.docx", _OLE + bytes(600), "file-legacy-word"
    locked = _OLE + bytes(64) + "EncryptedPackage".encode("utf-16-le")
    yield "password.docx", locked, "file-encrypted"
    manifest = {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    yield "password.odt", open_text(parts=manifest), "file-encrypted"
    yield "program.docx", b"MZ" + bytes(600), "file-damaged"
    yield "program.md", b"\x7fELF" + bytes(600), "file-unknown"
    yield "program.exe", b"MZ" + bytes(600), "file-unknown"


def _archives() -> Iterator[Row]:
    flagged = _flagged(word(parts={"word/x.xml": "<a/>"}), b"word/x.xml")
    yield "locked-entry.docx", flagged, "file-encrypted"
    for name, how in (("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        yield f"{name}.docx", packed(word_parts(), how=how), "archive-compression"
    yield "nothing.zip", packed({"a.txt": "x"}), "bundle-without-main"
    yield "two.zip", packed({"a/x.md": "x", "a/y.md": "y"}), "bundle-ambiguous"
    yield "nested.zip", packed({"inner.zip": word()}), "bundle-without-main"
    yield "cut.docx", word()[:300], "file-damaged"
    yield "not-xml.docx", word(parts={_MAIN: "<a>"}), "xml-damaged"


def _others() -> Iterator[Row]:
    yield "~$paper.docx", b"\x03Ana" + bytes(50), "file-lock"
    yield "empty.docx", b"", "file-empty"
    yield "pdf-first.docx", b"%PDF-1.7\n" + word(), "file-mislabelled"
    yield "script-first.docx", b"#!/bin/sh\n" + word(), "file-damaged"
    yield "rich.docx", b"{\\rtf1 x}", "file-mislabelled"
    yield "sheet.docx", word(parts={"xl/workbook.xml": "<a/>"}), "file-mislabelled"
    yield (
        "slides.docx",
        word(parts={"ppt/presentation.xml": "<a/>"}),
        "file-mislabelled",
    )
    yield "bundle.docx", packed({"a.txt": "x"}), "file-mislabelled"
    yield "word.odt", word(), "file-mislabelled"
    yield "page.md", b"<!DOCTYPE html><html>", "file-mislabelled"
    yield "book.epub", packed({"mimetype": "application/epub+zip"}), "file-unknown"


# --- files that no program would write ------------------------------------------------
def _elsewhere(body: str, suffix: str, head: str = "") -> bytes:
    """Return a DOCX file whose text stands in a part of another name."""
    name = f"word/media/text.{suffix}"
    parts = word_parts(body)
    text = str(parts.pop(_MAIN)).replace('<?xml version="1.0"?>', head)
    told = rels(("rId1", "officeDocument", name, ""))
    return packed({**parts, "_rels/.rels": told, name: text})


def _with_link(data: bytes, name: str) -> bytes:
    made = io.BytesIO(data)
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    return made.getvalue()


def _headers(data: bytes, name: bytes) -> tuple[int, int]:
    """Return where the local and the central header of an entry begin."""
    return data.index(name) - 30, data.rindex(name) - 46


def _sized(data: bytes, name: bytes, size: int) -> bytes:
    """Return an archive in which an entry says that it is smaller than it is."""
    made = bytearray(data)
    local, central = _headers(data, name)
    struct.pack_into("<I", made, local + 22, size)
    struct.pack_into("<I", made, central + 24, size)
    return bytes(made)


def _flagged(data: bytes, name: bytes) -> bytes:
    """Return an archive in which an entry says that it is encrypted."""
    made = bytearray(data)
    local, central = _headers(data, name)
    for place in (local + 6, central + 8):
        struct.pack_into("<H", made, place, 1)
    return bytes(made)


def _overlapping(parts: Parts, times: int) -> bytes:
    """Return an archive whose entries are all the bytes of one."""
    kernel = bytes(_MEGABYTE)
    names = [f"word/media/{number:03}" for number in range(times)]
    made = packed({**parts, **dict.fromkeys(names, kernel)})
    changed = bytearray(made)
    first = _headers(made, names[0].encode())[0]
    for name in names[1:]:
        struct.pack_into("<I", changed, _headers(made, name.encode())[1] + 42, first)
    return bytes(changed)
