"""One file a format; `WRITERS` holds them by the name that `--format` takes."""

from collections.abc import Callable

from proceedings.book.assemble import Book
from proceedings.report import Finding
from proceedings.writers import (
    bagit,
    bibtex,
    crossref,
    csl_json,
    datacite,
    epub,
    jats,
    offprint,
    pdf,
    printing,
    ris,
    web,
)
from proceedings.writers.order import Order, Writer

WRITERS: dict[str, Writer] = {
    "pdf": pdf.write,
    "print": printing.write,
    "offprint": offprint.write,
    "epub": epub.write_order,
    "html": web.write_order,
    "jats": jats.write,
    "bibtex": bibtex.write,
    "ris": ris.write,
    "csl-json": csl_json.write,
    "crossref": crossref.write,
    "datacite": datacite.write,
    # Last, as it holds what the others wrote.
    "bagit": bagit.write,
}
# `--format all`: the offprints come with the book.
ALL = tuple(name for name in WRITERS if name != "offprint")
# What needs the pages of each paper, and what only profits from them.
PAGED = frozenset(
    {
        "pdf",
        "print",
        "offprint",
        "jats",
        "bibtex",
        "ris",
        "csl-json",
        "crossref",
        "datacite",
    }
)
# What a format says of a book that it cannot write, or not wholly.
REMARKS: dict[str, Callable[[Book], list[Finding]]] = {
    "crossref": crossref.remarks,
    "datacite": datacite.remarks,
}

__all__ = ["ALL", "PAGED", "REMARKS", "WRITERS", "Order", "Writer"]
