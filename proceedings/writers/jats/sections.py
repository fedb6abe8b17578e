"""The body of an article in sections, and what JATS puts behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from proceedings.book.numbering import plain
from proceedings.model import Block, Paper
from proceedings.readers.tree import branches, text
from proceedings.writers.jats.blocks import blocks, paragraphs
from proceedings.writers.jats.elements import LANG, Element, add, element
from proceedings.writers.jats.formulas import formulas
from proceedings.writers.jats.inlines import Text
from proceedings.writers.jats.references import reference_list

_THANKS = frozenset(
    [
        "zahvala",
        "zahvale",
        "ringraziamenti",
        "acknowledgements",
        "acknowledgments",
        "acknowledgement",
        "acknowledgment",
        "danksagung",
        "remerciements",
    ]
)
_APPENDIX = re.compile(
    r"(?:priloga|priloge|dodatek|appendice|allegato|appendix|annex|anhang|annexe)\b",
    re.IGNORECASE,
)
_KINDS = {
    "sec": "sec",
    "app": "app",
    "fig": "fig",
    "table-wrap": "table",
    "ref": "bibr",
    "fn": "fn",
    "disp-formula": "disp-formula",
    "list": "list",
}


def text_of(paper: Paper, folder: str) -> str:
    """Return `<article>` with the body and the back of a paper, serialised.

    `folder` stands before the names of pictures; the attribute `words` holds the
    number of words, notes left out. Runs in a worker; it calls
    pandoc once, and only for a paper that has equations.
    """
    article = Text(paper, folder, formulas(paper.blocks))
    built = _Sections(article)
    built.add_all(paper.blocks, "")
    root = element("article")
    root.append(built.body)
    back = built.back()
    if len(back):
        root.append(back)
    _resolve(root)
    root.set("words", str(len(plain(list(paper.blocks)).split())))
    return etree.tostring(root, encoding="unicode")


@dataclass(slots=True)
class _Sections:
    article: Text
    body: Element = field(default_factory=lambda: element("body"))
    lists: list[Element] = field(default_factory=list)
    # The open sections, outermost first.
    _open: list[Element] = field(default_factory=list)
    _title: Sequence[Block] = ()

    def add_all(self, content: Sequence[Block], code: str) -> None:
        """Add blocks; boxes that hold headings or works are only opened."""
        for node in content:
            if node["t"] == "Header":
                self._section(node["c"])
            elif node["t"] == "Div" and "references" in node["c"][0][1]:
                self._references(node["c"])
            elif node["t"] == "Div" and _holds_structure(node["c"][1]):
                inner = dict(node["c"][0][2]).get("lang", code)
                self.add_all(node["c"][1], inner)
            else:
                for made in blocks(self.article, [node]):
                    if code and LANG not in made.attrib:
                        made.set(LANG, code)
                    self._place().append(made)

    def _place(self) -> Element:
        return self._open[-1] if self._open else self.body

    def _section(self, content: Any) -> None:
        level, (identifier, _, _), inlines = content
        self._open = self._open[: level - 1]
        made = add(self._place(), "sec")
        self.article.names.give(made, identifier)
        self.article.fill_inside(add(made, "title"), inlines)
        self._open.append(made)
        self._title = inlines

    def _references(self, content: Any) -> None:
        """Add a list of works; the heading that stands just before it is its own."""
        heading = self._place()
        title: Sequence[Block] = ()
        identifier = ""
        if self._open and [child.tag for child in heading] == ["title"]:
            title, identifier = self._title, heading.get("id", "")
            self._open.pop()
            heading.getparent().remove(heading)
        made = reference_list(self.article, content[1], title)
        if identifier:
            made.set("id", identifier)
        self.article.names.give(made, content[0][0])
        self.lists.append(made)

    def back(self) -> Element:
        """Return thanks, appendices, works and notes, which leave the body."""
        back = element("back")
        appendices = element("app-group")
        for section in list(self.body.findall("sec")):
            title = text(_words(section)).strip(" .:0123456789")
            if title.casefold() in _THANKS:
                section.tag = "ack"
                back.append(section)
            elif _APPENDIX.match(title):
                section.tag = "app"
                appendices.append(section)
        for group in (appendices, *self.lists, self._notes()):
            if len(group):
                back.append(group)
        return back

    def _notes(self) -> Element:
        group = element("fn-group")
        done = 0
        while done < len(self.article.notes):
            # A note may hold notes, which then follow.
            content = self.article.notes[done]
            done += 1
            note = add(group, "fn", "", {"id": self.article.note_name(done)})
            add(note, "label", str(done))
            note.extend(list(paragraphs(self.article, content)) or [element("p")])
        return group


def _words(section: Element) -> list[Block]:
    words = "".join(section.find("title").itertext())
    return [{"t": "Str", "c": words}]


def _holds_structure(content: Sequence[Block]) -> bool:
    return any(
        node["t"] == "Header"
        or (node["t"] == "Div" and "references" in node["c"][0][1])
        for node in branches(list(content))
    )


def _resolve(root: Element) -> None:
    """Say of each reference what it leads to; what leads nowhere is only words."""
    kinds = {made.get("id"): made.tag for made in root.iter() if made.get("id")}
    for made in list(root.iter("xref")):
        kind = kinds.get(made.get("rid"))
        if kind is None:
            made.tag = "words"
        elif "ref-type" not in made.attrib:
            made.set("ref-type", _KINDS.get(kind, "other"))
    etree.strip_tags(root, "words")
