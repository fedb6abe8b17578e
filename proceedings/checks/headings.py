"""Are there headings, or only bold lines that look like some?"""

from collections.abc import Iterator

from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, excerpt, text
from proceedings.report import Finding, Severity

LONGEST_HEADING = 120
LONG_PAPER = 12_000


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield headings that only look like headings, and long papers without any."""
    faked = [text(block) for block in paper.blocks if _looks_like_heading(block)]
    if faked:
        where = excerpt(faked[0])
        yield Finding("heading-faked", Severity.WARNS, where, {"count": len(faked)})
    if any(block["t"] == "Header" for block in paper.blocks):
        return
    length = len(text(list(paper.blocks)))
    if length > LONG_PAPER and not faked:
        yield Finding("headings-missing", Severity.NOTES)


def _looks_like_heading(block: Node) -> bool:
    if block["t"] != "Para":
        return False
    solid = [n for n in block["c"] if n["t"] not in {"Space", "SoftBreak", "LineBreak"}]
    words = text(block)
    return (
        bool(solid)
        and all(node["t"] == "Strong" for node in solid)
        and 2 < len(words) <= LONGEST_HEADING
        and not words.endswith((".", ",", ";"))
    )
