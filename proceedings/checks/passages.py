"""Is every passage in another language marked as such?"""

from collections.abc import Iterator

from proceedings import language
from proceedings.checks.places import placed
from proceedings.fixes import words_key
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, branches, text, walk
from proceedings.report import Finding, Fix, Severity

_NO_PROSE = frozenset({"Math", "Code"})


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the paragraphs that are surely in another language than the paper."""
    whole = text(list(paper.blocks))
    if paper.language[:2] not in language.FAMILIAR or language.sure(
        whole, paper.language
    ):
        # All of it is in another language: one finding says so (`checks.language`).
        return
    for each in placed(paper):
        if each.works:
            continue
        for block in _paragraphs(each.block):
            words = each.words if block is each.block else text(block)
            code = language.sure(_prose(block, words), paper.language)
            if code:
                fix = Fix("passages", words_key(words), code)
                values = {"language": code}
                yield Finding(
                    "passage-language",
                    Severity.WARNS,
                    each.at(words),
                    values,
                    fix=fix,
                )


def _prose(block: Node, words: str) -> str:
    """Return the words of a paragraph; letters of mathematics are no words."""
    if not any(node["t"] in _NO_PROSE for node in branches(block)):
        return words
    bare: list[Node] = walk(
        [block], lambda node: [] if node["t"] in _NO_PROSE else None
    )
    return text(bare)


def _paragraphs(block: Node) -> Iterator[Node]:
    """Yield the paragraphs of a block that carry no language of their own."""
    if block["t"] in {"Para", "Plain"}:
        if not any(_is_marked(node) for node in block["c"]):
            yield block
    elif block["t"] == "BlockQuote":
        for inner in block["c"]:
            yield from _paragraphs(inner)
    elif block["t"] == "Div" and not _is_marked(block):
        for inner in block["c"][1]:
            yield from _paragraphs(inner)


def _is_marked(node: Node) -> bool:
    return node["t"] in {"Span", "Div"} and any(
        key == "lang" for key, _ in node["c"][0][2]
    )
