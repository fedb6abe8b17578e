"""Lists of works that authors typed by hand, under a heading that says so."""

import re
from dataclasses import dataclass, field
from typing import Any

from proceedings.readers.front.labels import folded, is_label
from proceedings.readers.front.title import is_bold_line
from proceedings.readers.tree import Node, attributes, text

_HEADINGS = frozenset(
    {
        "viri",
        "literatura",
        "viri in literatura",
        "literatura in viri",
        "uporabljena literatura",
        "seznam literature",
        "seznam virov",
        "bibliografija",
        "reference",
        "bibliografia",
        "riferimenti",
        "riferimenti bibliografici",
        "fonti",
        "fonti e bibliografia",
        "opere citate",
        "references",
        "reference list",
        "bibliography",
        "works cited",
        "literature",
        "literature cited",
        "sources",
        "sources and references",
        "sources and literature",
        "sources and bibliography",
    }
)
_NUMBER = re.compile(r"^(?:\d+|[ivxlc]+)(?:\.\d+)*[.)]?\s+", re.IGNORECASE)
# A line in place of a heading stands below all headings.
_LINE = 7
_LONGEST_LABEL = 40
_LONGEST_WORK = 120
_LISTS = frozenset({"BulletList", "OrderedList"})
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>»«]+")
_URL = re.compile(r"https?://[^\s<>\"»«]+")
_YEAR = re.compile(r"(?:(?<=[(])|(?<=[,.:] ))(1[5-9]\d\d|20\d\d)(?=[a-z]?(?![\d/-]))")
_LABEL = re.compile(r"^\[?\(?\d{1,3}[\]).]\s+")
_NAME = r"[^\W\d_][^\W\d_'’-]*(?:[ '’-][^\W\d_]+)*"
_INITIALS = r"(?:[^\W\d_]\.[ -]?)+"
# Novak, A. B., & Kos, C. (2019). Title. Publisher.
_APA = re.compile(
    rf"^(?P<authors>{_NAME}, {_INITIALS}(?:,? (?:&|and|in|ter|e|ed) |, )?"
    rf"(?:{_NAME}, {_INITIALS}(?:,? (?:&|and|in|ter|e|ed) |, )?)*)\s*"
    r"\((?P<year>\d{4})[a-z]?\)\.\s+(?P<title>[^.?!]{4,300}[.?!])"
)
_ONE = re.compile(rf"({_NAME}), ({_INITIALS})")
# Novak, Ana. Title. Ljubljana: Publisher, 2019.
_BOOK = re.compile(
    rf"^(?P<family>{_NAME}), (?P<given>{_NAME}|{_NAME} {_INITIALS})\. "
    r"(?P<title>[^.«»\"“”]{4,300})\. (?P<place>[^.:]{2,60}): (?P<publisher>[^.:]{2,100}),"
    r" (?P<year>\d{4})\.?$"
)
# Novak, Ana. »Title.« Journal …
_ARTICLE = re.compile(
    rf"^(?P<family>{_NAME}), (?P<given>{_NAME}|{_NAME} {_INITIALS})\. "
    r"[»“\"„](?P<title>[^«”\"“]{4,300}?)[.,]?[«”\"“]"
)


def gather(blocks: list[Node]) -> tuple[list[Node], list[dict[str, Any]]]:
    """Return the blocks with such lists in a Div `references`, and their works.

    A list ends at the next heading; lines in bold within it are its parts. Below a
    mere line in place of a heading only lists are sure to be works.
    """
    gathering = _Gathering()
    for block in blocks:
        gathering.take(block)
    gathering.close()
    return gathering.blocks, gathering.works


