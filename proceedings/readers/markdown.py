"""Markdown manuscripts."""

import re
from pathlib import Path

from proceedings import pandoc
from proceedings.exceptions import ToolFailed
from proceedings.readers import limits, metadata
from proceedings.readers.counting.markdown import tally_markdown
from proceedings.readers.manuscript import Files, Manuscript
from proceedings.report import Severity

# Raw HTML and TeX are read only to be judged: `clean.raw` keeps comments out and
# turns equations into equations, and lets nothing raw through. Read as text they
# would be printed. Raw attributes could address a writer, so they are never read.
READER = "markdown-raw_attribute-latex_macros"


def read(source: Path, job: Path, files: Files) -> Manuscript:
    """Return the manuscript of a Markdown file."""
    words, guessed = limits.decode(source.read_bytes())
    passed = job / "in.md"
    passed.write_text(words.replace("\0", "\ufffd"), encoding="utf-8")
    document, _ = pandoc.to_ast(passed, READER)
    manuscript = Manuscript(
        blocks=document["blocks"],
        front=metadata.read_front(document["meta"], "yaml"),
        tally=tally_markdown(words),
        files=files,
    )
    if guessed:
        manuscript.find("text-encoding", Severity.WARNS, source.name)
    add_references(manuscript, metadata.bibliographies(document["meta"]))
    return manuscript


def add_references(manuscript: Manuscript, names: list[str]) -> None:
    """Read the bibliographies that the author names, if they are at hand."""
    for name in dict.fromkeys(names):
        path = manuscript.files.find(name, ".bib")
        if path is None or path.stat().st_size > limits.LARGEST_TEXT:
            manuscript.find("bibliography-missing", Severity.BLOCKS, name, name=name)
            continue
        words, _ = limits.decode(path.read_bytes())
        try:
            manuscript.references += pandoc.bibliography(_cleaned(words), path.name)
        except (ToolFailed, ValueError):
            manuscript.find("bibliography-wrong", Severity.BLOCKS, name, name=name)


def _cleaned(words: str) -> str:
    # Files that bibliography programs attach are of no use to a reader.
    return re.sub(r"(?mi)^\s*(?:file|local-url)\s*=\s*\{[^{}]*\}\s*,?\s*$", "", words)
