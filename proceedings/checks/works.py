"""Is every cited work in the list, and every listed work cited?

Only where it is sure: works with keys, and lists by author and year that the text
cites by author and year.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from proceedings.checks.places import placed
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, text
from proceedings.report import Finding, Severity

# A list and its citations are by author and year when so many of them are.
FEWEST = 3
MOST = 0.8
_LETTER = r"[^\W\d_]"
_ENTRY = re.compile(
    rf"^(?:[•–-]\s*)?(?P<name>{_LETTER}[\w’'-]+(?: {_LETTER}[\w’'-]+)?),\s.{{0,200}}?"
    r"\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?",
    re.DOTALL,
)
_GROUP = re.compile(r"\(([^()]{4,200})\)")
# What stands before a year without being an author.
_NO_AUTHOR = (
    "January|February|March|April|May|June|July|August|September|October|November"
    "|December|Zakon|Uradni|Law|Act|Legge|Decreto"
)
_CITED = re.compile(
    r"(?:(?:glej|gl\.|prim\.|see|cf\.|e\.g\.,?|cfr\.?|vedi|si veda) )?"
    rf"(?!(?:{_NO_AUTHOR})\b)"
    r"(?P<name>[A-ZČŠŽĆĐÀ-ÖØ-Þ][\w’'-]+(?: [A-ZČŠŽĆĐ][\w’'-]+)?)"
    rf"(?:,? (?:in|and|e|ed|&|i) {_LETTER}[\w’'-]+)?"
    r"(?:,? (?:et al\.?|idr\.|in sod\.|in drugi|e altri))?,? "
    r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
    r"(?:[,:] ?(?:str\. ?|pp?\. ?)?\d+(?: ?[–-] ?\d+)?)?$"
)


@dataclass(frozen=True, slots=True)
class _Work:
    """An entry of a list: how its first author begins, and its year."""

    stem: str
    year: str
    words: str
    place: str


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield works that are never cited, and citations without a work."""
    yield from _keyed(paper)
    entries = list(_listed(paper))
    works = _typed(entries)
    names = _folded("\n".join(words for words, _ in entries))
    body = _folded(_body(paper))
    cited = list(_citations(paper))
    known = [each for each in cited if _stem(each[0]) in names]
    if len(works) < FEWEST or len(known) < max(FEWEST, MOST / 2 * len(cited)):
        return
    for work in works:
        near = rf"\b{re.escape(work.stem)}.{{0,80}}?{work.year}"
        if not re.search(near, body, re.DOTALL):
            yield _uncited(work.words, work.place)
    if len(known) < MOST * len(cited):
        return
    for name, year, place in cited:
        if _stem(name) not in names:
            told = f"{name}, {year}"
            yield Finding("citation-unresolved", Severity.WARNS, place, {"name": told})


def _uncited(words: str, place: str) -> Finding:
    values: dict[str, str | int] = {"count": 1, "names": words[:80]}
    return Finding("reference-uncited", Severity.NOTES, place, values)


def _keyed(paper: Paper) -> Iterator[Finding]:
    """Yield entries with a key that no citation leads to: they lost their name."""
    if any("unstructured" not in work for work in paper.references):
        # A list made from a bibliography holds what is cited, and nothing else.
        return
    for each in placed(paper):
        for node in each.nodes:
            if node["t"] == "Div" and "csl-entry" in node["c"][0][1]:
                words = text(node["c"][1])
                if not node["c"][0][0] and words:
                    yield _uncited(words, each.at(words))


def _listed(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the entries of typed lists, and their places."""
    for each in placed(paper):
        for block in _entries(each.block) if each.works else ():
            words = text(block)
            yield words, each.at(words)


def _typed(entries: list[tuple[str, str]]) -> list[_Work]:
    """Return the works by author and year; none if many entries are not such."""
    works = [
        _Work(_stem(found["name"]), found["year"], words, place)
        for words, place in entries
        if (found := _ENTRY.match(words))
    ]
    return works if len(works) >= MOST * len(entries) else []


def _entries(block: Node) -> Iterator[Node]:
    if block["t"] in {"Para", "Plain"}:
        yield block
    elif block["t"] in {"BulletList", "OrderedList"}:
        items = block["c"] if block["t"] == "BulletList" else block["c"][1]
        for item in items:
            yield from item[:1]
    elif block["t"] == "Div" and "csl-entry" not in block["c"][0][1]:
        for inner in block["c"][1]:
            yield from _entries(inner)


def _body(paper: Paper) -> str:
    return "\n".join(each.said for each in placed(paper) if not each.works)


def _citations(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """Yield name, year and place of the citations in brackets."""
    for each in placed(paper):
        if each.works:
            continue
        for group in _GROUP.findall(each.said):
            for part in group.split(";"):
                if found := _CITED.match(part.strip()):
                    yield found["name"], found["year"], each.at(part.strip())


def _stem(name: str) -> str:
    """Return the part of a name that no case changes: Kralja has that of Kralj."""
    folded = _folded(name)
    while len(folded) > 3 and folded[-1] in "aeiou":
        folded = folded[:-1]
    return folded


def _folded(words: str) -> str:
    # Double names are written with and without a hyphen.
    folded = unicodedata.normalize("NFKD", words.casefold().replace("-", " "))
    # No mark that joins a letter has a number below that.
    return "".join(
        [each for each in folded if each < "\u0300" or not unicodedata.combining(each)]
    )
