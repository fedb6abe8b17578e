"""Citations: set from the author's bibliography, which we resolved ourselves."""

from pathlib import Path

from proceedings import pandoc
from proceedings.readers import bibitems, typed
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.clean.raw import reference
from proceedings.readers.tree import Node, attributes, branches, string, text, walk
from proceedings.readers.works import Work
from proceedings.report import Severity

_CROSS_REFERENCES = ("fig:", "tbl:", "tab:", "eq:", "sec:", "lst:")
_RULER: Node = {"t": "HorizontalRule"}
_TITLES = {
    "sl": "Literatura",
    "it": "Riferimenti bibliografici",
    "en": "References",
    "de": "Literatur",
    "fr": "Références",
    "hr": "Literatura",
}


def set_citations(
    cleaning: Cleaning, blocks: list[Node], style: Path
) -> tuple[list[Node], tuple[Work, ...]]:
    """Return the blocks with citations and list of works set, and the works.

    The works are CSL-JSON, in the order in which they are printed. `style` has
    passed `readers.styles`.
    """
    manuscript = cleaning.manuscript
    known = {str(work.get("id")) for work in manuscript.references}
    blocks, listed = bibitems.set_items(cleaning, blocks)
    blocks = cleaning.walk(blocks, lambda node: _cross_reference(node, known), "Cite")
    cited = _cited(blocks)
    listed_works: list[Work] = []
    if known and cited & known:
        works = [work for work in manuscript.references if str(work["id"]) in cited]
        blocks = _processed(blocks, works, style, cleaning.language)
        listed_works = _in_order(blocks, works)
        listed = True
    elif listed:
        listed_works = bibitems.works(blocks)
    else:
        blocks, listed_works = typed.gather(blocks)
    if listed:
        blocks = _with_title(blocks, cleaning.language)

    def visit(node: Node) -> list[Node] | None:
        if node["t"] != "Cite":
            return None
        return _printed(cleaning, node, known)

    blocks = _without_hollow_title(cleaning, cleaning.walk(blocks, visit, "Cite"))
    return blocks, tuple(listed_works)


def _processed(
    blocks: list[Node], works: list[Work], style: Path, code: str
) -> list[Node]:
    """Return the blocks with citations and list of works set.

    Only blocks with a citation or a note make the way through citeproc, as notes
    are counted, the author's place for the list, and the last block, which may be
    the heading above the list. A ruler goes for what stands between them.
    """
    sent: list[Node] = []
    runs: list[list[Node]] = []
    for place, block in enumerate(blocks, 1):
        if place == len(blocks) or _takes_part(block):
            sent.append(block)
        elif sent and sent[-1] is _RULER:
            runs[-1].append(block)
        else:
            sent.append(_RULER)
            runs.append([block])
    document: pandoc.Document = {"pandoc-api-version": [1, 23, 1], "blocks": sent}
    document, _ = pandoc.citeproc(document, works, style, code)
    rest = iter(runs)
    made: list[Node] = []
    for block in document["blocks"]:
        made += next(rest, [block]) if block == _RULER else [block]
    return made


def _takes_part(block: Node) -> bool:
    return any(
        node["t"] in {"Cite", "Note"}
        or (node["t"] == "Div" and node["c"][0][0] == "refs")
        for node in branches(block)
    )


def _in_order(blocks: list[Node], works: list[Work]) -> list[Work]:
    """Return the works as their list prints them; as given, if there is no list."""
    by_name = {f"ref-{work['id']}": work for work in works}
    printed = [
        by_name[name]
        for node in branches(blocks)
        if node["t"] == "Div" and (name := node["c"][0][0]) in by_name
    ]
    return printed or works


def _without_hollow_title(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Drop the heading that waited for a list of works which stayed empty."""
    last = blocks[-1] if blocks else {"t": ""}
    if last["t"] == "Header" and text(last["c"][2]) in _TITLES.values():
        cleaning.manuscript.taken.append(last)
        cleaning.manuscript.front.dropped.append(text(last["c"][2]))
        return blocks[:-1]
    return blocks


def _cited(blocks: list[Node]) -> set[str]:
    return {
        work["citationId"]
        for node in branches(blocks)
        if node["t"] == "Cite"
        for work in node["c"][0]
    }


def _cross_reference(node: Node, known: set[str]) -> Node | None:
    """Turn `@fig:map` into a link, as pandoc's users expect."""
    if node["t"] == "Cite" and len(node["c"][0]) == 1:
        name = node["c"][0][0]["citationId"]
        if name.startswith(_CROSS_REFERENCES) and name not in known:
            return reference(name)
    return None


def _printed(cleaning: Cleaning, node: Node, known: set[str]) -> list[Node]:
    works, inlines = node["c"]
    missing = [w["citationId"] for w in works if w["citationId"] not in known]
    in_text = works[0]["citationMode"]["t"] == "AuthorInText"
    if not known and in_text:
        # Somebody wrote a name with an at sign, not a citation.
        return list(inlines)
    if not missing:
        return list(inlines)
    found = None
    for name in missing:
        found = cleaning.find("citation-unresolved", Severity.BLOCKS, name, name=name)
    # What pandoc printed leads to a work that is not there.
    words = string(text(inlines))
    return [cleaning.placeholder(found), *words] if found else words


def _with_title(blocks: list[Node], code: str) -> list[Node]:
    """Put a heading before the list of works unless its author wrote one."""
    titled: list[Node] = []
    for block in blocks:
        made = block
        if block["t"] == "Div" and "references" in block["c"][0][1]:
            before = titled[-1] if titled else None
            if before is None or before["t"] != "Header" or not text(before["c"][2]):
                title = string(_TITLES.get(code[:2], _TITLES["en"]))
                level = min(
                    (b["c"][0] for b in titled if b["t"] == "Header"), default=1
                )
                titled.append({"t": "Header", "c": [level, attributes(), title]})
            made = walk([block], _entry)[0]
        titled.append(made)
    return titled


def _entry(node: Node) -> Node | None:
    """Keep of citeproc's boxes what readers see."""
    if node["t"] == "Span" and not node["c"][0][0]:
        return {"t": "Span", "c": [attributes(), node["c"][1]]}
    return None
