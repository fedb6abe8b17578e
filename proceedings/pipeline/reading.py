"""Has manuscripts read in workers: only those that changed, and their neighbours."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from proceedings import checks
from proceedings.book.assemble import settled
from proceedings.book.parallel import with_fixed_ids
from proceedings.exceptions import JobFailed, LimitExceeded, ProceedingsError, StoreFull
from proceedings.model import PaperEntry
from proceedings.readers import Reading
from proceedings.readers.neighbours import FolderFiles, Looked, noting
from proceedings.report import Finding, Severity
from proceedings.store import Store, store_blocks
from proceedings.workbench import Workbench

# What a calm machine may read the next time.
_PASSING = frozenset({"reading-too-long", "reading-too-large"})


@dataclass(frozen=True, slots=True)
class Request:
    """A manuscript to be read for a volume in `language`."""

    entry: PaperEntry
    language: str
    draft: bool = False
    style: Path | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading, and the neighbours that it looked at."""

    reading: Reading
    looked: Looked


def read_all(
    requests: Sequence[Request], bench: Workbench, store: Store, work: Path
) -> Iterator[tuple[Reading, bool]]:
    """Yield the reading of each manuscript, and whether it had to be read."""
    known = [_known(request, store) for request in requests]
    outcomes = bench.run(
        (read, (request, store, work))
        for request, reading in zip(requests, known, strict=True)
        if reading is None
    )
    for reading in known:
        if reading is not None:
            yield reading, False
            continue
        outcome = next(outcomes)
        yield outcome.value or unread(outcome.problem), True


def read(request: Request, store: Store, work: Path) -> Reading:
    """Read, check and keep one manuscript: a job for the workbench."""
    before = _key(request, store)
    job = Path(tempfile.mkdtemp(prefix="paper-", dir=work))
    try:
        with noting() as looked:
            reading = checks.prepare(
                request.entry, job, draft=request.draft, style=request.style
            )
        reading = _stored(reading, request, store)
    finally:
        shutil.rmtree(job, ignore_errors=True)
    passing = any(finding.code in _PASSING for finding in reading.findings)
    # An author may save the file while we read it.
    if before and not passing and before == _key(request, store):
        store.put(before, Kept(reading, dict(looked)))
    return reading


def _known(request: Request, store: Store) -> Reading | None:
    key = _key(request, store)
    kept = store.get(key) if key else None
    if not isinstance(kept, Kept):
        return None
    if not FolderFiles(request.entry.root.resolve()).unchanged(kept.looked):
        return None
    reading = kept.reading
    if reading.paper:
        paper = replace(reading.paper, source=request.entry.source)
        reading = replace(reading, paper=paper)
    return reading


def _key(request: Request, store: Store) -> str:
    """Return what stands for a manuscript and all that is said of it."""
    entry = request.entry
    if not entry.source.is_file():
        return ""
    place = entry.source
    if place.is_relative_to(entry.root):
        place = place.relative_to(entry.root)
    return store.key(
        "read",
        replace(entry, source=Path(), root=Path()),
        place.as_posix(),
        _content(entry.source),
        request.language,
        request.draft,
        _content(request.style) if request.style else "",
    )


def _stored(reading: Reading, request: Request, store: Store) -> Reading:
    """Return the reading with text and pictures in the store."""
    if reading.paper is None:
        return reading
    paper = reading.paper
    if request.entry.sources:
        paper = with_fixed_ids(paper)
    paper = settled(paper, request.language)
    pictures = {
        name: replace(
            picture, path=store.keep(picture.path.read_bytes(), picture.path.suffix)
        )
        for name, picture in paper.pictures.items()
    }
    blocks = store_blocks(paper.blocks, store)
    return replace(reading, paper=replace(paper, pictures=pictures, blocks=blocks))


def unread(problem: ProceedingsError | None) -> Reading:
    """Return the finding of a manuscript whose reading was ended.

    Raises:
        StoreFull: as it is, for no manuscript is to blame.
    """
    code = "reading-failed"
    if isinstance(problem, LimitExceeded):
        code = (
            "reading-too-large" if problem.subject == "memory" else "reading-too-long"
        )
    elif isinstance(problem, JobFailed):
        code = "reading-crashed"
    elif isinstance(problem, StoreFull):
        raise problem
    return Reading(
        None, [Finding(code, Severity.BLOCKS, values={"detail": str(problem)})]
    )


def _content(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
