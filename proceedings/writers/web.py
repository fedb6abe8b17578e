"""The volume as a site that reads without JavaScript, from a disk or a server.

`index.html` leads to every part, each paper is a page of its own, and one style
sheet serves them all. `papers/<id>.fragment.html` is the text of a paper alone,
for sites that set it into a page of their own.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from proceedings.book import citation, contents, front
from proceedings.book.assemble import Book
from proceedings.book.parallel import Twin
from proceedings.model import Paper
from proceedings.phrases import word
from proceedings.writers import chapters, describing, opening, screen
from proceedings.writers.chapters import EMBLEM, Chapter
from proceedings.writers.order import Order

HOME = "index.html"
STYLE = "style.css"
COVER = "cover.png"
MEDIA = "media/"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its address below the folder, and what it shows."""

    address: str
    title: str
    language: str
    main: str
    metadata: str = ""
    kind: str = "matter"
    running: str = ""

    @property
    def root(self) -> str:
        """The way from the page back to the folder of the site."""
        return "../" * self.address.count("/")


def write_order(order: Order) -> list[Path]:
    """Write the site of the volume and the fragments; returns the files."""
    site = _Site(order)
    return list(site.write())


class _Site:
    def __init__(self, order: Order) -> None:
        self._book = order.book
        self._order = order
        self._out = order.out
        self._bodies = screen.bodies(order)

    def write(self) -> Iterator[Path]:
        book, out = self._book, self._out
        (out / "papers").mkdir(parents=True, exist_ok=True)
        (out / MEDIA).mkdir(exist_ok=True)
        yield self._put(STYLE, screen.style(book).encode())
        drawn = screen.cover(self._order)
        yield self._put(COVER, drawn)
        yield self._put(f"{MEDIA}{EMBLEM}", book.identity.drawing("eu-emblem"))
        yield from self._pictures()
        for paper in book.papers:
            body = self._body(paper)
            yield self._put(f"papers/{paper.id}.fragment.html", body.encode())
        yield from self._pages(screen.size(drawn))

    def _pages(self, cover: tuple[int, int]) -> Iterator[Path]:
        book = self._book
        made = [self._home(cover)]
        parts = {"": HOME}
        # The title page is what the first page of the site shows.
        for chapter in screen.volume_chapters(book, self._bodies, MEDIA):
            page = self._page(chapter)
            parts.setdefault(chapter.part, page.address)
            if chapter.kind == "titlepage":
                parts[chapter.part] = HOME
            else:
                made.append(page)
        for number, page in enumerate(made):
            around = (
                made[number - 1] if number else None,
                made[number + 1] if number + 1 < len(made) else None,
            )
            text = _filled(page, book, around)
            addresses = {part: page.root + place for part, place in parts.items()}
            text = chapters.linked(text, addresses)
            yield self._put(page.address, text.encode())

    def _page(self, chapter: Chapter) -> Page:
        book = self._book
        paper = book.paper(chapter.part)
        if paper is None:
            return Page(
                f"{chapter.name}.html", chapter.title, chapter.language, chapter.body
            )
        return Page(
            f"papers/{paper.id}.html",
            paper.title,
            paper.language,
            opening.whole(paper, book, self._body(paper))
            + opening.twins(paper, book, _beside)
            + self._files(paper),
            describing.paper(paper, book),
            "paper",
            _pages_of(paper, book),
        )

    def _body(self, paper: Paper) -> str:
        body = self._bodies[paper.id]
        return screen.placed(paper, self._book, body, f"{paper.id}-files/")

    def _files(self, paper: Paper) -> str:
        """Return a link to the paper as PDF, when it was written before."""
        if not (self._out / "papers" / f"{paper.id}.pdf").exists():
            return ""
        label = escape(word("This paper as PDF", paper.language))
        return f'<p class="files"><a href="{paper.id}.pdf">{label}</a></p>'

    def _home(self, cover: tuple[int, int]) -> Page:
        book = self._book
        return Page(
            HOME,
            book.volume.title,
            book.volume.language,
            _front_page(book, cover),
            describing.volume(book),
            "home",
        )

    def _pictures(self) -> Iterator[Path]:
        texts: list[tuple[Paper, str]] = [
            (paper, f"papers/{paper.id}-files/") for paper in self._book.papers
        ]
        texts += [
            (text, f"{MEDIA}{chapters.name_of(name)}-")
            for name, text in self._book.matter.items()
        ]
        for text, place in texts:
            for name, picture in text.pictures.items():
                target = self._out / f"{place}{name}"
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(picture.path, target)
                yield target

    def _put(self, address: str, content: bytes) -> Path:
        path = self._out / address
        path.write_bytes(content)
        return path


