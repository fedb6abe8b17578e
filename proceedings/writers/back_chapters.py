"""Recommendations, indexes and participants as HTML, each entry with its links."""

from collections.abc import Callable, Iterable, Mapping
from html import escape

from proceedings.book import (
    indexes,
    partnames,
    parts,
    recommendations,
    whereabouts,
)
from proceedings.book.assemble import Book
from proceedings.book.numbering import quotation_marks
from proceedings.model import Person, Recommendation
from proceedings.phrases import word


def _recommendations(book: Book) -> str:
    lines, number = [], 0
    for group, found in recommendations.by_target_group(book.volume.recommendations):
        if group:
            lines.append(f"<h2>{escape(group)}</h2>")
        for each in found:
            number += 1
            lines.append(_recommendation(each, book, number, "h3" if group else "h2"))
    return "".join(lines)


def _recommendation(
    recommendation: Recommendation, book: Book, number: int, level: str
) -> str:
    name, title = escape(recommendation.id), escape(recommendation.title)
    told = recommendations.level(recommendation, book.volume.language)
    pieces = recommendations.paragraphs(recommendation.text)
    grounds = "".join(
        f"<li>{_ground(each, book)}</li>"
        for each in recommendations.grounds(recommendation, book)
    )
    label = escape(word("Rests on", book.volume.language))
    return "".join(
        (
            f'<{level} id="r--{name}">{number}. {title}</{level}>',
            f'<p class="running">{escape(told)}</p>' if told else "",
            *(
                f'<p id="r--{name}-{place}">{escape(piece)}</p>'
                for place, piece in enumerate(pieces, start=1)
            ),
            f'<div class="rests-on"><p>{label}:</p><ul>{grounds}</ul></div>'
            if grounds
            else "",
        )
    )


def _ground(ground: recommendations.Ground, book: Book) -> str:
    place = f"#{escape(ground.anchor)}" if ground.anchor else ""
    title = (
        f'<a href="coop:{escape(ground.paper)}{place}" lang="{ground.language}">'
        f"{escape(ground.title)}</a>"
    )
    opening, closing, *_ = quotation_marks(ground.language)
    quoted = f"{opening}{escape(ground.words)}{closing}" if ground.words else ""
    words = f'<span lang="{ground.language}">{quoted}</span>' if quoted else ""
    mark = word("pp." if "–" in ground.pages else "p.", book.volume.language)
    pages = f"{escape(mark)}\u00a0{ground.pages}" if ground.pages else ""
    return ", ".join(part for part in (title, words, pages) if part)


# --- indexes ------------------------------------------------------------------------
def _index(book: Book, entries: Iterable[indexes.Entry], *, whole: bool = False) -> str:
    """Return an index, a list for each letter."""
    entries = list(entries)
    numbers = {entry.term.casefold(): n for n, entry in enumerate(entries, start=1)}
    letters: dict[str, list[str]] = {}
    for number, entry in enumerate(entries, start=1):
        places = whereabouts.found(book, entry.places, whole=whole)
        links = [_link(book, place) for place in places]
        other = numbers.get(entry.see.casefold())
        if entry.see:
            term = escape(entry.see)
            see = escape(word("see", book.volume.language))
            linked = f'<a href="#i--{other}">{term}</a>' if other else term
            links.append(f"<i>{see}</i> {linked}")
        told = f"{escape(entry.term)} {', '.join(links)}"
        letters.setdefault(entry.letter, []).append(f'<li id="i--{number}">{told}</li>')
    told = "".join(
        f'<h2>{escape(letter)}</h2><ul class="index">{"".join(items)}</ul>'
        for letter, items in letters.items()
    )
    return f'<div class="letters">{told}</div>'


def _link(book: Book, place: whereabouts.Found) -> str:
    """Return a link by its page; by the title while no pages are known."""
    anchor = f"#{escape(place.anchor)}" if place.anchor else ""
    paper = book.paper(place.part)
    title = paper.title if paper else parts.title(place.part, book.volume)
    language = paper.language if paper else book.volume.language
    if place.label:
        name = escape(f"{place.label}: {title}")
        shown = f'title="{escape(title)}" aria-label="{name}">{escape(place.label)}'
    else:
        shown = f'lang="{language}">{escape(title)}'
    link = f'<a href="coop:{escape(place.part)}{anchor}" {shown}</a>'
    return link if place.role in {"", indexes.AUTHOR} else f"<i>{link}</i>"


def _names(book: Book) -> str:
    rows = indexes.names(book)
    others = any(place.role != indexes.AUTHOR for row in rows for place in row.places)
    note = escape(word("Editors in italics", book.volume.language))
    return (f'<p class="running">{note}</p>' if others else "") + _index(book, rows)


def _organisations(book: Book) -> str:
    return _index(book, indexes.organisations(book))


def _subjects(book: Book) -> str:
    return _index(book, indexes.subjects(book), whole=True)


def _participants(book: Book) -> str:
    rows = "".join(
        f'<li id="p--{number}">{escape(_participant(person))}</li>'
        for number, person in enumerate(indexes.participants(book), start=1)
    )
    return f"<ul>{rows}</ul>"


def _participant(person: Person) -> str:
    return ", ".join((indexes.inverted(person.name), *person.affiliations))


WRITTEN: Mapping[str, Callable[[Book], str]] = {
    partnames.RECOMMENDATIONS: _recommendations,
    partnames.NAMES: _names,
    partnames.ORGANISATIONS: _organisations,
    partnames.SUBJECTS: _subjects,
    partnames.PARTICIPANTS: _participants,
}
