"""Questions to the finished files: what they claim is read back from them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from proceedings.book import partnames
from proceedings.book.assemble import Book
from proceedings.exceptions import ProceedingsError, ProofFailed
from proceedings.model import Paper
from proceedings.proofs import content, epub, pdf, printed, records, site, volume
from proceedings.proofs.page_reader import PageReader
from proceedings.workbench import Workbench

# Files for a press: whether their pages name boxes, and the multiple of their count.
_PRINTED = {
    "print.pdf": (True, printed.SIGNATURE),
    "print-cover.pdf": (True, 1),
    "print-booklet.pdf": (False, 2),
}

# So many offprints one job proves at most.
_MOST = 100

__all__ = ["PageReader", "prove", "prove_all"]

Verdicts = dict[str, str]


def prove_all(
    files: Sequence[Path],
    folder: Path,
    book: Book,
    *,
    verify: bool,
    reader: PageReader,
    bench: Workbench,
) -> Iterator[tuple[Path, Verdicts | ProceedingsError]]:
    """Yield each file below `folder` with its verdicts, or with what is wrong.

    `prove` says what is asked. Offprints come last, and are proved in workers.
    """
    named = [(path, path.relative_to(folder)) for path in files]
    alone = [
        (path, paper)
        for path, name in named
        if not (verify or book.volume.newspaper) and (paper := _offprint_of(name, book))
    ]
    apart = {path for path, _ in alone}
    # They are at it while the volume is proved here.
    offprints = _offprints(alone, book, reader, bench)
    for path, name in named:
        if path in apart:
            continue
        try:
            yield path, prove(path, book, name, verify=verify, reader=reader)
        except ProceedingsError as problem:
            yield path, problem
    yield from offprints()


def _offprint_of(name: PurePath, book: Book) -> Paper | None:
    within = name.suffix == ".pdf" and name.parent != PurePath()
    return book.paper(name.stem) if within else None


def _offprints(
    rows: Sequence[tuple[Path, Paper]],
    book: Book,
    reader: PageReader,
    bench: Workbench,
) -> Callable[[], Iterator[tuple[Path, Verdicts | ProceedingsError]]]:
    """Have offprints proved; what is returned waits for the verdicts."""
    sources, known = volume.sources_of(book), reader.known
    shares = bench.shares(rows, _MOST)
    outcomes = bench.begin(
        (
            volume.prove_offprints,
            ([(p, volume.claims(book, paper, sources)) for p, paper in share], known),
        )
        for share in shares
    )

    def verdicts() -> Iterator[tuple[Path, Verdicts | ProceedingsError]]:
        for share, outcome in zip(shares, outcomes, strict=True):
            if outcome.problem:
                yield from ((path, outcome.problem) for path, _ in share)
                continue
            found, pages = outcome.value
            reader.learn(pages)
            for (path, _), problems in zip(share, found, strict=True):
                yield path, _failure(problems) if problems else {}

    return verdicts


def prove(
    path: Path,
    book: Book,
    name: PurePath,
    *,
    verify: bool = False,
    reader: PageReader | None = None,
) -> Verdicts:
    """Return the verdicts of other people's validators on a file of the book.

    They take their time, so they are asked only on request (`verify`); so is
    whether the file holds all that its papers hold. `reader` knows the pages that
    were read before.

    Raises:
        ProofFailed: with all that is wrong as (problem, place) pairs.
    """
    verdicts: Verdicts = {}
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
        problems = site.prove(path, volume.statements(book), _root(path, name))
    else:
        problems = records.prove(path, book)
    if verify:
        problems += content.problems(path, book, name)
    if problems:
        raise _failure(problems)
    return verdicts


def _failure(problems: Sequence[str]) -> ProofFailed:
    message = "A finished file is not what it should be."
    return ProofFailed(message, [(problem, "") for problem in problems])


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


def _root(path: Path, name: PurePath) -> Path:
    """Return the folder that a file is named from."""
    return path.parents[len(name.parts) - 1]