def _beside(twin: Twin) -> str:
    """Return where a chapter stands in the site of another language."""
    return f"../../{twin.language}/papers/{twin.paper}.html"


def _pages_of(paper: Paper, book: Book) -> str:
    first, last = book.pages.get(paper.id, (None, None))
    if not first or not last:
        return ""
    mark = word("p." if first == last else "pp.", book.volume.language)
    return f", {mark}\u00a0{citation.span(first, last)}"


# --- the first page -------------------------------------------------------------------
def _front_page(book: Book, cover: tuple[int, int]) -> str:
    language, words = book.volume.language, front.titles(book.volume)
    width, height = cover
    alt = escape(f"{word('Cover', language)}: {words.title}")
    editors = " ".join(part for part in (words.edited_by, words.editors) if part)
    lines = (
        editors, words.conference, words.conference_place, words.series,
        words.publisher, words.imprint,
    )  # fmt: skip
    picture = (
        f'<img class="cover" src="{COVER}" alt="{alt}" width="{width}"'
        f' height="{height}">'
    )
    told = [f"<h1>{escape(words.title)}</h1>"]
    if words.subtitle:
        told.append(f'<p class="subtitle">{escape(words.subtitle)}</p>')
    told += [f"<p>{escape(line)}</p>" for line in lines if line]
    heading = f'<h2 id="contents">{escape(word("Contents", language))}</h2>'
    return (
        f'<div class="title">{picture}<div>{"".join(told)}</div></div>'
        f'<nav class="contents" aria-labelledby="contents">{heading}'
        f"{_contents(book)}</nav>"
    )


def _contents(book: Book) -> str:
    """Return the contents: papers below their sessions, each with its page."""
    language = book.volume.language
    colophon = (
        f'<li><a href="colophon.html">{escape(word("Colophon", language))}</a></li>'
    )
    items, below = [colophon], False
    for line in contents.lines(book):
        inside = line.kind == "paper" and below
        if below and not inside:
            items.append("</ol></li>")
            below = False
        if line.kind in {"part", "group"}:
            items.append(f"<li>{_entry(line)}<ol>")
            below = True
        else:
            items.append(f"<li>{_entry(line)}</li>")
    return f"<ol>{''.join(items)}{'</ol></li>' if below else ''}</ol>"


def _entry(line: contents.Line) -> str:
    title = f'<span lang="{line.language}">{escape(line.title)}</span>'
    if line.part:
        title = f'<a href="coop:{escape(line.part)}">{title}</a>'
    people = (
        f' <span class="people">{escape(line.people)}</span>' if line.people else ""
    )
    page = f' <span class="page">{escape(line.page)}</span>' if line.page else ""
    return f"{title}{people}{page}"


# --- around every page ----------------------------------------------------------------
def _filled(page: Page, book: Book, around: Sequence[Page | None]) -> str:
    sheet = screen.DATA / "templates" / "page.html"
    template = Template(sheet.read_text(encoding="utf-8"))
    volume = book.volume
    title = page.title
    if page.address != HOME:
        title = f"{page.title} – {volume.title}"
    before, after = around
    return template.substitute(
        language=escape(page.language),
        title=escape(title),
        metadata=page.metadata,
        root=page.root,
        links=_heads({"prev": before, "next": after}, page),
        kind=page.kind,
        skip=escape(word("Skip to the text", page.language)),
        running=_running(page, book),
        main=page.main,
        parts=escape(word("Parts of the book", volume.language)),
        volume_language=escape(volume.language),
        turn=_turn(before, after, page, book),
        funding=opening.funding(book, volume.language),
    )


def _running(page: Page, book: Book) -> str:
    if page.address == HOME:
        return ""
    volume = book.volume
    return (
        f'<p lang="{escape(volume.language)}">'
        f'<a href="{page.root}{HOME}">{escape(volume.title)}</a>'
        f"{escape(page.running)}</p>"
    )


def _heads(around: Mapping[str, Page | None], page: Page) -> str:
    return "\n".join(
        f'<link rel="{relation}" href="{page.root}{other.address}">'
        for relation, other in around.items()
        if other
    )


def _turn(before: Page | None, after: Page | None, page: Page, book: Book) -> str:
    language = book.volume.language
    links = []
    for label, other in (("Previous", before), ("Next", after)):
        if other:
            links.append(
                f'<a class="{label.lower()}" href="{page.root}{other.address}">'
                f'<span class="label">{escape(word(label, language))}</span> '
                f'<span lang="{escape(other.language)}">{escape(other.title)}</span></a>'
            )
    return "".join(links)
