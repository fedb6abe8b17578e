"""Markdown manuscripts."""

from pathlib import Path

from proceedings import pandoc
from proceedings.readers import limits, metadata, works
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
    works.add_references(manuscript, metadata.bibliographies(document["meta"]))
    works.add_inline(manuscript, document["meta"].get("references"))
    return manuscript
