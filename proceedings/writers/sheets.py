"""What typst is given for each part of the book: a main file and its neighbours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proceedings import layouts, phrases
from proceedings.book import author_index, citation, colophon, recommendations
from proceedings.book.assemble import Book, by_session
from proceedings.identity import drawing
from proceedings.model import Paper, Person
from proceedings.typesetter import MAIN
from proceedings.writers import typst
from proceedings.writers.typst import Code, call, literal, value

TEMPLATES = Path(__file__).parents[1] / "data" / "typst"
SCHEME = "coop:"
RECOMMENDATIONS = "recommendations"
INDEX = "index-of-authors"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part for the typesetter; `places` says which block stands in which line."""

    files: Mapping[str, bytes | Path]
    places: Mapping[int, str] = field(default_factory=dict)


class _Main:
    """A main file while it is written, line by line."""

    def __init__(self, book: Book) -> None:
        self._lines = ['#import "coop.typ": *', '#import "parts.typ": *']
        self._book = book
        self._pictures: dict[str, bytes | Path] = {}
        self.places: dict[int, str] = {}

    def line(self, code: str, place: str = "") -> None:
        self._lines.append(code)
        if place:
            self.places[len(self._lines)] = place

    def lines(self, lines: Iterable[typst.Line]) -> None:
        for line in lines:
            self.line(line.code, line.place)

    def picture(self, name: str, content: bytes | Path) -> None:
        self._pictures[name] = content

    def sheet(self) -> Sheet:
        identity = self._book.identity
        given = "\n".join(
            f"#let {name} = {value(content)}"
            for name, content in (
                ("colours", identity.colours),
                ("serif-face", identity.serif),
                ("sans-face", identity.sans),
                ("layout", _geometry(layouts.layout(self._book.volume.layout))),
            )
        )
        files: dict[str, bytes | Path] = {
            MAIN: "\n".join(self._lines).encode(),
            "given.typ": given.encode(),
            "coop.typ": TEMPLATES / "coop.typ",
            "parts.typ": TEMPLATES / "parts.typ",
            "pages.typ": TEMPLATES / "pages.typ",
            "eu-emblem.svg": drawing("eu-emblem"),
            "wordmark.svg": drawing("wordmark"),
            "wordmark-light.svg": drawing("wordmark", colour="paper"),
            "links.svg": drawing("links", colour="accent"),
            "cover.svg": drawing("cover-volume").replace(b"#fbfaf7", b"#b9566a"),
        }
        return Sheet({**files, **self._pictures}, self.places)


def _geometry(layout: layouts.Layout) -> dict[str, object]:
    """Return the layout for `coop.typ`, as lengths."""
    return {
        "width": Code(f"{layout.width_mm}mm"),
        "height": Code(f"{layout.height_mm}mm"),
        "margins": {
            side: Code(f"{getattr(layout, f'{side}_mm')}mm")
            for side in ("top", "bottom", "inside", "outside")
        },
        "base": Code(f"{layout.base_pt}pt"),
        "leading": Code(f"{layout.leading_pt}pt"),
        "columns": layout.columns,
        "gutter": Code(f"{layout.gutter_mm}mm"),
        "table": Code(f"{layout.table_pt}pt"),
    }


def paper_sheet(book: Book, paper: Paper, first: int | None = None) -> Sheet:
    """Return the sheet of one paper, its page numbers left open for stamps.

    With `first`, page numbers are set, from that one on.
    """
    main = _Main(book)
    names = {}
    for number, (key, picture) in enumerate(sorted(paper.pictures.items()), start=1):
        suffix = Path(picture.name).suffix or picture.path.suffix
        names[key] = f"picture-{number}{suffix}"
        main.picture(names[key], picture.path)
    title = paper.title + (f": {paper.subtitle}" if paper.subtitle else "")
    main.line(
        _show(
            book,
            language=paper.language,
            title=title,
            authors=[author.name for author in paper.authors],
            keywords=list(paper.keywords.get(paper.language[:2], ())),
            first=first or 1,
            open=first is None,
            columns=layouts.layout(book.volume.layout).columns,
            verso=citation.short_authors(paper),
            recto=citation.short_title(paper.title),
        )
    )
    main.line("#{")
    main.line(_opening(book, paper, first), paper.title)
    for note in book.notes.get(paper.id, ()):
        main.line(f"finding({literal(note)})")
    main.lines(
        typst.write(
            paper.blocks,
            language=paper.language,
            pictures=paper.pictures,
            names=names,
            equations=paper.equations,
            level=2,
            layout=layouts.layout(book.volume.layout),
        )
    )
    main.line("}")
    return main.sheet()


