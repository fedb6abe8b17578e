"""Questions to the finished files: what they claim is read back from them."""

from pathlib import Path, PurePath

from proceedings.book import partnames
from proceedings.book.assemble import Book
from proceedings.exceptions import ProofFailed
from proceedings.proofs import content, epub, pdf, printed, records, site, volume
from proceedings.proofs.page_reader import PageReader

# Files for a press: whether their pages name boxes, and the multiple of their count.
_PRINTED = {
    "print.pdf": (True, printed.SIGNATURE),
    "print-cover.pdf": (True, 1),
    "print-booklet.pdf": (False, 2),
}

__all__ = ["PageReader", "prove"]


def prove(
    path: Path,
    book: Book,
    name: PurePath,
    *,
    verify: bool = False,
    reader: PageReader | None = None,
) -> dict[str, str]:
    """Return the verdicts of other people's validators on a file of the book.

    They take their time, so they are asked only on request (`verify`); so is
    whether the file holds all that its papers hold. `reader` knows the pages that
    were read before.

    Raises:
        ProofFailed: with all that is wrong as (problem, place) pairs.
    """
    verdicts: dict[str, str] = {}
    problems: list[str] = []
    if name.as_posix() in _PRINTED:
        boxes, pages = _PRINTED[name.as_posix()]
        problems = printed.prove(
            path, statements=volume.statements(book), boxes=boxes, pages=pages
        )
    elif path.suffix == ".pdf":
        paper = book.paper(name.stem) if name.parent != PurePath() else None
        problems = volume.prove(path, book, paper, reader or PageReader())
        if name.name == "volume.pdf" and not book.draft:
            verdicts = pdf.verapdf(path) if verify else dict(pdf.UNVERIFIED)
            problems += [
                f"veraPDF: not {standard}."
                for standard, verdict in verdicts.items()
                if verdict == "fail"
            ]
    elif path.suffix == ".epub":
        problems = _epub(path, book)
        verdicts = {
            name: ask(path) if verify else epub.NOT_VERIFIED
            for name, ask in (("EPUBCheck", epub.epubcheck), ("Ace", epub.ace))
        }
        problems += [
            f"{name}: {verdict}"
            for name, verdict in verdicts.items()
            if verdict not in {"pass", epub.NOT_VERIFIED}
        ]
    elif path.suffix == ".html":
        problems = site.prove(path, volume.statements(book))
    else:
        problems = records.prove(path, book)
    if verify:
        problems += content.problems(path, book, name)
    if problems:
        message = "A finished file is not what it should be."
        raise ProofFailed(message, [(problem, "") for problem in problems])
    return verdicts


def _epub(path: Path, book: Book) -> list[str]:
    return epub.prove(
        path,
        statements=volume.statements(book),
        labels=[
            label
            for part in book.page_map.parts
            if part.name not in {partnames.COVER, partnames.TITLES, partnames.CONTENTS}
            for label in part.labels()
        ],
        forbidden=[
            name for p in book.papers for name in (p.source.name, str(p.source))
        ],
    )
