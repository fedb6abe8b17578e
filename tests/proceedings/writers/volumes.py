"""A small volume as values, for the writers that need no manuscripts."""

from dataclasses import replace
from pathlib import Path

from proceedings import identity
from proceedings.book.assemble import Book
from proceedings.model import (
    Conference,
    Deposit,
    Paper,
    PaperEntry,
    Person,
    Volume,
)
from proceedings.writers import Order

REFERENCES = (
    {
        "id": "berg",
        "type": "article-journal",
        "title": "Work <i>and</i> care",
        "container-title": "Journal of Work",
        "author": [
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"}
        ],
        "issued": {"date-parts": [[2010, 3]]},
        "volume": "4",
        "page": "3–9",
        "accessed": {"date-parts": [[2024, 3, 1]]},
    },
    {"id": "doi", "type": "book", "title": "A book", "DOI": "10.1000/book"},
    {"id": "typed", "unstructured": "Novak, A. (2001). Nekaj. Maribor."},
)
PAPER = Paper(
    id="prvi",
    source=Path("prvi.md"),
    source_sha256="",
    title="Delo & vključevanje: 50 % več",
    subtitle="Primer",
    language="sl",
    authors=(
        Person(
            "Žiga van der Šuštar",
            ("Zavod, Maribor", "Univerza"),
            "ziga@example.org",
            "0000-0002-1825-0097",
            corresponding=True,
        ),
        Person("Ana De Rossi", ("Zavod, Maribor",), "ana@example.org"),
        Person("Zadruga"),
    ),
    abstracts={"en": "An abstract.", "sl": "Prvi odstavek.\n\nDrugi."},
    keywords={"sl": ("delo", "mladi"), "en": ("work",)},
    references=REFERENCES,
    licence="CC BY 4.0",
    doi="https://doi.org/10.5555/prvi",
    session="Delo",
)
SECOND = replace(
    PAPER,
    id="second",
    title="Work",
    subtitle="",
    language="en",
    authors=(Person("Ana Novak"),),
    references=(),
    doi="",
)
VOLUME = Volume(
    title="Zbornik",
    subtitle="Sodelovanje",
    language="sl",
    languages=("sl", "en"),
    papers=(
        PaperEntry(
            "prvi", Path("prvi.md"), Path(), translations={"en": {"title": "Work"}}
        ),
        PaperEntry("second", Path("second.md"), Path()),
    ),
    editors=(Person("Sonja Gavez", ("Zavod",)),),
    publisher="Založba",
    publisher_place="Maribor",
    year=2013,
    issued="2013-05-30",
    isbn={"pdf": "9789616354004"},
    url="https://example.org/z/",
    paper_url="https://example.org/z/{id}/",
    doi="10.5555/zbornik",
    conference=Conference("COOP 2013", "Maribor", "2013-05-23", "2013-05-24"),
    deposit=Deposit("Založba", "doi@example.org", "Založba d.o.o."),
)


def book(*papers: Paper, **values: object) -> Book:
    """Return a book of papers, by default both, of a volume with other values."""
    papers = papers or (PAPER, SECOND)
    pages = {paper.id: (9 + 8 * n, 16 + 8 * n) for n, paper in enumerate(papers)}
    return Book(
        volume=replace(VOLUME, **values),
        papers=papers,
        identity=identity.load(),
        pages=pages,
        timestamp=1369872000,
    )


def order(folder: Path, *papers: Paper, **values: object) -> Order:
    """Return an order to write such a book into a folder."""
    return Order(book=book(*papers, **values), out=folder, work=folder)
