"""Labels: each names one place, or references to it cannot be trusted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import ATTRIBUTED, Node, branches, inner
from proceedings.report import Severity


def note_labels(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Note the labels that stand twice and are referred to; change nothing."""
    wanted = {
        node["c"][2][0][1:]
        for block in blocks
        if cleaning.holds(block, "Link")
        for node in branches(block)
        if node["t"] == "Link" and node["c"][2][0].startswith("#")
    }
    # Most papers refer to works alone, and those have their list.
    counts = Counter(_labels(blocks)) if wanted else Counter()
    for name, count in counts.items():
        if count > 1 and name in wanted:
            cleaning.find("label-duplicate", Severity.WARNS, name, name=name[:80])
    return blocks


def _labels(blocks: list[Node]) -> Iterator[str]:
    """Yield each label once a place: a figure and the picture in it are one."""
    waiting: list[tuple[Any, frozenset[str]]] = [(blocks, frozenset())]
    while waiting:
        content, outer = waiting.pop()
        if isinstance(content, dict):
            kind = content.get("t", "")
            name = content["c"][ATTRIBUTED[kind]][0] if kind in ATTRIBUTED else ""
            if name and name not in outer:
                yield name
            waiting.append((content.get("c"), outer | {name} if name else outer))
        elif isinstance(content, list):
            waiting += [(each, outer) for each in inner(content)[::-1]]
