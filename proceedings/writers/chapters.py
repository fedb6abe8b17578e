"""The parts of the book around the papers, as chapters for reading on a screen.

E-book and volume site show the same chapters; links between them are written as
`coop:<part>#<place>`, since only the product knows what its files are called.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from lxml import etree, html

from proceedings.book import breaks, colophon, contents, front, marks, partnames, parts
from proceedings.book.assemble import Book
from proceedings.book.breaks import Passage
from proceedings.book.pages import PageBreak, PartPages
from proceedings.model import Paper
from proceedings.phrases import word
from proceedings.writers import back_chapters, markup, opening

EMBLEM = "eu-emblem.svg"
_LINK = re.compile(r'href="coop:([^"#]+)(#[^"]*)?"')
# The half title and the title page begin with one chapter; between them is a blank.
_TITLE_PAGES, _COLOPHON_PAGES = (1, 3), (4,)
# Terms of the EPUB structural vocabulary.
_KINDS = {
    partnames.FOREWORD: "foreword",
    partnames.COMMITTEES: "contributors",
    partnames.CONCLUSIONS: "conclusion",
    partnames.RECOMMENDATIONS: "conclusion",
    partnames.NAMES: "index",
    partnames.ORGANISATIONS: "index",
    partnames.SUBJECTS: "index",
    partnames.PARTICIPANTS: "contributors",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the book: its name without ending, and its clean HTML body.

    `kind` is a term of the EPUB structural vocabulary, e.g. `titlepage` or
    `chapter`; `by` names the authors for the table of contents; `part` is the
    part of the page map whose pages it shows, `opens` the pages of it that begin
    with the chapter, `session` the words that it stands under in the contents.
    """

    name: str
    title: str
    language: str
    body: str
    kind: str = "chapter"
    by: str = ""
    listed: bool = True
    part: str = ""
    opens: tuple[int, ...] = (1,)
    session: str = ""


def linked(body: str, addresses: Mapping[str, str]) -> str:
    """Return a body whose links lead to files; `addresses` are those of the parts.

    A part that the product does not have is led to by no link.
    """

    def address(found: re.Match[str]) -> str:
        place = addresses.get(found[1], "")
        return f'href="{escape(place)}{found[2] or ""}"' if place else ""

    return _LINK.sub(address, body)


def name_of(part: str) -> str:
    """Return the name of the chapter that shows a part which is no paper."""
    return part.lstrip("_")


def before(book: Book, media: str) -> Iterator[Chapter]:
    """Yield what stands before the papers; `media` is the folder of drawings."""
    volume, language = book.volume, book.volume.language
    yield Chapter(
        "title", volume.title, language, _title_page(book, media), "titlepage",
        listed=False, part=partnames.TITLES, opens=_TITLE_PAGES,
    )  # fmt: skip
    title = word("Colophon", language)
    yield Chapter(
        "colophon", title, language, _colophon(book), "colophon",
        part=partnames.TITLES, opens=_COLOPHON_PAGES,
    )  # fmt: skip
    for part in parts.front(book):
        if part.name not in {partnames.TITLES, partnames.CONTENTS}:
            yield _chapter(part, book, media)


def after(book: Book, media: str) -> Iterator[Chapter]:
    """Yield what stands after the papers."""
    for part in parts.back(book):
        yield _chapter(part, book, media)


def session(part: parts.BookPart, book: Book) -> Chapter:
    """Return the page that leads the papers of a session."""
    language = book.volume.language
    people = contents.chairs(part.session, language) if part.session else ""
    told = f"<p>{escape(people)}</p>" if people else ""
    body = f"<h1>{escape(part.title)}</h1>{told}"
    return Chapter(
        name_of(part.name), part.title, language, body, "part", part=part.name
    )


