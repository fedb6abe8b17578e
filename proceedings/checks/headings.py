"""Are there headings, or only bold lines that look like some?"""

import re
from collections.abc import Iterator

from proceedings.checks.places import placed
from proceedings.fixes import words_key
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, text
from proceedings.report import Finding, Fix, Severity

LONGEST_HEADING = 120
LONG_PAPER = 12_000

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_DRESS = frozenset({"Emph", "Underline", "SmallCaps"})
# A bold caption belongs to what stands above or below it.
_CAPTION = re.compile(
    r"(?:tabela|preglednica|slika|graf(?:ikon)?|shema|zemljevid|vir|table|figure|fig\."
    r"|tab\.|chart|map|scheme|source|tabella|figura|grafico|carta|fonte)\s*(?:\d|:)",
    re.IGNORECASE,
)


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield headings that only look like headings, and long papers without any."""
    faked = 0
    for each in placed(paper):
        if _looks_like_heading(each.block):
            faked += 1
            words = text(each.block)
            fix = Fix("headings", words_key(words), "1")
            yield Finding(
                "heading-faked",
                Severity.WARNS,
                each.at(words),
                {"text": words[:80]},
                fix=fix,
            )
    if faked or any(block["t"] == "Header" for block in paper.blocks):
        return
    if len(text(list(paper.blocks))) > LONG_PAPER:
        yield Finding("headings-missing", Severity.NOTES)


def _looks_like_heading(block: Node) -> bool:
    if block["t"] != "Para":
        return False
    solid = [node for node in block["c"] if node["t"] not in _SPACES]
    words = text(block)
    return (
        bool(solid)
        and all(_is_bold(node) for node in solid)
        and 2 < len(words) <= LONGEST_HEADING
        and not words.endswith((".", ",", ";"))
        and _CAPTION.match(words) is None
    )


def _is_bold(node: Node) -> bool:
    if node["t"] in _DRESS:
        solid = [inner for inner in node["c"] if inner["t"] not in _SPACES]
        return bool(solid) and all(_is_bold(inner) for inner in solid)
    return bool(node["t"] == "Strong")
