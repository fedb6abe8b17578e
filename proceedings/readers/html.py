"""HTML manuscripts."""

import re
from pathlib import Path

from proceedings import pandoc
from proceedings.readers import limits, metadata
from proceedings.readers.counting.page import tally_page
from proceedings.readers.manuscript import Files, Manuscript
from proceedings.report import Severity

_DECORATION = re.compile(
    r"<img(?=\s)([^>]{0,2000}?\salt\s*=\s*(?:\"\s*\"|'\s*')(?=[\s/>]))", re.IGNORECASE
)


def read(source: Path, job: Path, files: Files) -> Manuscript:
    """Return the manuscript of an HTML file."""
    words, guessed = limits.decode(source.read_bytes())
    passed = job / "in.html"
    # An empty alt attribute says that a picture is decoration; pandoc forgets it.
    shown = _DECORATION.sub(r"<img role='presentation'\1", words)
    passed.write_text(shown.replace("\0", "\ufffd"), encoding="utf-8")
    document, _ = pandoc.to_ast(passed, "html")
    manuscript = Manuscript(
        blocks=document["blocks"],
        front=metadata.read_front(document["meta"], "meta"),
        tally=tally_page(words),
        taken=list(document["meta"].values()),
        files=files,
    )
    if guessed:
        manuscript.find("text-encoding", Severity.WARNS, source.name)
    return manuscript
