"""A paper as its reviewers may read it: nothing in it says who wrote it.

What was only meant to name people is left out: by-lines, acknowledgements, a section
about the authors, their addresses. Words of the argument stay as they are; what
tells the author there is said by the findings (`anonymous`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from proceedings.checks.anonymous import ADDRESS, THANKS, names_of
from proceedings.checks.places import placed
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, text, walk

_ABOUT = re.compile(
    r"^[\d.\s]*(?:o avtor(?:ju|ici|jih|icah)|predstavitev avtor\w*|podatki o avtor\w*"
    r"|(?:informazioni |notizie |nota )?(?:sull[’']aut(?:ore|rice)|sugli autori|sulle autrici)"
    r"|note biografiche|(?:about|notes? on) the (?:authors?|contributors?)"
    r"|author (?:biograph(?:y|ies)|information|contributions?))\s*[:.]?\s*$",
    re.IGNORECASE,
)
# By-lines stand at the very beginning and are short.
_FRONT_BLOCKS = 12
_LONGEST_BYLINE = 300
_LEFT_OUT = "…"


def blinded(paper: Paper, entry: PaperEntry) -> Paper:
    """Return the paper without what only says who wrote it."""
    people = (*entry.authors, *paper.authors)
    telling = [
        *names_of(paper, entry),
        *(
            re.compile(re.escape(words), re.IGNORECASE)
            for person in people
            for words in (person.email, person.orcid, *person.affiliations)
            if words
        ),
    ]
    return replace(
        paper,
        authors=(),
        blocks=tuple(
            walk(list(_impersonal(paper, telling)), _without_address, leaves=True)
        ),
        found={name: at for name, at in paper.found.items() if name != "authors"},
    )


def _impersonal(paper: Paper, telling: Sequence[re.Pattern[str]]) -> Iterator[Node]:
    """Yield the blocks of the text proper."""
    personal, level, in_front = False, 0, True
    for position, each in enumerate(placed(paper)):
        block = each.block
        if block["t"] == "Header" or each.seems_heading:
            # A bold line is a heading below all others.
            here = block["c"][0] if block["t"] == "Header" else 7
            if not personal or here <= level:
                personal, level = _is_personal(each.words), here
            in_front = in_front and block["t"] != "Header"
        if personal:
            continue
        short = len(each.said) <= _LONGEST_BYLINE and block["t"] in {"Para", "Plain"}
        if in_front and short and position < _FRONT_BLOCKS:
            words = each.said
            if ADDRESS.search(words) or any(p.search(words) for p in telling):
                continue
        yield block


def _is_personal(heading: str) -> bool:
    return THANKS.match(heading) is not None or _ABOUT.match(heading) is not None


def _without_address(node: Node) -> Node | list[Node] | None:
    """Blot out addresses of people, and take away links that lead to them."""
    kind = node["t"]
    if kind == "Str" and ADDRESS.search(node["c"]):
        return {"t": "Str", "c": ADDRESS.sub(_LEFT_OUT, node["c"])}
    if kind in {"Code", "CodeBlock"} and ADDRESS.search(node["c"][1]):
        attrs, words = node["c"]
        return {"t": kind, "c": [attrs, ADDRESS.sub(_LEFT_OUT, words)]}
    if kind == "Link":
        inlines, target = node["c"][1], node["c"][2][0]
        if target.startswith("mailto:") or "orcid.org/" in target:
            return _words(inlines)
    return None


def _words(inlines: list[Any]) -> list[Any]:
    """Return what a link says, when it says more than its address."""
    return inlines if text(inlines).strip(f" {_LEFT_OUT}") else []
