"""What all products for the screen share: bodies, chapters, pictures, style."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from lxml import html
from PIL import Image

from proceedings import typesetter
from proceedings.book import citation, parts
from proceedings.book.assemble import Book
from proceedings.model import Paper
from proceedings.writers import chapters, markup, opening
from proceedings.writers.chapters import Chapter
from proceedings.writers.matter import cover_sheet
from proceedings.writers.order import Order

DATA = Path(__file__).parent.parent / "data"
COVER_PPI = 160


def bodies(order: Order) -> dict[str, str]:
    """Return the rendered body of each paper: one run of pandoc a paper."""
    book = order.book
    breaks = book.page_map.breaks
    rows = [(paper, breaks.get(paper.id, ())) for paper in book.papers]
    made = order.map(markup.render, rows)
    return {paper.id: body for paper, body in zip(book.papers, made, strict=True)}


def volume_chapters(
    book: Book, bodies: Mapping[str, str], media: str
) -> Iterator[Chapter]:
    """Yield all chapters in the order of the book.

    `media` is the folder of pictures; those of a paper are `<paper id>-<name>`.
    """
    yield from (_paged(each, book) for each in chapters.before(book, media))
    for part in parts.body(book):
        paper = book.paper(part.name)
        if paper is None:
            yield _paged(chapters.session(part, book), book)
        else:
            yield paper_chapter(paper, book, bodies[paper.id], f"{media}{paper.id}-")
    yield from (_paged(each, book) for each in chapters.after(book, media))


def paper_chapter(paper: Paper, book: Book, body: str, pictures: str) -> Chapter:
    """Return a paper as a chapter; `pictures` is put before their names."""
    return Chapter(
        f"paper-{paper.id}",
        paper.title,
        paper.language,
        opening.whole(paper, book, placed(paper, book, body, pictures))
        + opening.twins(paper, book, lambda twin: twin.url),
        by=citation.listed(paper.authors, book.volume.language),
        part=paper.id,
        session=paper.session,
    )


def placed(paper: Paper, book: Book, body: str, pictures: str) -> str:
    """Return a rendered body with its pages and the folder of its pictures."""
    return markup.placed(body, pictures, book.page_map.part(paper.id))


def _paged(chapter: Chapter, book: Book) -> Chapter:
    """Return a chapter that begins with the mark of its page, and has the others."""
    pages = book.page_map.part(chapter.part)
    if pages is None or not pages.numbering:
        return chapter
    return chapters.marked(chapter, pages, book.page_map.breaks.get(chapter.part, ()))


def pictures(book: Book) -> dict[str, Path]:
    """Return the pictures of all papers and texts by the names in chapters."""
    texts = [(paper.id, paper) for paper in book.papers]
    texts += [(chapters.name_of(name), text) for name, text in book.matter.items()]
    return {
        f"{name}-{key}": picture.path
        for name, text in texts
        for key, picture in text.pictures.items()
    }


def cover(order: Order) -> bytes:
    """Return the cover of the printed book as PNG."""
    (drawn,) = order.map(_drawn, [(cover_sheet(order.book).files,)])
    return drawn


def _drawn(files: typesetter.Files) -> bytes:
    return typesetter.draw(files, ppi=COVER_PPI)


def size(picture: bytes) -> tuple[int, int]:
    """Return width and height of a picture in pixels."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.size


def style(book: Book) -> str:
    """Return the style sheet of pages and e-books, in the colours of the identity."""
    sheet = (DATA / "styles" / "reading.css").read_text(encoding="utf-8")
    light, dark = book.identity.colours, book.identity.dark
    colours = {
        **light, **{f"dark_{name}": colour for name, colour in dark.items()}
    }  # fmt: skip
    return Template(sheet).substitute(
        colours, serif=book.identity.serif, sans=book.identity.sans
    )


def text_of(body: str) -> str:
    """Return the words of a body."""
    return " ".join(html.fragment_fromstring(body, create_parent="div").itertext())
