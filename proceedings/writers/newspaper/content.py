"""The articles and the masthead of an issue, as typst code."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from proceedings import phrases
from proceedings.book import citation
from proceedings.book.assemble import Book
from proceedings.book.numbering import plain
from proceedings.layouts import Layout
from proceedings.model import Article, Block, Newspaper, Paper, Picture
from proceedings.typesetter import Files
from proceedings.writers import typst
from proceedings.writers.typst import Code, literal

Value = dict[str, object]


def in_order(book: Book, issue: Newspaper) -> tuple[Paper, ...]:
    """Return the articles: the lead, then section after section."""
    sections = list(issue.sections)

    def place(paper: Paper) -> tuple[bool, int]:
        known = paper.session in sections
        number = sections.index(paper.session) if known else len(sections)
        return paper.id != issue.lead, number

    return tuple(sorted(book.papers, key=place))


def articles(
    book: Book, issue: Newspaper, papers: Sequence[Paper], layout: Layout
) -> tuple[list[Value], Files]:
    """Return the articles as values for the templates, and their pictures."""
    values: list[Value] = []
    pictures: dict[str, bytes | Path] = {}
    before = ""
    for index, paper in enumerate(papers):
        names = {}
        for number, (key, picture) in enumerate(sorted(paper.pictures.items()), 1):
            names[key] = f"a{index}-{number}{Path(picture.name).suffix}"
            pictures[names[key]] = picture.path
        words = issue.articles.get(paper.id, Article())
        leading, blocks = _leading_picture(paper.blocks)
        code = typst.write(
            blocks,
            language=paper.language,
            pictures=paper.pictures,
            names=names,
            equations=paper.equations,
            level=3,
            layout=layout,
            contained=True,
        )
        notes = [f"finding({literal(note)})" for note in book.notes.get(paper.id, ())]
        lines = "; ".join([*notes, *(line.code for line in code)])
        rule = typst.language_rule(paper.language)
        values.append(
            {
                "index": index,
                "id": paper.id,
                "section": paper.session,
                "opens": paper.session != before,
                "kicker": words.kicker,
                "title": _title(paper),
                "lead": words.lead or paper.abstracts.get(paper.language[:2], ""),
                "byline": words.byline
                or citation.listed(paper.authors, paper.language),
                "picture": _picture(leading, paper, names, words.credit),
                "body": Code(f"() => {{ {rule}; {lines} }}"),
            }
        )
        before = paper.session
    return values, pictures


def _title(paper: Paper) -> str:
    return paper.title + (f": {paper.subtitle}" if paper.subtitle else "")


def _leading_picture(blocks: Sequence[Block]) -> tuple[Block | None, tuple[Block, ...]]:
    """Take out the first picture of an article: it belongs to its head."""
    for number, block in enumerate(blocks):
        if block["t"] == "Figure" and len(_images(block)) == 1 and not _tables(block):
            return block, (*blocks[:number], *blocks[number + 1 :])
        if block["t"] == "Para" and _images(block) and not _letters(block):
            return block, (*blocks[:number], *blocks[number + 1 :])
    return None, tuple(blocks)


def _letters(block: Block) -> str:
    inlines = [node for node in block["c"] if node["t"] != "Image"]
    return plain(inlines).strip()


def _tables(block: Block) -> list[Any]:
    return _of_kind(block, "Table")


def _images(block: Block) -> list[Any]:
    return _of_kind(block, "Image")


def _of_kind(node: Any, kind: str) -> list[Any]:
    found: list[Any] = []
    waiting: list[Any] = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if each.get("t") == kind:
                found.append(each)
            waiting.append(each.get("c"))
        elif isinstance(each, list):
            waiting.extend(each)
    return found


def _picture(
    block: Block | None, paper: Paper, names: dict[str, str], credit: str
) -> Value | None:
    if block is None:
        return None
    (_, _, _), inlines, (target, _) = _images(block)[0]["c"]
    picture: Picture | None = paper.pictures.get(target)
    if picture is None:
        return None
    alt = " ".join(plain(inlines).split())
    caption = _caption(block) if block["t"] == "Figure" else ""
    label = phrases.word("Photo: %(credit)s", paper.language) % {"credit": credit}
    told = " ".join(part for part in (caption, label if credit else "") if part)
    return {
        "file": names[target],
        "alt": alt or caption or paper.title,
        "caption": told or None,
    }


def _caption(figure: Block) -> str:
    """Return the caption without its number: nobody looks one up in a newspaper."""
    words = figure["c"][1][1]
    if words and words[0]["c"]:
        first = words[0]["c"][0]
        if first["t"] == "Span" and "caption-label" in first["c"][0][1]:
            words = [{**words[0], "c": words[0]["c"][1:]}, *words[1:]]
    return plain(words).strip()


def masthead(book: Book, issue: Newspaper, papers: Sequence[Paper]) -> Value:
    """Return the words around the articles."""
    language = book.volume.language
    code = language[:2]

    def word(msgid: str) -> str:
        return phrases.word(msgid, language)

    number = word("Year %(year)d, number %(number)d") % {
        "year": issue.year,
        "number": issue.number,
    }
    date = citation.day(issue.date, language)
    title = issue.title.get(code) or book.volume.title
    others = [name for key, name in issue.title.items() if key != code]
    numbers = issue.issn.get(code, {})
    issn = numbers.get("pdf") or numbers.get("print") or ""
    strip = [number, date, f"ISSN {issn}" if issn else "", issue.price]
    return {
        "lang": code,
        "document": _document(book),
        "title": title,
        "subtitle": issue.subtitle.get(code, ""),
        "issue": " · ".join(part for part in (number, date) if part),
        "strip": [*(part for part in strip if part), " · ".join(others)],
        "inside": word("In this issue"),
        "contents": [
            {"id": paper.id, "title": paper.title}
            for paper in papers[1 : 1 + _CONTENTS]
        ],
        "emblem": word("European Union"),
        "funding": book.identity.wordings_for(language)[0][1].statement,
        "statements": [
            {"lang": key, "statement": each.statement, "disclaimer": each.disclaimer}
            for key, each in book.identity.wordings_for(language)
        ],
        "calendar": [
            {"when": each.when, "what": each.what, "place": each.where}
            for each in issue.calendar
        ],
        "contacts": list(issue.contacts),
        "imprint": [list(row) for row in issue.imprint],
        "partners": list(issue.partners),
        "messages": list(
            book.identity.messages.get(code) or [book.identity.project.get(code, title)]
        ),
        "about": " · ".join(
            part
            for part in (book.identity.project.get(code, ""), book.volume.url)
            if part
        ),
        "words": {
            key: word(key.capitalize())
            for key in ("calendar", "contacts", "imprint", "partners")
        },
        "draft": word("Draft") if book.draft else None,
    }


_CONTENTS = 9


def _document(book: Book) -> str:
    volume = book.volume
    return volume.title + (f": {volume.subtitle}" if volume.subtitle else "")


def column_layout(base: Layout, columns: int, size: float) -> Layout:
    """Return the layout of one column of a newspaper page."""
    measure = (base.width_mm - base.inside_mm - base.outside_mm) - base.gutter_mm * (
        columns - 1
    )
    return replace(
        base,
        width_mm=measure / columns,
        inside_mm=0,
        outside_mm=0,
        columns=1,
        gutter_mm=0,
        base_pt=size,
        table_pt=7.4,
    )
