"""Walking pandoc's AST: nodes are dicts with a type `t` and contents `c`."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Node = dict[str, Any]
Visit = Callable[[Node], "Node | list[Node] | None"]

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_LEAVES = _SPACES | {"Str"}
_LITERAL = frozenset({"Code", "Math", "CodeBlock"})
_RAW = frozenset({"RawInline", "RawBlock"})
_LINES = frozenset({"Para", "Plain", "Header"})
_SPACE = {"t": "Space"}


def walk(content: Any, visit: Visit, *, leaves: bool = False) -> Any:
    """Return a copy with each node replaced by what visit makes of it.

    Children come before their parents. None keeps a node, a list is spliced in.
    Words and the spaces between them are visited only if `leaves` asks for it.
    Nodes without children are not copied: visit may replace, not change them.
    """
    if isinstance(content, list):
        return _walk_list(content, visit, leaves)
    if isinstance(content, dict) and isinstance(content.get("c"), dict | list):
        return {**content, "c": walk(content["c"], visit, leaves=leaves)}
    return content


# A paper has ten thousand nodes, nine of ten words or spaces, and is walked through
# some thirty times: here and in `branches`, what is saved for each node is felt.
def _walk_list(items: list[Any], visit: Visit, leaves: bool) -> list[Any]:
    kept: list[Any] = []
    done = 0
    for place in range(len(items)) if leaves else _inner_places(items):
        if done < place:
            kept += items[done:place]
        done = place + 1
        item = items[place]
        if item.__class__ is list:
            kept.append(_walk_list(item, visit, leaves))
            continue
        if item.__class__ is not dict:
            kept.append(item)
            continue
        held = item.get("c")
        if held.__class__ is list:
            item = {**item, "c": _walk_list(held, visit, leaves)}
        elif held.__class__ is dict:
            item = {**item, "c": walk(held, visit, leaves=leaves)}
        made = visit(item) if "t" in item else None
        if made is None:
            kept.append(item)
        elif made.__class__ is list:
            kept += made
        else:
            kept.append(made)
    kept += items[done:]
    return kept


def _inner_places(items: list[Any]) -> list[int]:
    """Return the places of filled lists, and of nodes other than words and spaces."""
    return [
        place
        for place, item in enumerate(items)
        if (
            item.get("t") not in _LEAVES
            if item.__class__ is dict
            else item.__class__ is list and item
        )
    ]


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
            held = item.get("c")
            if held.__class__ is list:
                waiting += held[::-1]
            elif held.__class__ is dict:
                waiting.append(held)


def branches(content: Any) -> Iterator[Node]:
    """Yield every node but words and the spaces between them, as `nodes` does."""
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if item.__class__ is dict:
            if "t" in item:
                yield item
            item = item.get("c")
            if item.__class__ is dict:
                waiting.append(item)
        if item.__class__ is list:
            waiting += inner(item)[::-1]


def inner(items: list[Any]) -> list[Any]:
    """Return the filled lists in a list, and its nodes other than words and spaces."""
    return [
        item
        for item in items
        if (
            item.get("t") not in _LEAVES
            if item.__class__ is dict
            else item.__class__ is list and item
        )
    ]


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
                waiting += [iter(held) for held in _inside(item, kind, notes)]
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
    held = node["c"][1] if kind == "Quoted" else node.get("c")
    if kind in _LINES:
        return ([_SPACE], [held])
    return ([held],)


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
        held = block["c"][1] if block["t"] == "Div" else []
        if held and any(node["t"] == "Header" for node in branches(held)):
            yield from open_sections(held)
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
