"""Everything that stands in finished files: archives unpacked, streams decoded."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2

# What the archive of a volume holds once more: the book itself, and our library.
_KNOWN = ("volume-bag/data/book/", "volume-bag/data/library/")
Piece = tuple[str, bytes]


def pieces(folder: Path) -> Iterator[Piece]:
    """Yield name and content of each file, and of all that is packed in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from _opened(path.relative_to(folder).as_posix(), path.read_bytes())


def is_source(name: str) -> bool:
    """Whether a piece is what an author sent, as the archive of a volume keeps it."""
    return "!volume-bag/data/source/" in name


def _opened(name: str, data: bytes) -> Iterator[Piece]:
    yield name, data
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                inner = [(f"{name}!{n}", archive.read(n)) for n in archive.namelist()]
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
            return
        for entry, content in inner:
            if not entry.split("!", 1)[1].startswith(_KNOWN):
                yield from _opened(entry, content)
    elif data.startswith(b"%PDF") and not is_source(name):
        yield from _streams(name, data)
        yield f"{name}!text", "\n".join(texts(data)).encode()


def _streams(name: str, data: bytes) -> Iterator[Piece]:
    with pikepdf.open(io.BytesIO(data)) as document:
        for number, each in enumerate(document.objects):
            if isinstance(each, pikepdf.Stream):
                try:
                    yield f"{name}!{number}", each.read_bytes()
                except pikepdf.PdfError:
                    # Pictures stay packed as JPEG: what they hold was found above.
                    continue
            elif isinstance(each, pikepdf.Dictionary | pikepdf.Array):
                yield f"{name}!{number}", each.unparse()


def texts(data: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def holding(found: Iterable[Piece], *needles: str) -> list[str]:
    """Return the names of the pieces that hold any of the words."""
    wanted = [
        form for word in needles for form in (word.encode(), word.encode("utf-16-be"))
    ]
    return [name for name, data in found if any(each in data for each in wanted)]