def marked(chapter: Chapter, pages: PartPages, begun: Sequence[PageBreak]) -> Chapter:
    """Return a chapter with the marks of its pages, each before its passage."""
    root = html.fragment_fromstring(chapter.body, create_parent="div")
    for each in begun:
        label = pages.label(each.page)
        if root.get_element_by_id(marks.name(label), None) is not None:
            continue
        mark = html.fragment_fromstring(markup.page_mark(label))
        place = root.get_element_by_id(each.anchor, None)
        if place is None:
            root.append(mark)
        elif place.tag in {"li", "dt", "dd"}:
            mark.tail, place.text = place.text, None
            place.insert(0, mark)
        else:
            place.addprevious(mark)
    opening = "".join(
        markup.page_mark(pages.label(index))
        for index in chapter.opens
        if index <= pages.count
    )
    inner = "".join(html.tostring(each, encoding="unicode") for each in root)
    return replace(chapter, body=opening + (root.text or "") + inner)


def passages_of(part: parts.BookPart, book: Book) -> list[Passage]:
    """Return the named passages of a part, to find where its pages begin."""
    text = book.matter.get(part.name)
    if text is not None:
        return breaks.passages(text.blocks)
    if part.name not in back_chapters.WRITTEN:
        return []
    body = back_chapters.WRITTEN[part.name](book)
    return list(_passages(html.fragment_fromstring(body, create_parent="div")))


def _passages(root: Any) -> Iterator[Passage]:
    name, words = "", list[str]()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.get("id"):
            yield Passage(name, breaks.letters("".join(words)))
            name, words = element.get("id"), []
        words.append((element.text if event == "start" else element.tail) or "")
    yield Passage(name, breaks.letters("".join(words)))


def _chapter(part: parts.BookPart, book: Book, media: str) -> Chapter:
    heading = f"<h1>{escape(part.title)}</h1>"
    text = book.matter.get(part.name)
    if text is not None:
        body = _matter(part.name, text, book, media)
    elif part.name == partnames.COMMITTEES:
        body = _committees(book)
    else:
        body = back_chapters.WRITTEN[part.name](book)
    kind = _KINDS.get(part.name, "appendix" if text else "chapter")
    language = text.language if text else book.volume.language
    name = name_of(part.name)
    return Chapter(name, part.title, language, heading + body, kind, part=part.name)


def _matter(name: str, text: Paper, book: Book, media: str) -> str:
    body = markup.render(text, book.page_map.breaks.get(name, ()))
    pages = book.page_map.part(name)
    return markup.placed(body, f"{media}{name_of(name)}-", pages)


def _title_page(book: Book, media: str) -> str:
    language, words = book.volume.language, front.titles(book.volume)
    lines = [f"<h1>{escape(words.title)}</h1>"]
    if words.subtitle:
        lines.append(f'<p class="subtitle">{escape(words.subtitle)}</p>')
    editors = " ".join(part for part in (words.edited_by, words.editors) if part)
    meeting = ", ".join(p for p in (words.conference, words.conference_place) if p)
    imprint = ", ".join(part for part in (words.publisher, words.imprint) if part)
    told = (editors, meeting, words.series, imprint)
    lines += [f"<p>{escape(each)}</p>" for each in told if each]
    alt = escape(word("Emblem of the European Union", language))
    lines.append(f'<p><img class="emblem" src="{media}{EMBLEM}" alt="{alt}"></p>')
    lines.append(opening.funding(book, language))
    return f'<div class="titlepage">{"".join(lines)}</div>'


def _colophon(book: Book) -> str:
    rows = "".join(
        f"<dt>{escape(row.label)}</dt><dd>{_linked_text(row.text)}</dd>"
        for row in colophon.rows(book.volume, book.identity)
    )
    title = escape(word("Colophon", book.volume.language))
    cip = f"<pre>{escape(book.volume.cip)}</pre>" if book.volume.cip else ""
    funding = opening.funding(book, book.volume.language)
    return f'<h1>{title}</h1><dl class="colophon">{rows}</dl>{cip}{funding}'


def _linked_text(text: str) -> str:
    told = escape(text)
    if text.startswith(("https://", "http://")) and " " not in text:
        return f'<a href="{told}">{told}</a>'
    return told


def _committees(book: Book) -> str:
    lines = []
    for committee in book.volume.committees:
        seats = "".join(
            f"<li>{escape(_seat(seat))}</li>" for seat in front.seats(committee)
        )
        lines.append(f"<h2>{escape(committee.name)}</h2><ul>{seats}</ul>")
    return "".join(lines)


def _seat(seat: front.Seat) -> str:
    return ", ".join(part for part in (seat.name, seat.role, seat.affiliation) if part)
