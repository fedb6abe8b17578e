"""What the steps of cleaning share: the paper, the place and the findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proceedings import phrases
from proceedings.model import Fixes, Picture
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.tree import (
    Node,
    Visit,
    branches,
    excerpt,
    span,
    string,
    text,
    walk,
)
from proceedings.report import Finding, Fix, Severity


@dataclass(slots=True)
class Cleaning:
    """A paper while it is cleaned; `heading` is where the walk has come to.

    `spoken` has the languages of passages by their key (see `readers.spoken`);
    `used` are the fixes that fitted something, as kind and key.
    """

    paper: str
    language: str
    manuscript: Manuscript
    job: Path
    fixes: Fixes = field(default_factory=Fixes)
    spoken: Mapping[str, str] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)
    pictures: dict[str, Picture] = field(default_factory=dict)
    equations: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    _held: dict[int, tuple[Node, frozenset[str]]] = field(default_factory=dict)

    def walk(self, blocks: list[Node], visit: Visit, *kinds: str) -> list[Node]:
        """Walk the blocks, keeping track of the heading above each place.

        With `kinds`, what holds none of these is kept as it is.
        """
        self.heading = ""

        def watch(node: Node) -> Node | list[Node] | None:
            if node["t"] == "Header":
                self.heading = excerpt(text(node["c"][2]), 80)
            return visit(node)

        walked: list[Node] = []
        for block in blocks:
            if kinds and not self.holds(block, "Header", *kinds):
                walked.append(block)
            else:
                walked += walk([block], watch)
        return walked

    def holds(self, block: Node, *kinds: str) -> bool:
        """Whether a block is, or holds, a node of one of these kinds.

        Each block is looked through once: a step that changes it makes a new one.
        """
        known = self._held.get(id(block))
        if known is None or known[0] is not block:
            known = block, frozenset(node["t"] for node in branches(block))
            self._held[id(block)] = known
        return not known[1].isdisjoint(kinds)

    def find(
        self,
        code: str,
        severity: Severity,
        place: str = "",
        fix: Fix | None = None,
        **values: str | int,
    ) -> Finding:
        """Add a finding at the present place."""
        where = at(self.heading, place)
        finding = Finding(code, severity, where, values, self.paper, fix)
        self.manuscript.findings.append(finding)
        return finding

    def placeholder(self, finding: Finding, *inlines: Node) -> Node:
        """Return what a draft shows where something is missing."""
        message, _ = phrases.explain(finding, self.language)
        return span([*string(f"[{message}]"), *inlines], "", "placeholder")


def at(heading: str, place: str) -> str:
    """Return a place in the author's words: the heading above, then an excerpt."""
    return " \u203a ".join(filter(None, (excerpt(heading, 80), excerpt(place))))


def attribute(attributes: list[Any], name: str) -> str:
    """Return the value of an attribute, or ''."""
    return next((value for key, value in attributes[2] if key == name), "")
