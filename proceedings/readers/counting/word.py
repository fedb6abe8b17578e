"""Counting in a DOCX file: its XML, read without pandoc.

Deleted text, hidden text, comments, headers and footers are no part of a paper;
text boxes, fields' results, notes and what was inserted are. A heading within a
table, a note or a text box is printed as a bold line and not counted as one.
"""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from proceedings.readers.counting.tally import Tally, words
from proceedings.readers.counting.tree import leads_out

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": _A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R[1:-1].encode(),
}
_HEADING = re.compile(r"heading [1-9]$", re.IGNORECASE)
# Lines of a contents list, of which the book has its own.
_CONTENTS = re.compile(r"toc [1-9]$", re.IGNORECASE)
_FIELD_LINK = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]+))', re.IGNORECASE)
_NOT_TEXT = frozenset(
    _W + name
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "sectPr",
        "instrText",
        "delText",
        "tblGrid",
    )
) | {_MC + "Fallback"}
_SPACE = frozenset(_W + name for name in ("tab", "br", "cr", "ptab"))
_OFF = frozenset({"0", "false", "off"})

Element = Any


def tally_word(parts: Mapping[str, bytes]) -> Tally | None:
    """Return what the XML parts of a DOCX file hold; None if they defy counting."""
    document = parse(parts.get("word/document.xml", b""))
    if document is None:
        return None
    counter = _Counter(parts)
    counter.blocks(document, "document")
    return counter.tally


