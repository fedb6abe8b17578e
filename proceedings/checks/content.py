"""Is there any text?"""

from collections.abc import Iterator

from proceedings.checks.places import Placed, placed
from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield a finding if the paper is empty."""
    if not any(each.words or _has_picture(each) for each in placed(paper)):
        yield Finding("text-empty", Severity.BLOCKS, entry.source.name)


def _has_picture(each: Placed) -> bool:
    return any(node["t"] == "Image" for node in each.nodes)