@dataclass(slots=True)
class _Gathering:
    blocks: list[Node] = field(default_factory=list)
    works: list[dict[str, Any]] = field(default_factory=list)
    # Works that follow each other, and the level of the heading above them.
    run: list[Node] = field(default_factory=list)
    level: int = 0

    def take(self, block: Node) -> None:
        """Take the next block."""
        if block["t"] == "Header":
            self._head(block)
        elif not self.level and _is_line(block) and _names_works(block["c"]):
            self.level = _LINE
            self._keep(block)
        elif self.level and (entries := _entries(block, line=self.level == _LINE)):
            self.run.append(block)
            count = len(self.works)
            self.works += [
                read_work(words, number)
                for number, words in enumerate(entries, count + 1)
            ]
        else:
            self._keep(block)
            words = text(block)
            if is_label(folded(words)) or len(words.split()) > _LONGEST_LABEL:
                self.level = 0

    def _head(self, block: Node) -> None:
        if _names_works(block["c"][2]):
            self.level = self.level or block["c"][0]
        elif block["c"][0] <= self.level:
            self.level = 0
        self._keep(block)

    def _keep(self, block: Node) -> None:
        self.close()
        self.blocks.append(block)

    def close(self) -> None:
        """End the works that follow each other."""
        if self.run:
            content = [attributes("", "references"), self.run]
            self.blocks.append({"t": "Div", "c": content})
            self.run = []


def _is_line(block: Node) -> bool:
    return block["t"] in {"Para", "Plain"}


def _names_works(inlines: list[Node]) -> bool:
    words = _NUMBER.sub("", " ".join(text(inlines).split()))
    return words.strip(" :.").casefold() in _HEADINGS


def _entries(block: Node, *, line: bool) -> list[str]:
    """Return the words of each work in a block; nothing if it is none."""
    if block["t"] in {"Para", "Plain"} and not line:
        words = " ".join(text(block).split())
        count = len(words.split())
        is_work = 2 < count <= _LONGEST_WORK and not is_bold_line(block)
        return [words] if is_work else []
    if block["t"] in _LISTS:
        items = block["c"] if block["t"] == "BulletList" else block["c"][1]
        return [words for item in items for words in _of_item(item)]
    return []


def _of_item(item: list[Node]) -> list[str]:
    """Return the work of an item, and those of the lists within it."""
    own = [block for block in item if block["t"] not in _LISTS]
    inner = [block for block in item if block["t"] in _LISTS]
    found = [" ".join(text(own).split())]
    found += [words for block in inner for words in _entries(block, line=True)]
    return [words for words in found if words]


def read_work(words: str, number: int) -> dict[str, Any]:
    """Return a work typed by hand: its words, and of them what is sure."""
    bare = _LABEL.sub("", words)
    made: dict[str, Any] = {"id": f"typed-{number}", "unstructured": words}
    made |= _parsed(bare)
    if found := _DOI.search(bare):
        made["DOI"] = found[0].rstrip(".,;)")
    elif found := _URL.search(bare):
        made["URL"] = found[0].rstrip(".,;)")
    if "issued" not in made:
        years = set(_YEAR.findall(_URL.sub(" ", _DOI.sub(" ", bare))))
        if len(years) == 1:
            made["issued"] = _issued(years.pop())
    return made


def _parsed(words: str) -> dict[str, Any]:
    if found := _APA.match(words):
        authors = [
            {"family": family, "given": given.strip()}
            for family, given in _ONE.findall(found["authors"])
        ]
        return {
            "author": authors,
            "title": found["title"].rstrip("."),
            "issued": _issued(found["year"]),
        }
    if found := _BOOK.match(words):
        return {
            "type": "book",
            "author": [{"family": found["family"], "given": found["given"]}],
            "title": found["title"],
            "publisher-place": found["place"],
            "publisher": found["publisher"],
            "issued": _issued(found["year"]),
        }
    if found := _ARTICLE.match(words):
        return {
            "author": [{"family": found["family"], "given": found["given"]}],
            "title": found["title"],
        }
    return {}


def _issued(year: str) -> dict[str, Any]:
    return {"date-parts": [[int(year)]]}
