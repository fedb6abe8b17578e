"""The gate: what a hostile file may not do, asked before any parser opens it."""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from proceedings.report import Finding, Severity

LARGEST_FILE = 64 << 20
LARGEST_TEXT = 8 << 20
MOST_ENTRIES = 2000
LARGEST_UNPACKED = 200 << 20
RATIO_FREE = 32 << 20
HIGHEST_RATIO = 50
LARGEST_XML = 32 << 20
DEEPEST_XML = 256
MOST_PIECES = 200_000

# Runs and cells, in whatever namespace: what costs a reader time and memory without
# being text.
_PIECES = frozenset({"r", "tc", "span", "table-cell"})
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_MACROS = ("vbaproject", "vbadata", "basic/", "scripts/")
_LEFT_OUT = ("word/embeddings/", "Dialogs/", "Configurations2/")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

SUFFIXES = {
    ".docx": "docx",
    ".odt": "odt",
    ".md": "markdown",
    ".markdown": "markdown",
    ".tex": "latex",
    ".html": "html",
    ".htm": "html",
    ".zip": "zip",
}


class Refused(Exception):
    """The file does not pass; carries the finding."""

    def __init__(self, code: str, where: str = "", **values: str | int) -> None:
        super().__init__(code)
        self.finding = Finding(code, Severity.BLOCKS, where, values)


def sniff(path: Path) -> str:
    """Return the format of a manuscript by its content, or refuse it.

    The formats are those of SUFFIXES; the name must promise what the content is.
    """
    if path.name.startswith("~$"):
        raise Refused("file-lock", path.name)
    if not path.is_file():
        raise Refused("file-missing", path.name)
    size = path.stat().st_size
    if size == 0:
        raise Refused("file-empty", path.name)
    if size > LARGEST_FILE:
        raise Refused("file-too-large", path.name, megabytes=LARGEST_FILE >> 20)
    promised = SUFFIXES.get(path.suffix.lower(), "")
    actual = _content(path, promised)
    if not promised:
        raise Refused("file-unknown", path.name)
    if actual != promised:
        raise Refused("file-mislabelled", path.name, promised=promised, actual=actual)
    return actual


def _content(path: Path, promised: str) -> str:
    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if data.startswith(_OLE):
        code = "file-encrypted" if _ENCRYPTED in data else "file-legacy-word"
        raise Refused(code, path.name)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if promised in {"docx", "odt", "zip"}:
        raise Refused("file-damaged", path.name)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("file-unknown", path.name)
    if len(data) > LARGEST_TEXT:
        raise Refused("file-too-large", path.name, megabytes=LARGEST_TEXT >> 20)
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return promised if promised in {"markdown", "latex", "html"} else "text"


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _open_document(archive.open("mimetype").read(200))
    except (zipfile.BadZipFile, *_UNREADABLE):
        raise Refused("file-damaged", path.name) from None
    if "[Content_Types].xml" in names:
        return _office(names)
    return "zip"


def _open_document(kind: bytes) -> str:
    name = kind.decode("ascii", "replace").strip()
    if name.startswith("application/vnd.oasis.opendocument.text"):
        return "odt"
    return "epub" if name == "application/epub+zip" else "zip"


