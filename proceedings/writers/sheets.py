"""The sheet of a paper: its opening, its text and how it is cited."""

from collections.abc import Iterator

from proceedings import layouts, phrases
from proceedings.book import citation, recommendations
from proceedings.book.assemble import Book
from proceedings.model import Paper, Person
from proceedings.writers.sheet import Main, Sheet, show, spoken
from proceedings.writers.typst import Code, call, literal


def paper_sheet(book: Book, paper: Paper, first: int | None = None) -> Sheet:
    """Return the sheet of one paper, its page numbers left open for stamps.

    With `first`, page numbers are set, from that one on.
    """
    main = Main(book)
    title = paper.title + (f": {paper.subtitle}" if paper.subtitle else "")
    main.line(
        show(
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
    main.text(paper)
    main.line("}")
    return main.sheet()


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
    lines += _twins(book, paper)
    letters = [a for a in paper.authors if a.corresponding and a.email]
    if letters:
        label = phrases.word("Corresponding author", paper.language)
        words = ", ".join(f"{a.name}, {a.email}" for a in letters)
        lines.append(f"par({literal(f'{label}: {words}')})")
    return "{ " + "; ".join(lines) + " }"


def _twins(book: Book, paper: Paper) -> Iterator[str]:
    """Yield a line on the same chapter in the other languages of a parallel book."""
    named = []
    for twin in book.twins.get(paper.id, ()):
        title = spoken(twin.title, twin.language, paper.language)
        if twin.url:
            title = f"link({literal(twin.url)}, {title})"
        name = spoken(f" ({twin.language_name})", twin.language, paper.language)
        named.append(f"{title}; {name}")
    if named:
        label = phrases.word("In other languages", paper.language)
        between = f"; {literal(', ')}; "
        yield f"par({{ {literal(label + ': ')}; {between.join(named)} }})"


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
