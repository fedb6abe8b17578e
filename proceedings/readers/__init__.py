"""Manuscripts become papers: gate, pandoc, front matter, clean text."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from proceedings import language
from proceedings.exceptions import LimitExceeded, ToolFailed
from proceedings.model import Paper, PaperEntry, Person
from proceedings.readers import (
    bundle,
    docx,
    html,
    latex,
    limits,
    loss,
    markdown,
    odt,
    spoken,
    styles,
)
from proceedings.readers.citations import set_citations
from proceedings.readers.clean import Cleaning, clean, clean_raw
from proceedings.readers.front import settle_front, settle_languages, with_front
from proceedings.readers.limits import Refused
from proceedings.readers.manuscript import Files, Manuscript
from proceedings.readers.neighbours import folder_files
from proceedings.readers.tree import nodes, text
from proceedings.report import Finding, Severity

OFFICE = {"docx": docx.read, "odt": odt.read}
PLAIN = {"markdown": markdown.read, "latex": latex.read, "html": html.read}
SUFFIXES = frozenset(limits.SUFFIXES)
# Words, cells and the like; the longest real thesis we met has a tenth of it.
MOST_NODES = 400_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper as far as it could be read, and what was found on the way."""

    paper: Paper | None
    findings: list[Finding] = field(default_factory=list)


def read_paper(
    entry: PaperEntry, job: Path, *, draft: bool = False, style: Path | None = None
) -> Reading:
    """Read and clean one manuscript; `job` is an empty folder for its pictures.

    `style` is the CSL file of the volume; without one, citations are set in ours.

    Runs in a worker process. Pictures stay in `job`, so keep it until the book
    is written. `paper` is None when nothing can be set, not even a draft; a
    paper with blocking findings has placeholders in their places.
    """
    try:
        manuscript = _read(entry.source, entry.root, job)
        return _settle(entry, manuscript, job, styles.passed(style, job), draft=draft)
    except Refused as refusal:
        findings = [refusal.finding]
    except LimitExceeded as problem:
        code = (
            "reading-too-large" if problem.subject == "memory" else "reading-too-long"
        )
        findings = [Finding(code, Severity.BLOCKS, entry.source.name)]
    except ToolFailed as problem:
        values: dict[str, str | int] = {
            "detail": str(problem.subject).replace(f"{job}/", "")[:300]
        }
        findings = [
            Finding("reading-failed", Severity.BLOCKS, entry.source.name, values)
        ]
    except RecursionError:
        findings = [Finding("text-too-deep", Severity.BLOCKS, entry.source.name)]
    return Reading(None, [replace(f, paper=entry.id) for f in findings])


def describe(entry: PaperEntry, job: Path) -> PaperEntry:
    """Return the entry with the title, language and authors of its manuscript."""
    try:
        manuscript = _read(entry.source, entry.root, job)
        settle_front(manuscript, entry)
    except (Refused, LimitExceeded, ToolFailed, RecursionError):
        return entry
    front = manuscript.front
    front.language = _language(entry, manuscript)
    if not front.authors and front.property_author:
        front.authors = (Person(front.property_author),)
    # Abstracts and keywords stay in the manuscript: what is typed would win.
    return replace(
        entry,
        title=entry.title or front.title,
        subtitle=entry.subtitle or front.subtitle,
        language=entry.language or front.language,
        authors=entry.authors or front.authors,
    )


def _read(source: Path, root: Path, job: Path) -> Manuscript:
    form = limits.sniff(source)
    if form in OFFICE:
        return OFFICE[form](source, job)
    if form == "zip":
        files = bundle.unpack(source, job)
        form = limits.SUFFIXES[Path(files.main).suffix.lower()]
        return PLAIN[form](files.path(files.main), job, files)
    if not source.resolve().is_relative_to(root.resolve()):
        raise Refused("file-outside", source.name)
    return PLAIN[form](source, job, folder_files(source, root))


def _settle(
    entry: PaperEntry, manuscript: Manuscript, job: Path, style: Path, *, draft: bool
) -> Reading:
    if sum(1 for _ in nodes(manuscript.blocks)) > MOST_NODES:
        raise Refused("document-too-complex", entry.source.name, count=MOST_NODES)
    settle_front(manuscript, entry)
    code = _language(entry, manuscript)
    settle_languages(manuscript.front, code)
    front = with_front(entry, manuscript)
    marked = spoken.passages(entry.source, code)
    cleaning = Cleaning(entry.id, code, manuscript, job, entry.fixes, marked)
    blocks = clean_raw(cleaning, manuscript.blocks)
    blocks, references = set_citations(cleaning, blocks, style)
    blocks = clean(cleaning, blocks)
    counts = loss.judge(manuscript, blocks)
    findings = [replace(f, paper=entry.id) for f in manuscript.findings]
    if not front.title:
        findings.append(Finding("title-missing", Severity.BLOCKS, paper=entry.id))
    paper = Paper(
        id=entry.id,
        source=entry.source,
        source_sha256=hashlib.sha256(entry.source.read_bytes()).hexdigest(),
        title=front.title or entry.source.stem,
        subtitle=front.subtitle,
        language=code,
        authors=front.authors,
        abstracts=front.abstracts,
        keywords=front.keywords,
        blocks=tuple(blocks),
        pictures=cleaning.pictures,
        equations=cleaning.equations,
        references=references,
        found=manuscript.front.found,
        counts=counts,
        session=entry.session,
        licence=entry.licence,
        doi=entry.doi,
    )
    return Reading(paper, findings)


def _language(entry: PaperEntry, manuscript: Manuscript) -> str:
    """Return the language: as typed, as the text reads, or as the file says."""
    return (
        language.normalise(entry.language)
        or language.guess(text(manuscript.blocks[:400]))
        or manuscript.front.language
    )


__all__ = ["SUFFIXES", "Files", "Reading", "describe", "read_paper"]
