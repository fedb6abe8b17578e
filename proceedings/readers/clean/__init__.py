"""From pandoc's AST of an author to the clean text that `model.Paper` promises."""

from proceedings.readers.clean.attributes import clean_attributes
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.clean.figures import clean_figures
from proceedings.readers.clean.headings import clean_headings
from proceedings.readers.clean.labels import note_labels
from proceedings.readers.clean.links import clean_links
from proceedings.readers.clean.math import clean_math
from proceedings.readers.clean.mending import mend_blocks, mend_headings, unused
from proceedings.readers.clean.raw import clean_raw
from proceedings.readers.tree import Node, branches


def clean(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Return clean blocks; findings, pictures and equations go to `cleaning`."""
    for step in (
        clean_figures,
        clean_math,
        mend_headings,
        clean_headings,
        note_labels,
        clean_links,
        clean_attributes,
        drop_empty,
        mend_blocks,
    ):
        blocks = step(cleaning, blocks)
    cleaning.manuscript.findings.extend(unused(cleaning))
    return blocks


def drop_empty(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Drop paragraphs in which nothing stands."""
    if not any(map(_is_empty, branches(blocks))):
        return blocks
    return cleaning.walk(blocks, lambda node: [] if _is_empty(node) else None)


def _is_empty(node: Node) -> bool:
    return node["t"] in {"Para", "Plain"} and all(
        inline["t"] in {"Space", "SoftBreak", "LineBreak"}
        or (inline["t"] == "Str" and inline["c"].isspace())
        for inline in node["c"]
    )


__all__ = ["Cleaning", "clean", "clean_raw"]