def _show(book: Book, *, language: str, **named: object) -> str:
    code, _, region = language.partition("-")
    draft = phrases.word("Draft", book.volume.language) if book.draft else None
    arguments = {
        "lang": code,
        "region": region if len(region) == 2 else None,
        **named,
        "draft": draft,
    }
    return f"#show: {call('sheet.with', **arguments)}"


def _opening(book: Book, paper: Paper, first: int | None) -> str:
    places = list(dict.fromkeys(p for a in paper.authors for p in a.affiliations))
    authors = [
        {"name": a.name, "marks": ", ".join(_marks(a, places))} for a in paper.authors
    ]
    return call(
        "opening",
        anchor=f"{paper.id}--title",
        above=paper.session or book.volume.title,
        title=Code(literal(paper.title)),
        subtitle=paper.subtitle or None,
        authors=authors,
        affiliations=places,
        abstracts=_abstracts(paper),
        citation=Code(_imprint(book, paper, first)),
    )


def _marks(author: Person, places: list[str]) -> list[str]:
    return [str(places.index(place) + 1) for place in author.affiliations]


def _abstracts(paper: Paper) -> list[dict[str, object]]:
    codes = list(dict.fromkeys([*paper.abstracts, *paper.keywords]))
    # The paper's own language first, the others as they were given.
    codes.sort(key=lambda code: code[:2] != paper.language[:2])
    return [
        {
            "lang": code[:2],
            "label": phrases.word("Abstract", code),
            "text": recommendations.paragraphs(paper.abstracts.get(code, "")),
            "keywords": ", ".join(paper.keywords.get(code, ())),
            "keywords-label": phrases.word("Keywords", code),
        }
        for code in codes
        if paper.abstracts.get(code, "").strip() or paper.keywords.get(code)
    ]


def _imprint(book: Book, paper: Paper, first: int | None) -> str:
    """Return the citation, the licence and the address for letters."""
    cited = citation.cite(paper, book.volume)
    words = f"{literal(cited.before)}; {_page_span(cited, first)}"
    if cited.doi:
        address = literal(f"https://doi.org/{cited.doi}")
        words += f"; linebreak(); link({address}, {address})"
    lines = [f"par({{ {words} }})"]
    if paper.licence:
        address = citation.licence_address(paper.licence)
        words = literal(paper.licence)
        named = f"link({literal(address)}, {words})" if address else words
        label = phrases.word("Licence", paper.language)
        lines.append(f"par({{ {literal(label + ': ')}; {named} }})")
    letters = [a for a in paper.authors if a.corresponding and a.email]
    if letters:
        label = phrases.word("Corresponding author", paper.language)
        words = ", ".join(f"{a.name}, {a.email}" for a in letters)
        lines.append(f"par({literal(f'{label}: {words}')})")
    return "{ " + "; ".join(lines) + " }"


def _page_span(cited: citation.Citation, first: int | None) -> str:
    """Return the end of the citation: the pages, which depend on their number."""
    one, several = (f", {word}\u00a0" for word in (cited.page, cited.pages))
    last = "let last = counter(page).final().first()"
    if first is None:
        words = f"if last > start {{ {literal(several)} }} else {{ {literal(one)} }}"
        return f"context {{ {last}; {words} }}; page-range"
    single = literal(f"{one}{first}.")
    span = f"{literal(f'{several}{first}–')}; [#last]; {literal('.')}"
    return f"context {{ {last}; if last > {first} {{ {span} }} else {{ {single} }} }}"


# --- Front and back matter ------------------------------------------------------
def cover_sheet(book: Book) -> Sheet:
    """Return the front cover."""
    main = _Main(book)
    main.line(_plain_show(book, numbering=None))
    main.line("#" + call("cover", **_title_words(book), funding=_funding(book)))
    return main.sheet()


