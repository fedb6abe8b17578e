"""One clean page a paper: reads without JavaScript, from a disk or a server."""

import shutil
from html import escape
from pathlib import Path
from string import Template

from proceedings import identity
from proceedings.book import citation
from proceedings.book.assemble import Book
from proceedings.model import Paper
from proceedings.phrases import word
from proceedings.writers import markup, opening
from proceedings.writers.order import Order

DATA = Path(__file__).parent.parent / "data"


def write_order(order: Order) -> list[Path]:
    """Write the web pages of all papers."""
    return write(order.book, order.out)


def write(book: Book, out: Path) -> list[Path]:
    """Write `papers/<id>.html`, its text alone, and its pictures.

    Returns the written files: a page, `papers/<id>.fragment.html` for sites that
    set the text into a page of their own, and `papers/<id>-files/…`.
    """
    written: list[Path] = []
    folder = out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    for paper in book.papers:
        pictures = folder / f"{paper.id}-files"
        for picture in paper.pictures.values():
            pictures.mkdir(exist_ok=True)
            shutil.copyfile(picture.path, pictures / picture.name)
            written.append(pictures / picture.name)
        body = markup.article(paper, f"{paper.id}-files/")
        fragment = folder / f"{paper.id}.fragment.html"
        fragment.write_text(body, encoding="utf-8")
        page = folder / f"{paper.id}.html"
        page.write_text(_page(paper, book, body), encoding="utf-8")
        written += [fragment, page]
    return written


def style() -> str:
    """Return the style sheet of pages and e-books, in the colours of the identity."""
    sheet = (DATA / "styles" / "reading.css").read_text(encoding="utf-8")
    return Template(sheet).substitute(identity.load().colours)


def _page(paper: Paper, book: Book, body: str) -> str:
    template = Template((DATA / "templates" / "paper.html").read_text(encoding="utf-8"))
    first, last = book.pages.get(paper.id, (None, None))
    metadata = [
        ("citation_title", paper.title),
        *(("citation_author", author.name) for author in paper.authors),
        ("citation_publication_date", str(book.volume.year or "")),
        ("citation_conference_title", book.volume.conference.name),
        ("citation_inbook_title", book.volume.title),
        ("citation_publisher", book.volume.publisher),
        ("citation_isbn", book.volume.isbn.get("pdf", "")),
        ("citation_doi", paper.doi),
        ("citation_firstpage", str(first or "")),
        ("citation_lastpage", str(last or "")),
        ("citation_language", paper.language),
    ]
    pages = (
        f", {word('p.' if first == last else 'pp.', book.volume.language)}"
        f"\u00a0{citation.span(first, last)}"
        if first and last
        else ""
    )
    return template.substitute(
        language=escape(paper.language),
        title=escape(paper.title),
        metadata="\n".join(
            f'<meta name="{name}" content="{escape(value)}">'
            for name, value in metadata
            if value
        ),
        style=style(),
        volume=escape(book.volume.title) + escape(pages),
        volume_language=escape(book.volume.language),
        head=opening.head(paper),
        notes=opening.draft_notes(paper, book),
        abstracts=opening.abstracts(paper),
        body=body,
        citation=opening.cited(paper, book),
        funding=opening.funding(book, paper.language),
    )