def _office(names: set[str]) -> str:
    for folder, kind in (("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            return kind
    return "docx"


_UNREADABLE = (
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


def check_archive(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the entries of an archive that may be unpacked, or refuse it."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused("archive-too-many-files", count=MOST_ENTRIES)
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry)
        if entry.filename in seen:
            raise Refused("archive-duplicate", entry.filename)
        seen.add(entry.filename)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > LARGEST_UNPACKED:
        raise Refused("archive-bomb", megabytes=LARGEST_UNPACKED >> 20)
    if unpacked > RATIO_FREE and unpacked / packed > HIGHEST_RATIO:
        raise Refused("archive-bomb", megabytes=RATIO_FREE >> 20)
    return [entry for entry in entries if not entry.is_dir()]


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if (
        entry.orig_filename.replace("\\", "/") != name
        or name.startswith("/")
        or name[1:2] == ":"
        or ".." in name.split("/")
        or any(ord(letter) < 32 for letter in name)
        or stat.S_ISLNK(entry.external_attr >> 16)
    ):
        raise Refused("archive-path", name.replace("\0", "?")[:80])
    if entry.flag_bits & 0x1:
        raise Refused("file-encrypted", name)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused("archive-compression", name)


def contents(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each entry, counting what really comes out."""
    total = 0
    for entry in check_archive(archive):
        try:
            with archive.open(entry) as stream:
                data = stream.read(LARGEST_UNPACKED - total + 1)
        except (zipfile.BadZipFile, *_UNREADABLE):
            raise Refused("archive-entry-damaged", entry.filename) from None
        total += len(data)
        if total > LARGEST_UNPACKED:
            raise Refused("archive-bomb", megabytes=LARGEST_UNPACKED >> 20)
        yield entry.filename.replace("\\", "/"), data


Mend = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]


def pass_office(
    source: Path, target: Path, mend: Mend = lambda _: {}
) -> dict[str, bytes]:
    """Check an office file part by part; write what passes, return its XML parts.

    pandoc gets the file that is written here: it cannot see another directory of
    the archive than the one that was checked. `mend` returns the parts that are
    written in another form; what is returned is as the author sent it.
    """
    parts: dict[str, bytes] = {}
    pieces = 0
    try:
        with (
            zipfile.ZipFile(source) as archive,
            zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as passed,
        ):
            _refuse_encrypted(archive, source.name)
            for name, data in contents(archive):
                _refuse_macros(name)
                if name.startswith(_LEFT_OUT):
                    continue
                if _is_xml(name) or _is_markup(data):
                    count = _check_xml(name, data)
                    if count is None:
                        continue
                    pieces += count
                if _is_xml(name):
                    parts[name] = data
                passed.writestr(zipfile.ZipInfo(name), data)
    except (zipfile.BadZipFile, *_UNREADABLE):
        raise Refused("file-damaged", source.name) from None
    if pieces > MOST_PIECES:
        raise Refused("document-too-complex", source.name, count=MOST_PIECES)
    if mended := mend(parts):
        _write_again(target, mended)
    return parts


def _write_again(target: Path, mended: Mapping[str, bytes]) -> None:
    """Write the file that passed once more, with some parts replaced."""
    first = target.with_name(f"first-{target.name}")
    target.rename(first)
    with (
        zipfile.ZipFile(first) as passed,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as again,
    ):
        for name in passed.namelist():
            data = mended[name] if name in mended else passed.read(name)
            again.writestr(zipfile.ZipInfo(name), data)
    first.unlink()


def _refuse_encrypted(archive: zipfile.ZipFile, source: str) -> None:
    manifest = "META-INF/manifest.xml"
    for entry in check_archive(archive):
        if entry.filename == manifest and b"encryption-data" in archive.read(entry):
            raise Refused("file-encrypted", source)


def _refuse_macros(name: str) -> None:
    lowered = name.lower()
    if lowered.startswith(_MACROS[2:]) or any(m in lowered for m in _MACROS[:2]):
        raise Refused("document-macros", name)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".rdf"))


def _is_markup(data: bytes) -> bool:
    """Whether a part could be read as XML: relations name the text as they like."""
    return data.lstrip(_BEFORE_MARKUP).startswith(b"<")


def _check_xml(name: str, data: bytes) -> int | None:
    """Return how many runs and cells a part holds; None if it may be left out."""
    if len(data) > LARGEST_XML:
        raise Refused("xml-too-large", name, megabytes=LARGEST_XML >> 20)
    try:
        return _count(name, data)
    except (expat.ExpatError, ValueError, LookupError):
        if _is_xml(name) and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
            raise Refused("xml-doctype", name) from None
        if _is_xml(name) and (name.startswith("word/") or "/" not in name):
            raise Refused("xml-damaged", name) from None
        return None


def _count(name: str, data: bytes) -> int:
    depth = pieces = 0
    parser = expat.ParserCreate()

    def doctype(_: str, __: object, ___: object, declares: int) -> None:
        # Drawings and pages among the parts have one, and declare nothing.
        if declares or _is_xml(name):
            raise Refused("xml-doctype", name)

    def entity(*_: object) -> None:
        raise Refused("xml-doctype", name)

    def start(tag: str, _: object) -> None:
        nonlocal depth, pieces
        depth += 1
        if depth > DEEPEST_XML:
            raise Refused("xml-too-deep", name, count=DEEPEST_XML)
        if tag.rpartition(":")[2] in _PIECES:
            pieces += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if data:
        parser.Parse(data, True)
    return pieces


def inside(root: Path, folder: Path, name: str) -> Path | None:
    """Return the file that an author's relative name means, if it lies in root."""
    if not name or "\0" in name or "://" in name or len(name) > 1000:
        return None
    try:
        path = (folder / name).resolve()
        if path.is_file() and path.is_relative_to(root.resolve()):
            return path
    except (OSError, ValueError, RuntimeError):
        return None
    return None


def decode(data: bytes) -> tuple[str, bool]:
    """Return the text of a plain file, and whether its encoding was guessed."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1250", "replace"), True