def front_sheet(book: Book, starts: Mapping[str, int]) -> Sheet:
    """Return half title, title page, colophon, contents and foreword.

    `starts` holds the first page of each part that the contents name.
    """
    volume, main = book.volume, _Main(book)
    word = _Speaker(volume.language)
    main.line(
        _plain_show(
            book,
            numbering="i",
            verso=citation.short_title(volume.title),
            recto=citation.short_title(volume.title),
        )
    )
    main.line("#" + call("half-title", title=volume.title))
    main.line("#" + call("title-page", **_title_words(book), funding=_funding(book)))
    main.line(
        "#"
        + call(
            "colophon",
            heading=word("Colophon"),
            rows=[
                {"label": label, "text": text} for label, text in colophon.items(volume)
            ],
            cip=volume.cip.strip().splitlines(),
            cip_label=word("Cataloguing-in-publication record"),
            funding=_funding(book),
        )
    )
    main.line("#{")
    main.line("pagebreak()")
    main.line(f"chapter({literal(word('Contents'))}, {{", "")
    if book.foreword:
        main.line(
            f'entry(label({literal("foreword")}), {literal(word("Foreword"))}, "", '
            'context counter(page).at(label("foreword")).map(n => numbering("i", n)).first())'
        )
    for session, papers in by_session(book.papers):
        if session:
            main.line(f"group({literal(session)})")
        for paper in papers:
            main.line(
                call(
                    "entry",
                    SCHEME + paper.id,
                    Code(_spoken(paper.title, paper.language, volume.language)),
                    citation.listed(paper.authors, volume.language),
                    str(starts.get(paper.id, "")),
                )
            )
    for key, name in (
        (RECOMMENDATIONS, "Recommendations"),
        (INDEX, "Index of authors"),
    ):
        if key in starts:
            main.line(call("entry", SCHEME + key, word(name), "", str(starts[key])))
    main.line('}, anchor: "contents")')
    if book.foreword:
        main.line("next-recto()")
        main.line(f"chapter({literal(word('Foreword'))}, {{")
        main.lines(
            typst.write(
                book.foreword,
                language=volume.language,
                pictures={},
                names={},
                equations={},
                level=2,
            )
        )
        main.line('}, anchor: "foreword")')
    main.line("}")
    return main.sheet()


def recommendations_sheet(book: Book, first: int) -> Sheet:
    """Return the recommendations by target group, with the papers they rest on."""
    main, language = _Main(book), book.volume.language
    word = _Speaker(language)
    name = word("Recommendations")
    main.line(_plain_show(book, numbering="1", first=first, verso=name, recto=name))
    main.line("#{")
    main.line(f"chapter({literal(name)}, {{")
    number = 0
    for group, rows in recommendations.by_target_group(book.volume.recommendations):
        if group:
            main.line(f"group({literal(group)})")
        for row in rows:
            number += 1
            named = [(i, book.paper(i)) for i in row.papers]
            main.line(
                call(
                    "recommendation",
                    number=number,
                    title=row.title,
                    text=recommendations.paragraphs(row.text),
                    rests_on=word("Rests on"),
                    grounds=[
                        {
                            "words": "",
                            "target": SCHEME + i,
                            "title": paper.title,
                            "pages": citation.span(*book.pages[i])
                            if i in book.pages
                            else "",
                        }
                        for i, paper in named
                        if paper
                    ],
                )
            )
    main.line("})")
    main.line("}")
    return main.sheet()


def index_sheet(book: Book, first: int) -> Sheet:
    """Return the index of authors."""
    main, language = _Main(book), book.volume.language
    name = _Speaker(language)("Index of authors")
    main.line(_plain_show(book, numbering="1", first=first, verso=name, recto=name))
    rows = [
        {
            "term": row.name,
            "letter": row.letter,
            "see": "",
            "places": [
                {"target": SCHEME + i, "page": str(book.pages[i][0]), "other": False}
                for i in row.papers
                if i in book.pages
            ],
        }
        for row in author_index.index(book.papers, language)
    ]
    main.line("#{")
    main.line(f"chapter({literal(name)}, {call('index', rows)})")
    main.line("}")
    return main.sheet()


def _plain_show(book: Book, **named: object) -> str:
    volume = book.volume
    return _show(
        book,
        language=volume.language,
        title=volume.title + (f": {volume.subtitle}" if volume.subtitle else ""),
        authors=[editor.name for editor in volume.editors],
        **named,
    )


def _title_words(book: Book) -> dict[str, object]:
    volume = book.volume
    meeting = volume.conference
    editors = citation.listed(volume.editors, volume.language)
    word = _Speaker(volume.language)
    label = word("Edited by") if editors else ""
    days = citation.when(meeting, volume.language)
    return {
        "title": volume.title,
        "subtitle": volume.subtitle,
        "editors": editors,
        "edited-by": label,
        "conference": meeting.name,
        "conference-place": ", ".join(part for part in (meeting.place, days) if part),
        "publisher": volume.publisher,
        "imprint": ", ".join(
            str(part) for part in (volume.publisher_place, volume.year) if part
        ),
    }


def _funding(book: Book) -> list[dict[str, str]]:
    return [
        {"lang": code, "statement": w.statement, "disclaimer": w.disclaimer}
        for code, w in book.identity.wordings_for(book.volume.language)
    ]


def _spoken(text: str, language: str, around: str) -> str:
    """Return words in their own language, when it is not that around them."""
    if not language or language[:2] == around[:2]:
        return literal(text)
    return f"{{ {typst.language_rule(language)}; {literal(text)} }}"


class _Speaker:
    """The fixed words of one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, msgid: str) -> str:
        return phrases.word(msgid, self._language)
