"""Walking pandoc's AST: nodes are dicts with a type `t` and contents `c`."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Node = dict[str, Any]
Visit = Callable[[Node], "Node | list[Node] | None"]

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_LITERAL = frozenset({"Code", "Math", "CodeBlock"})
_RAW = frozenset({"RawInline", "RawBlock"})
_LINES = frozenset({"Para", "Plain", "Header"})
_SPACE = {"t": "Space"}


def walk(content: Any, visit: Visit) -> Any:
    """Return a copy with each node replaced by what visit makes of it.

    Children come before their parents. None keeps a node, a list is spliced in.
    Nodes without children are not copied: visit may replace, not change them.
    """
    if isinstance(content, list):
        return _walk_list(content, visit)
    if isinstance(content, dict) and isinstance(content.get("c"), dict | list):
        return {**content, "c": walk(content["c"], visit)}
    return content


# A paper has ten thousand nodes and is walked through some thirty times: here and
# in `nodes`, a call saved for each node is felt.
def _walk_list(items: list[Any], visit: Visit) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        if item.__class__ is list:
            kept.append(_walk_list(item, visit))
            continue
        if item.__class__ is not dict:
            kept.append(item)
            continue
        inner = item.get("c")
        if inner.__class__ is list:
            item = {**item, "c": _walk_list(inner, visit)}  # noqa: PLW2901
        elif inner.__class__ is dict:
            item = {**item, "c": walk(inner, visit)}  # noqa: PLW2901
        made = visit(item) if "t" in item else None
        if made is None:
            kept.append(item)
        elif made.__class__ is list:
            kept += made
        else:
            kept.append(made)
    return kept


def nodes(content: Any) -> Iterator[Node]:
    """Yield every node in reading order, parents before their children."""
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if item.__class__ is list:
            waiting += item[::-1]
        elif item.__class__ is dict:
            if "t" in item:
                yield item
            inner = item.get("c")
            if inner.__class__ is list:
                waiting += inner[::-1]
            elif inner.__class__ is dict:
                waiting.append(inner)


def text(content: Any, *, notes: bool = False) -> str:
    """Return the plain text of inlines or blocks."""
    pieces: list[str] = []
    waiting: list[Iterator[Any]] = [iter((content,))]
    while waiting:
        for item in waiting[-1]:
            if item.__class__ is dict:
                kind = item.get("t", "")
                if kind == "Str":
                    pieces.append(item["c"])
                    continue
                if kind in _SPACES:
                    pieces.append(" ")
                    continue
                waiting += [iter(inner) for inner in _inside(item, kind, notes)]
                break
            if item.__class__ is list:
                waiting.append(iter(item))
                break
        else:
            waiting.pop()
    return "".join(pieces).strip()


def _inside(node: Node, kind: str, notes: bool) -> tuple[Sequence[Any], ...]:
    """Return what is said in a node: what is read last comes first."""
    if kind in _LITERAL:
        return ([{"t": "Str", "c": node["c"][1]}],)
    if kind in _RAW or (kind == "Note" and not notes):
        return ()
    inner = node["c"][1] if kind == "Quoted" else node.get("c")
    if kind in _LINES:
        return ([_SPACE], [inner])
    return ([inner],)


def string(words: str) -> list[Node]:
    """Return inlines for plain words."""
    inlines: list[Node] = []
    for word in words.split():
        if inlines:
            inlines.append({"t": "Space"})
        inlines.append({"t": "Str", "c": word})
    return inlines


def para(words: str) -> Node:
    """Return a paragraph of plain words."""
    return {"t": "Para", "c": string(words)}


def attributes(identifier: str = "", *classes: str, **pairs: str) -> list[Any]:
    """Return pandoc's Attr."""
    return [identifier, list(classes), [list(pair) for pair in pairs.items()]]


def span(inlines: list[Node], identifier: str = "", *classes: str) -> Node:
    """Return a span."""
    return {"t": "Span", "c": [attributes(identifier, *classes), inlines]}


def open_sections(blocks: list[Node]) -> Iterator[Node]:
    """Yield the blocks with sections opened, so that headings stand at the top."""
    for block in blocks:
        inner = block["c"][1] if block["t"] == "Div" else []
        if inner and any(node["t"] == "Header" for node in nodes(inner)):
            yield from open_sections(inner)
        else:
            yield block


# Where a node keeps its Attr: an index into its contents.
ATTRIBUTED = {
    "Header": 1,
    "Code": 0,
    "CodeBlock": 0,
    "Div": 0,
    "Span": 0,
    "Link": 0,
    "Image": 0,
    "Figure": 0,
    "Table": 0,
}


def excerpt(words: str, length: int = 60) -> str:
    """Return the beginning of a text, for the place of a finding."""
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
