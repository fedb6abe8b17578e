"""The head of a paper as HTML: title, authors, abstracts, keywords, citation."""

from collections.abc import Callable
from html import escape

from proceedings.book import citation
from proceedings.book.assemble import Book
from proceedings.book.parallel import Twin
from proceedings.model import Paper
from proceedings.phrases import word
from proceedings.writers.markup import page_mark


def head(paper: Paper, book: Book) -> str:
    """Return title, subtitle and authors, after the mark of the first page."""
    pages = book.page_map.part(paper.id)
    lines = [page_mark(pages.label(1))] if pages else []
    lines.append(f'<h1 id="{escape(paper.id)}--title">{escape(paper.title)}</h1>')
    if paper.subtitle:
        lines.append(f'<p class="subtitle">{escape(paper.subtitle)}</p>')
    for author in paper.authors:
        name = f'<span class="name">{escape(author.name)}</span>'
        if author.orcid:
            address = f"https://orcid.org/{escape(author.orcid)}"
            name += (
                f' <a class="orcid" href="{address}">ORCID {escape(author.orcid)}</a>'
            )
        places = "; ".join(escape(place) for place in author.affiliations)
        if places:
            name += f'<br><span class="affiliation">{places}</span>'
        lines.append(f'<p class="author">{name}</p>')
    return f'<header class="opening">{"".join(lines)}</header>'


def abstracts(paper: Paper) -> str:
    """Return the abstracts, each with its keywords, each in its language."""
    languages = dict.fromkeys((*paper.abstracts, *(code for code in paper.keywords)))
    parts = []
    for code in languages:
        lines = []
        if code in paper.abstracts:
            lines.append(f"<h2>{escape(word('Abstract', code))}</h2>")
            lines += [
                f"<p>{escape(piece)}</p>"
                for piece in paper.abstracts[code].split("\n\n")
                if piece.strip()
            ]
        if paper.keywords.get(code):
            keywords = escape(", ".join(paper.keywords[code]))
            label = escape(word("Keywords", code))
            lines.append(f'<p class="keywords"><b>{label}:</b> {keywords}</p>')
        parts.append(
            f'<section class="abstract" lang="{code}">{"".join(lines)}</section>'
        )
    return "".join(parts)


def cited(paper: Paper, book: Book) -> str:
    """Return how the paper is cited, and its licence."""
    first, last = book.pages.get(paper.id, (None, None))
    text = citation.cite(paper, book.volume).text(first, last)
    label = escape(word("How to cite", paper.language))
    lines = [f"<p><b>{label}:</b> {escape(text)}</p>"]
    if paper.licence:
        address = citation.licence_address(paper.licence)
        name = escape(paper.licence)
        link = f'<a href="{address}">{name}</a>' if address else name
        lines.append(f"<p><b>{escape(word('Licence', paper.language))}:</b> {link}</p>")
    return f'<div class="citation">{"".join(lines)}</div>'


def twins(paper: Paper, book: Book, address: Callable[[Twin], str]) -> str:
    """Return links to the same chapter in the other languages of a parallel book.

    `address` says where one is found; without one its title stands alone.
    """
    links = []
    for twin in book.twins.get(paper.id, ()):
        title = f'<span lang="{twin.language}">{escape(twin.title)}</span>'
        place = address(twin)
        if place:
            title = f'<a href="{escape(place)}" hreflang="{twin.language}">{title}</a>'
        name = f'<span lang="{twin.language}">{escape(twin.language_name)}</span>'
        links.append(f"<li>{title} ({name})</li>")
    if not links:
        return ""
    label = escape(word("In other languages", paper.language))
    listed = f"<p>{label}:</p><ul>{''.join(links)}</ul>"
    return f'<nav class="twins" aria-label="{label}">{listed}</nav>'


def whole(paper: Paper, book: Book, body: str) -> str:
    """Return a paper as it is read on a screen, around its rendered body."""
    return (
        head(paper, book)
        + draft_notes(paper, book)
        + abstracts(paper)
        + f"<article>{body}</article>"
        + cited(paper, book)
    )


def draft_notes(paper: Paper, book: Book) -> str:
    """Return what a draft still lacks, as a list; nothing for a finished book."""
    notes = book.notes.get(paper.id, ())
    if not book.draft or not notes:
        return ""
    lines = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<aside class="finding"><ul>{lines}</ul></aside>'


def funding(book: Book, language: str) -> str:
    """Return the funding statements that every product carries."""
    lines = [
        f'<p lang="{code}">{escape(words.statement)} {escape(words.disclaimer)}</p>'
        for code, words in book.identity.wordings_for(language)
    ]
    return "".join(lines)
