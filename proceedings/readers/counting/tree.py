"""Counting in pandoc's AST: what became of a manuscript."""

from typing import Any

from proceedings.readers.counting.tally import Tally
from proceedings.readers.tree import Node, branches, walk

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_LEAVES = frozenset({"Para", "Plain", "Header"})
# An equation parts words.
_BLANKS = _SPACES | {"Math"}
_SILENT = frozenset({"Note", "RawInline", "RawBlock"})
# Of their contents, the second alone is text.
_SECOND = frozenset({"Image", "Cite"})


def tally_tree(content: Any, *, alts: bool = True) -> Tally:
    """Return what blocks, or values of pandoc's metadata, hold.

    With `alts`, alternative texts count as text: a source may not tell them from
    captions.
    """
    if not alts and any(node["t"] == "Image" for node in branches(content)):
        content = _without_alts(content)
    tally = Tally()
    for node in branches(content):
        if not _text(tally, node):
            _thing(tally, node)
    return tally


def _without_alts(content: Any) -> Any:
    def visit(node: Node) -> Node | None:
        if node["t"] != "Image":
            return None
        return {"t": "Image", "c": [node["c"][0], [], node["c"][2]]}

    return [
        walk([block], visit)[0]
        if any(node["t"] == "Image" for node in branches(block))
        else block
        for block in content
    ]


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
    pieces: list[str] = []
    _gather(content, pieces)
    return "".join(pieces)


def _gather(content: Any, pieces: list[str]) -> None:
    """Add the words of what a node holds."""
    if not isinstance(content, list):
        content = [content]
    for item in content:
        if item.__class__ is dict:
            kind = item.get("t", "")
            if kind == "Str":
                pieces.append(item["c"])
            elif kind in _BLANKS:
                pieces.append(" ")
            elif kind not in _SILENT:
                _gather_inside(item, kind, pieces)
        elif item.__class__ is list:
            _gather(item, pieces)


def _gather_inside(node: Node, kind: str, pieces: list[str]) -> None:
    """Add the words of a node that is more than one word."""
    if kind in {"Code", "CodeBlock"}:
        pieces.append(node["c"][1])
        return
    if kind == "Image":
        pieces.append(" ")
    _gather(node["c"][1] if kind in _SECOND else node.get("c"), pieces)
    if kind == "Image" or kind in _LEAVES:
        pieces.append(" ")
