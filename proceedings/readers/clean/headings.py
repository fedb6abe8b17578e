"""Headings: the first is of level 1, none is skipped, none is empty."""

from proceedings.fixes import words_key
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import Node, branches, excerpt, open_sections, text, walk
from proceedings.report import Fix, Severity


def clean_headings(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Renumber the headings and demote those that cannot be one."""
    cleaned: list[Node] = []
    trail: list[int] = []
    for block in open_sections(blocks):
        if block["t"] != "Header":
            cleaned.append(_without_headings(block))
            continue
        level, attrs, inlines = block["c"]
        words = text(inlines)
        if not words:
            cleaned += _demoted(cleaning, block)
            continue
        cleaning.heading = excerpt(words, 80)
        before = trail[-1] if trail else 0
        while trail and trail[-1] >= level:
            trail.pop()
        if before and level > before + 1:
            fix = Fix("headings", words_key(words), str(len(trail) + 1))
            cleaning.find("heading-skipped", Severity.NOTES, fix=fix, number=level)
        trail.append(level)
        inlines = _one_line(inlines)
        cleaned.append({"t": "Header", "c": [min(len(trail), 6), attrs, inlines]})
    return cleaned


def _demoted(cleaning: Cleaning, block: Node) -> list[Node]:
    _, attrs, inlines = block["c"]
    kept = [node for node in inlines if node["t"] not in {"LineBreak", "Space"}]
    cleaning.find("heading-empty", Severity.NOTES)
    if not any(node["t"] in {"Image", "Note"} for node in branches(kept)):
        # Only anchors: somebody pressed Return in a heading style.
        anchors = [node for node in branches(kept) if node["t"] == "Span"]
        return [{"t": "Para", "c": anchors}] if anchors else []
    if attrs[0]:
        kept.insert(0, {"t": "Span", "c": [[attrs[0], [], []], []]})
    return [{"t": "Para", "c": kept}]


def _without_headings(block: Node) -> Node:
    """Make headings inside tables, lists and quotations bold paragraphs."""

    def visit(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Header":
            strong = {"t": "Strong", "c": node["c"][2]}
            return {"t": "Para", "c": [strong]} if text(node["c"][2]) else []
        return None

    made: list[Node] = walk([block], visit)
    return made[0]


def _one_line(inlines: list[Node]) -> list[Node]:
    def visit(node: Node) -> Node | None:
        return {"t": "Space"} if node["t"] == "LineBreak" else None

    flat: list[Node] = walk(inlines, visit, leaves=True)
    while flat and flat[-1]["t"] in {"Space", "SoftBreak"}:
        flat.pop()
    while flat and flat[0]["t"] in {"Space", "SoftBreak"}:
        flat.pop(0)
    return flat
