"""The e-book: the same clean text as the web pages, a chapter each."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from proceedings.book.assemble import Book
from proceedings.book.numbers import is_isbn
from proceedings.phrases import word
from proceedings.writers import chapters, screen
from proceedings.writers.chapters import EMBLEM, Chapter
from proceedings.writers.epub_package import Package, pack
from proceedings.writers.order import Order

TARGET = "volume.epub"
MEDIA = "media/"


def write_order(order: Order) -> list[Path]:
    """Write `volume.epub` with the cover of the printed book."""
    book, target = order.book, order.out / TARGET
    emblem = order.work / EMBLEM
    emblem.write_bytes(book.identity.drawing("eu-emblem"))
    volume = book.volume
    pack(
        Package(
            identifier=_identifier(book),
            title=volume.title,
            subtitle=volume.subtitle,
            language=volume.language,
            languages=tuple(dict.fromkeys(p.language for p in book.papers)),
            chapters=_chapters(book, screen.bodies(order)),
            modified=_instant(book.timestamp),
            contents_title=word("Contents", volume.language),
            style=screen.style(book),
            cover=screen.cover(order),
            cover_alt=f"{word('Cover', volume.language)}: {volume.title}",
            editors=[person.name for person in volume.editors],
            authors=list(
                dict.fromkeys(a.name for paper in book.papers for a in paper.authors)
            ),
            publisher=volume.publisher,
            date=volume.issued or str(volume.year or ""),
            rights=volume.rights,
            paginated=_paginated(book),
            pictures={**screen.pictures(book), EMBLEM: emblem},
        ),
        target,
    )
    return [target]


def _chapters(book: Book, bodies: Mapping[str, str]) -> list[Chapter]:
    """Return the chapters with links to each other's files."""
    made = list(screen.volume_chapters(book, bodies, MEDIA))
    files: dict[str, str] = {}
    for chapter in made:
        files.setdefault(chapter.part, f"{chapter.name}.xhtml")
    return [replace(each, body=chapters.linked(each.body, files)) for each in made]


def _identifier(book: Book) -> str:
    """Return the ISBN of the e-book, else an identifier that the content fixes."""
    number = book.volume.isbn.get("epub", "")
    if is_isbn(number):
        return f"urn:isbn:{number.replace('-', '')}"
    digest = hashlib.sha256(book.volume.title.encode())
    for paper in book.papers:
        digest.update(f"{paper.id}:{paper.source_sha256}".encode())
    return f"urn:uuid:{uuid.UUID(bytes=digest.digest()[:16], version=5)}"


def _paginated(book: Book) -> str:
    """Return which edition the page numbers are from: the PDF's ISBN or title."""
    for medium in ("pdf", "print"):
        number = book.volume.isbn.get(medium, "")
        if is_isbn(number):
            return f"urn:isbn:{number.replace('-', '')}"
    return f"{book.volume.title} (PDF)"


def _instant(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
