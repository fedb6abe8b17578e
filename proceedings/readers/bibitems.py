"""A list of works that an author of LaTeX numbered: `thebibliography`.

pandoc forgets the keys of its entries, so each is marked before pandoc reads it.
"""

import re

from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import Node, attributes, branches, string, text
from proceedings.readers.typed import read_work
from proceedings.readers.works import Work

_LIST = re.compile(
    r"(\\begin\{thebibliography\})\s*\{[^{}]*\}(.*?)(?=\\end\{thebibliography\})",
    re.DOTALL,
)
_ITEM = re.compile(
    r"\\bibitem\s*(?:\[((?:[^\[\]{}]|\{[^{}]*\}){0,400})\])?\s*\{([^{}]{1,200})\}"
)
# As natbib writes it: Novak(2001)Novak and Kos
_AUTHOR_YEAR = re.compile(r"(.+?)\s*\((\d{4}\w?)\)")
_NAME = "bibitem:"


def mark(tex: str) -> str:
    """Return the source with a named anchor in place of each entry's key."""

    def entries(found: re.Match[str]) -> str:
        return f"{found[1]}{{}}\n\n{_ITEM.sub(entry, found[2])}"

    def entry(found: re.Match[str]) -> str:
        label = (found[1] or "").replace("{", "").replace("}", "").strip()
        if "\\" in label:
            label = ""
        return f"\n\n\\hypertarget{{{_NAME}{found[2].strip()}}}{{{label}}}\n\n"

    return _LIST.sub(entries, tex)


def set_items(cleaning: Cleaning, blocks: list[Node]) -> tuple[list[Node], bool]:
    """Return the blocks with such a list and the citations of its works set."""
    labels: dict[str, str] = {}
    blocks = [
        {"t": "Div", "c": [attributes("", "references"), _entries(block, labels)]}
        if _is_list(block)
        else block
        for block in blocks
    ]

    def visit(node: Node) -> list[Node] | None:
        if node["t"] != "Cite":
            return None
        works = node["c"][0]
        if any(work["citationId"] not in labels for work in works):
            return None
        return _citation(works, labels)

    return (cleaning.walk(blocks, visit) if labels else blocks), bool(labels)


def works(blocks: list[Node]) -> list[Work]:
    """Return the works of such lists, each with its words and what is sure of them."""
    entries = [
        node
        for node in branches(blocks)
        if node["t"] == "Div" and node["c"][0][0].startswith(_NAME)
    ]
    return [
        {**read_work(" ".join(text(entry).split()), number), "id": key}
        for number, entry in enumerate(entries, 1)
        for key in [entry["c"][0][0].removeprefix(_NAME)]
    ]


def _is_list(block: Node) -> bool:
    return block["t"] == "Div" and "thebibliography" in block["c"][0][1]


def _entries(block: Node, labels: dict[str, str]) -> list[Node]:
    entries: list[Node] = []
    label: list[Node] = []
    for each in block["c"][1]:
        name = each["c"][0][0] if each["t"] == "Div" else ""
        if name.startswith(_NAME):
            label = _labelled(name.removeprefix(_NAME), text(each["c"][1]), labels)
            entries.append({"t": "Div", "c": [attributes(name, "csl-entry"), []]})
        elif entries:
            entries[-1]["c"][1].append(_begun(label, each))
            label = []
    return entries


def _labelled(key: str, given: str, labels: dict[str, str]) -> list[Node]:
    """Note how a work is cited; return what stands before it in the list."""
    dated = _AUTHOR_YEAR.match(given)
    if dated:
        labels[key] = f"{dated[1]} {dated[2]}"
        return []
    labels[key] = given or str(len(labels) + 1)
    return [*string(f"[{labels[key]}]"), {"t": "Space"}]


def _begun(label: list[Node], block: Node) -> Node:
    if label and block["t"] in {"Para", "Plain"}:
        return {"t": block["t"], "c": [*label, *block["c"]]}
    return block


def _citation(works: list[Node], labels: dict[str, str]) -> list[Node]:
    printed: list[Node] = [{"t": "Str", "c": "["}]
    for number, work in enumerate(works):
        if number:
            printed += [{"t": "Str", "c": ","}, {"t": "Space"}]
        if work["citationPrefix"]:
            printed += [*work["citationPrefix"], {"t": "Space"}]
        key = work["citationId"]
        link = [attributes(), string(labels[key]), [f"#{_NAME}{key}", ""]]
        printed.append({"t": "Link", "c": link})
        if work["citationSuffix"]:
            printed += [{"t": "Str", "c": ","}, {"t": "Space"}]
            printed += work["citationSuffix"]
    return [*printed, {"t": "Str", "c": "]"}]