def parser() -> etree.XMLParser:
    """Return a parser that resolves nothing; the gate has refused DOCTYPE before."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse(data: bytes) -> Element | None:
    """Return the root of a part in the transitional names; None if it has none."""
    if not data:
        return None
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual)
    try:
        return etree.fromstring(data, parser())
    except etree.XMLSyntaxError:
        # The gate's parser was content; what this one cannot read is not counted.
        return None


class Styles:
    """Which paragraph styles make a heading or a list item."""

    def __init__(self, data: bytes) -> None:
        self._name: dict[str, str] = {}
        self._base: dict[str, str] = {}
        self._number: dict[str, str] = {}
        self.hidden: set[str] = set()
        root = parse(data)
        for style in root.iter(_W + "style") if root is not None else ():
            key = style.get(_W + "styleId", "")
            self._name[key] = _value(style.find(_W + "name"))
            self._base[key] = _value(style.find(_W + "basedOn"))
            number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if number is not None:
                self._number[key] = _value(number)
            if _is_on(style.find(f"{_W}rPr/{_W}vanish")):
                self.hidden.add(key)

    def names(self) -> list[str]:
        return list(self._name)

    def _chain(self, key: str) -> list[str]:
        chain: list[str] = []
        while key and key not in chain and len(chain) < 20:
            chain.append(key)
            key = self._base.get(key, "")
        return chain

    def is_heading(self, key: str) -> bool:
        return any(_HEADING.match(self._name.get(k, "")) for k in self._chain(key))

    def is_contents(self, key: str) -> bool:
        return _CONTENTS.match(self._name.get(key, "")) is not None

    def name(self, key: str) -> str:
        return self._name.get(key, "")

    def number(self, key: str) -> str:
        for each in self._chain(key):
            if each in self._number:
                return self._number[each]
        return ""

    def hides(self, key: str) -> bool:
        return key in self.hidden


def _value(element: Element | None) -> str:
    return element.get(_W + "val", "") if element is not None else ""


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element) not in _OFF


def hidden_styles(data: bytes) -> set[str]:
    """Return the character styles of `styles.xml` that hide what they are set on."""
    return {key for key in Styles(data).hidden if key}


def contents_styles(data: bytes) -> set[str]:
    """Return the paragraph styles of `styles.xml` that make a contents list."""
    styles = Styles(data)
    return {key for key in styles.names() if styles.is_contents(key)}


class _Counter:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.tally = Tally()
        self._parts = parts
        self._styles = Styles(parts.get("word/styles.xml", b""))
        self._relations: dict[str, dict[str, str]] = {}
        self._notes: dict[str, dict[str, Element]] = {}
        self._inside = 0
        self._part = "document"
        self._field = ""
        self._seen: set[tuple[str, str]] = set()

    def blocks(self, element: Element, part: str) -> None:
        """Take the paragraphs and tables below an element, in order."""
        outer, self._part = self._part, part
        for child in element:
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif child.tag == _M + "oMathPara":
                self._equations(child)
            elif child.tag not in _NOT_TEXT:
                self.blocks(child, part)
        self._part = outer

    def _table(self, table: Element) -> None:
        first = "".join(t.text or "" for t in table.iter(_W + "t"))
        if words(first) or next(table.iter(_A + "blip"), None) is not None:
            self.tally.add("tables", first[:80])
        self._inside += 1
        self.blocks(table, self._part)
        self._inside -= 1

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(_W + "pPr")
        style = _value(properties.find(_W + "pStyle")) if properties is not None else ""
        if self._styles.is_contents(style):
            return
        pieces: list[str] = []
        after: list[tuple[str, Element]] = []
        self._inlines(paragraph, pieces, after)
        text = "".join(pieces)
        if not self._inside:
            self.tally.style(self._styles.name(style), text)
        if not self._inside and self._styles.is_heading(style):
            self.tally.begin(text)
        else:
            if words(text) and self._number(properties, style):
                self.tally.add("list_items", text)
            self.tally.paragraph(text)
        self._inside += 1
        for part, element in after:
            self.blocks(element, part)
        self._inside -= 1

    def _number(self, properties: Element | None, style: str) -> bool:
        if self._styles.is_heading(style):
            return False
        own = (
            properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
        )
        number = _value(own) if own is not None else self._styles.number(style)
        return number not in {"", "0"}

    def _inlines(
        self, element: Element, pieces: list[str], after: list[tuple[str, Element]]
    ) -> None:
        for child in element:
            tag = child.tag
            if tag == _W + "t":
                pieces.append(child.text or "")
            elif tag in _SPACE:
                pieces.append(" ")
            elif tag == _W + "noBreakHyphen":
                pieces.append("-")
            elif tag == _W + "instrText":
                self._instruction(child.text or "")
            elif tag in _NOT_TEXT or (tag == _W + "r" and self._is_hidden(child)):
                continue
            elif tag == _W + "r" and len(child) == 1 and child[0].tag == _W + "t":
                pieces.append(child[0].text or "")
            elif not self._special(child, pieces, after):
                self._inlines(child, pieces, after)

    def _special(
        self, child: Element, pieces: list[str], after: list[tuple[str, Element]]
    ) -> bool:
        """Take what is more than text; say whether nothing is left to take in it."""
        tag = child.tag
        if tag in {_W + "footnoteReference", _W + "endnoteReference"}:
            self._note(tag, child.get(_W + "id", ""), after)
            return True
        if tag == _W + "txbxContent":
            after.append((self._part, child))
            return True
        if tag in {_M + "oMath", _M + "oMathPara"}:
            self._equations(child)
            pieces.append(" ")
            return True
        if tag == _MC + "AlternateContent":
            choice = child.find(_MC + "Choice")
            self._inlines(
                choice if choice is not None else child.find(_MC + "Fallback") or (),
                pieces,
                after,
            )
            return True
        if tag == _A + "blip" and (child.get(_R + "embed") or child.get(_R + "link")):
            self.tally.add("images", self._target(child.get(_R + "embed", "")))
        elif tag == _V + "imagedata" and child.get(_R + "id"):
            self.tally.add("images", self._target(child.get(_R + "id", "")))
        elif tag == _W + "hyperlink":
            self._link(self._target(child.get(_R + "id", "")), child)
        elif tag == _W + "fldSimple":
            self._instruction(child.get(_W + "instr", ""))
        return False

    def _equations(self, element: Element) -> None:
        if element.tag == _M + "oMath":
            self.tally.add("equations", "".join(t.text or "" for t in element.iter()))
            return
        for inner in element.findall(_M + "oMath"):
            self._equations(inner)

    def _link(self, target: str, element: Element) -> None:
        shown = any((t.text or "").strip() for t in element.iter(_W + "t"))
        if leads_out(target) and shown:
            self.tally.add("links", target)

    def _instruction(self, words_of_field: str) -> None:
        found = _FIELD_LINK.match(words_of_field)
        if found and leads_out(found[1] or found[2] or ""):
            self.tally.add("links", found[1] or found[2])

    def _is_hidden(self, run: Element) -> bool:
        properties = run.find(_W + "rPr")
        if properties is None:
            return False
        own = properties.find(_W + "vanish")
        if own is not None:
            return _is_on(own)
        return self._styles.hides(_value(properties.find(_W + "rStyle")))

    def _note(self, tag: str, key: str, after: list[tuple[str, Element]]) -> None:
        part = "footnotes" if "footnote" in tag else "endnotes"
        if part not in self._notes:
            root = parse(self._parts.get(f"word/{part}.xml", b""))
            self._notes[part] = {
                note.get(_W + "id", ""): note
                for note in (root if root is not None else ())
            }
        note = self._notes[part].get(key)
        if note is None or (part, key) in self._seen:
            return
        self._seen.add((part, key))
        text = "".join(t.text or "" for t in note.iter(_W + "t"))
        self.tally.add("footnotes", text)
        after.append((part, note))

    def _target(self, key: str) -> str:
        if self._part not in self._relations:
            root = parse(self._parts.get(f"word/_rels/{self._part}.xml.rels", b""))
            self._relations[self._part] = {
                relation.get("Id", ""): relation.get("Target", "")
                for relation in (root if root is not None else ())
            }
        return self._relations[self._part].get(key, "") if key else ""
