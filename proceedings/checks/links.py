"""Does the text of each link say where it leads?"""

from collections.abc import Iterator

from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import nodes, text
from proceedings.report import Finding, Severity

_EMPTY_WORDS = frozenset(
    {
        "here",
        "click here",
        "link",
        "this link",
        "more",
        "read more",
        "tukaj",
        "kliknite tukaj",
        "klikni tukaj",
        "povezava",
        "več",
        "tu",
        "qui",
        "clicca qui",
        "cliccare qui",
        "leggi",
        "altro",
        "leggi di più",
    }
)


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the links whose text would say nothing when read alone."""
    for node in nodes(list(paper.blocks)):
        if node["t"] == "Link":
            words = text(node["c"][1])
            if words.casefold().strip(" .:[]()") in _EMPTY_WORDS:
                values = {"text": words, "target": node["c"][2][0][:80]}
                yield Finding("link-says-nothing", Severity.WARNS, words, values)
