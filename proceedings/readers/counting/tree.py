"""Counting in pandoc's AST: what became of a manuscript."""

from collections.abc import Iterator
from typing import Any

from proceedings.readers.counting.tally import Tally
from proceedings.readers.tree import Node, nodes, walk

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_LEAVES = frozenset({"Para", "Plain", "Header"})
_CITED = 1


def tally_tree(content: Any, *, alts: bool = True) -> Tally:
    """Return what blocks, or values of pandoc's metadata, hold.

    With `alts`, alternative texts count as text: a source may not tell them from
    captions.
    """
    content = content if alts else _without_alts(content)
    tally = Tally()
    for node in nodes(content):
        if not _text(tally, node):
            _thing(tally, node)
    return tally


def _without_alts(content: Any) -> Any:
    def visit(node: Node) -> Node | None:
        if node["t"] != "Image":
            return None
        return {"t": "Image", "c": [node["c"][0], [], node["c"][2]]}

    return walk(content, visit)


def _text(tally: Tally, node: Node) -> bool:
    """Take the text that a node holds by itself; say whether it is text alone."""
    kind = node["t"]
    if kind == "Header":
        tally.begin(flat(node["c"][2]))
    elif kind in _LEAVES or kind == "MetaInlines":
        tally.paragraph(flat(node["c"]))
    elif kind == "LineBlock":
        tally.paragraph(" ".join(flat(line) for line in node["c"]))
    elif kind in {"CodeBlock", "RawBlock"}:
        tally.paragraph(node["c"][1])
    elif kind == "MetaString":
        tally.paragraph(str(node["c"]))
    elif kind == "DefinitionList":
        for term, _ in node["c"]:
            tally.paragraph(flat(term))
    else:
        return False
    return True


def _thing(tally: Tally, node: Node) -> None:
    """Count what a node is."""
    kind = node["t"]
    content: Any = node.get("c")
    if kind == "Note":
        tally.add("footnotes", flat(content))
    elif kind == "Table":
        tally.add("tables", flat(content[3:])[:80])
    elif kind == "Image":
        tally.add("images", content[2][0].rsplit("/", 1)[-1])
    elif kind == "Math":
        tally.add("equations", content[1])
    elif kind in {"BulletList", "OrderedList"}:
        for item in content if kind == "BulletList" else content[1]:
            if item:
                tally.add("list_items", flat(item)[:80])
    elif kind == "Link" and leads_out(content[2][0]):
        tally.add("links", content[2][0])


def leads_out(address: str) -> bool:
    """Say whether an address leads out of the paper: only such links are counted.

    Links within a manuscript are its contents list and the bookmarks of a word
    processor, which a book replaces by its own.
    """
    return address.lower().startswith(("http://", "https://", "mailto:", "www."))


def flat(content: Any) -> str:
    """Return the words of inlines or blocks, with alt texts, without notes and equations."""
    return "".join(_pieces(content))


def _pieces(content: Any) -> Iterator[str]:
    if isinstance(content, list):
        for item in content:
            yield from _pieces(item)
    elif isinstance(content, dict):
        yield from _piece(content)


def _piece(node: Node) -> Iterator[str]:
    kind = node.get("t", "")
    if kind == "Str":
        yield node["c"]
    elif kind in _SPACES or kind == "Math":
        yield " "
    elif kind == "Image":
        yield " "
        yield from _pieces(node["c"][1])
        yield " "
    elif kind in {"Code", "CodeBlock"}:
        yield node["c"][1]
    elif kind == "Cite":
        yield from _pieces(node["c"][_CITED])
    elif kind not in {"Note", "RawInline", "RawBlock"}:
        yield from _pieces(node.get("c"))
        if kind in _LEAVES:
            yield " "
