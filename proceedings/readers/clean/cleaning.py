"""What the steps of cleaning share: the paper, the place and the findings."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proceedings import phrases
from proceedings.model import Picture
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.tree import Node, Visit, excerpt, span, string, text, walk
from proceedings.report import Finding, Severity


@dataclass(slots=True)
class Cleaning:
    """A paper while it is cleaned; `heading` is where the walk has come to."""

    paper: str
    language: str
    manuscript: Manuscript
    job: Path
    pictures: dict[str, Picture] = field(default_factory=dict)
    equations: dict[str, str] = field(default_factory=dict)
    heading: str = ""

    def walk(self, blocks: list[Node], visit: Visit) -> list[Node]:
        """Walk the blocks, keeping track of the heading above each place."""
        self.heading = ""

        def watch(node: Node) -> Node | list[Node] | None:
            if node["t"] == "Header":
                self.heading = excerpt(text(node["c"][2]), 80)
            return visit(node)

        walked: list[Node] = walk(blocks, watch)
        return walked

    def find(
        self, code: str, severity: Severity, place: str = "", **values: str | int
    ) -> Finding:
        """Add a finding at the present place."""
        where = " \u203a ".join(filter(None, (self.heading, excerpt(place))))
        finding = Finding(code, severity, where, values, self.paper)
        self.manuscript.findings.append(finding)
        return finding

    def placeholder(self, finding: Finding, *inlines: Node) -> Node:
        """Return what a draft shows where something is missing."""
        message, _ = phrases.explain(finding, self.language)
        return span([*string(f"[{message}]"), *inlines], "", "placeholder")


def attribute(attributes: list[Any], name: str) -> str:
    """Return the value of an attribute, or ''."""
    return next((value for key, value in attributes[2] if key == name), "")
