"""Is there any text?"""

from collections.abc import Iterator

from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import nodes, text
from proceedings.report import Finding, Severity


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield a finding if the paper is empty."""
    blocks = list(paper.blocks)
    if not text(blocks) and not any(node["t"] == "Image" for node in nodes(blocks)):
        yield Finding("text-empty", Severity.BLOCKS, entry.source.name)
