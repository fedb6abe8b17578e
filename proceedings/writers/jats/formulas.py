"""MathML for the equations of a paper, by one call of pandoc for all of them."""

from collections.abc import Sequence

from lxml import etree

from proceedings import pandoc
from proceedings.model import Block
from proceedings.readers.tree import branches
from proceedings.writers.jats.elements import MATHML

API_VERSION = [1, 23, 1]

# Whether it is displayed, and its TeX.
Key = tuple[bool, str]


def formulas(blocks: Sequence[Block]) -> dict[Key, bytes]:
    """Return the MathML of each equation; one that has none is left out."""
    maths = {
        key_of(node): node for node in branches(list(blocks)) if node["t"] == "Math"
    }
    if not maths:
        return {}
    document: pandoc.Document = {
        "pandoc-api-version": API_VERSION,
        "meta": {},
        "blocks": [{"t": "Para", "c": [node]} for node in maths.values()],
    }
    written, _ = pandoc.convert(document, "jats_archiving")
    root = etree.fromstring(f"<body>{written}</body>".encode(), _parser())
    found = (paragraph.find(f".//{{{MATHML}}}math") for paragraph in root)
    return {
        key: etree.tostring(math, with_tail=False)
        for key, math in zip(maths, found, strict=True)
        if math is not None
    }


def parsed(math: bytes) -> etree._Element:
    """Return MathML as an element of its own."""
    return etree.fromstring(math, _parser())


def key_of(node: Block) -> Key:
    """Return the key of a Math node."""
    kind, tex = node["c"]
    return kind["t"] == "DisplayMath", tex


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
