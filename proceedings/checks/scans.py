"""Is a picture really a table, which nobody can hear, search or copy?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from proceedings.checks.places import Shown, placed, shown
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, branches, text
from proceedings.report import Finding, Severity

_TABLE = re.compile(
    r"(?:tabela|preglednica|table|tabella|tab\.|tabelle)\s*[\dIVX]+\b", re.IGNORECASE
)
_OF_TABLE = re.compile(
    r"^(?:(?:an? |the |una? )?(?:slika|posnetek|fotografija|picture|image|photo|scan"
    r"|screenshot|immagine|foto|scansione) )?(?:of (?:an? |the )?|di una |della |di )?"
    r"(?:table|tabele|preglednice|tabella)\b",
    re.IGNORECASE,
)


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the pictures that seem to be tables."""
    captioned = set(_under_captions(paper))
    for each in shown(paper):
        if each.decorative or each.picture.media_type == "image/svg+xml":
            continue
        if each.picture.name in captioned or _says_table(each) or each.picture.ruled:
            values = {"name": each.label}
            yield Finding("picture-of-table", Severity.WARNS, each.place, values)


def _says_table(each: Shown) -> bool:
    return bool(_TABLE.match(each.caption) or _OF_TABLE.match(each.alt))


def _under_captions(paper: Paper) -> Iterator[str]:
    """Yield pictures right below a line such as `Table 2: Members`."""
    for line, below in pairwise(placed(paper)):
        words = line.words if line.block["t"] == "Para" else ""
        if len(words) < 200 and _TABLE.match(words):
            yield from _only_picture(below.block)


def _only_picture(block: Node) -> Iterator[str]:
    if block["t"] in {"Para", "Figure"} and not _words_beside(block):
        for node in branches(block):
            if node["t"] == "Image":
                yield node["c"][2][0]


def _words_beside(block: Node) -> str:
    if block["t"] == "Figure":
        return text(block["c"][1])
    return text([node for node in block["c"] if node["t"] != "Image"])
