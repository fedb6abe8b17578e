"""The e-book: the same clean text as the web pages, a chapter each."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from proceedings import typesetter
from proceedings.book import author_index, colophon, recommendations
from proceedings.book.assemble import Book
from proceedings.book.citation import listed
from proceedings.identity import drawing
from proceedings.model import Paper
from proceedings.phrases import word
from proceedings.writers import markup, opening
from proceedings.writers.epub_package import Chapter, Package, pack
from proceedings.writers.order import Order
from proceedings.writers.sheets import cover_sheet
from proceedings.writers.web import style

EMBLEM = "eu-emblem.svg"
COVER_PPI = 160


def write_order(order: Order) -> list[Path]:
    """Write `volume.epub` with the cover of the printed book."""
    cover = typesetter.draw(cover_sheet(order.book).files, ppi=COVER_PPI)
    return write(order.book, order.out, cover=cover, media=order.work / "media")


def write(book: Book, out: Path, *, cover: bytes, media: Path) -> list[Path]:
    """Write `volume.epub`; `cover` is a PNG, `media` a folder for drawings."""
    target = out / "volume.epub"
    media.mkdir(parents=True, exist_ok=True)
    emblem = media / EMBLEM
    emblem.write_bytes(drawing("eu-emblem"))
    volume = book.volume
    pictures = {
        _picture_name(paper, name): picture.path
        for paper in book.papers
        for name, picture in paper.pictures.items()
    }
    pack(
        Package(
            identifier=_identifier(book),
            title=volume.title,
            subtitle=volume.subtitle,
            language=volume.language,
            languages=tuple(dict.fromkeys(p.language for p in book.papers)),
            chapters=list(_chapters(book)),
            modified=_instant(book.timestamp),
            contents_title=word("Contents", volume.language),
            style=style(),
            cover=cover,
            cover_alt=f"{word('Cover', volume.language)}: {volume.title}",
            editors=[person.name for person in volume.editors],
            authors=[each.name for each in _authors(book)],
            publisher=volume.publisher,
            date=volume.issued or str(volume.year or ""),
            rights=volume.rights,
            pictures={**pictures, EMBLEM: emblem},
        ),
        target,
    )
    return [target]


def _chapters(book: Book) -> Iterable[Chapter]:
    volume = book.volume
    language = volume.language
    yield Chapter(
        "title", volume.title, language, _title_page(book), "titlepage", listed=False
    )
    yield Chapter(
        "colophon",
        word("Colophon", language),
        language,
        _colophon(book),
        "colophon",
    )
    if book.foreword:
        title = word("Foreword", language)
        text = Paper("foreword", Path(), "", title, language, blocks=book.foreword)
        body = f"<h1>{escape(title)}</h1>{markup.article(text, 'media/')}"
        yield Chapter("foreword", title, language, body, "foreword")
    for paper in book.papers:
        yield Chapter(
            f"paper-{paper.id}",
            paper.title,
            paper.language,
            _paper(paper, book),
            by=listed(paper.authors, language),
        )
    if volume.recommendations:
        title = word("Recommendations", language)
        yield Chapter(
            "recommendations", title, language, _recommendations(book), "conclusion"
        )
    title = word("Index of authors", language)
    yield Chapter("authors", title, language, _authors_index(book), "index")


def _paper(paper: Paper, book: Book) -> str:
    body = markup.article(paper, f"media/{paper.id}-")
    return (
        opening.head(paper)
        + opening.draft_notes(paper, book)
        + opening.abstracts(paper)
        + body
        + opening.cited(paper, book)
    )


def _picture_name(paper: Paper, name: str) -> str:
    return f"{paper.id}-{name}"


def _title_page(book: Book) -> str:
    volume = book.volume
    lines = [f"<h1>{escape(volume.title)}</h1>"]
    if volume.subtitle:
        lines.append(f'<p class="subtitle">{escape(volume.subtitle)}</p>')
    if volume.editors:
        lines.append(f"<p>{escape(listed(volume.editors, volume.language))}</p>")
    place = ", ".join(
        str(part)
        for part in (volume.publisher, volume.publisher_place, volume.year)
        if part
    )
    alt = escape(word("Emblem of the European Union", volume.language))
    lines.append(f"<p>{escape(place)}</p>")
    lines.append(f'<p><img class="emblem" src="media/{EMBLEM}" alt="{alt}"></p>')
    lines.append(opening.funding(book, volume.language))
    return f'<div class="titlepage">{"".join(lines)}</div>'


def _colophon(book: Book) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>"
        for label, text in colophon.items(book.volume)
    )
    title = escape(word("Colophon", book.volume.language))
    cip = f"<pre>{escape(book.volume.cip)}</pre>" if book.volume.cip else ""
    funding = opening.funding(book, book.volume.language)
    return f'<h1>{title}</h1><dl class="colophon">{rows}</dl>{cip}{funding}'


def _recommendations(book: Book) -> str:
    language = book.volume.language
    lines = [f"<h1>{escape(word('Recommendations', language))}</h1>"]
    for group, found in recommendations.by_target_group(book.volume.recommendations):
        lines.append(f"<h2>{escape(group)}</h2>")
        for each in found:
            lines.append(f'<h3 id="{escape(each.id)}">{escape(each.title)}</h3>')
            lines += [
                f"<p>{escape(piece)}</p>"
                for piece in recommendations.paragraphs(each.text)
            ]
            lines.append(_sources(each.papers, book))
    return "".join(lines)


def _sources(identifiers: Iterable[str], book: Book) -> str:
    papers = [p for p in (book.paper(each) for each in identifiers) if p]
    if not papers:
        return ""
    links = "; ".join(
        f'<a href="paper-{p.id}.xhtml" lang="{p.language}">{escape(p.title)}</a>'
        for p in papers
    )
    label = escape(word("Rests on", book.volume.language))
    return f"<p>{label}: {links}</p>"


def _authors(book: Book) -> list[author_index.Indexed]:
    return author_index.index(book.papers, book.volume.language)


def _authors_index(book: Book) -> str:
    title = escape(word("Index of authors", book.volume.language))
    entries = "".join(
        f"<li>{escape(each.name)}: {_links(each.papers, book)}</li>"
        for each in _authors(book)
    )
    return f"<h1>{title}</h1><ul>{entries}</ul>"


def _links(identifiers: Iterable[str], book: Book) -> str:
    papers = [p for p in (book.paper(each) for each in identifiers) if p]
    return "; ".join(
        f'<a href="paper-{p.id}.xhtml" lang="{p.language}">{escape(p.title)}</a>'
        for p in papers
    )


def _identifier(book: Book) -> str:
    """Return the ISBN of the e-book, else an identifier that the content fixes."""
    number = book.volume.isbn.get("epub", "")
    if colophon.is_isbn(number):
        return f"urn:isbn:{number.replace('-', '')}"
    digest = hashlib.sha256(book.volume.title.encode())
    for paper in book.papers:
        digest.update(f"{paper.id}:{paper.source_sha256}".encode())
    return f"urn:uuid:{uuid.UUID(bytes=digest.digest()[:16], version=5)}"


def _instant(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
