"""Counting in an ODT file: its XML, read without pandoc.

Deleted text, comments, hidden text, headers and footers are no part of a paper.
"""

from collections.abc import Mapping
from typing import Any

from proceedings.readers.counting.tally import Tally, words
from proceedings.readers.counting.tree import leads_out
from proceedings.readers.counting.word import parse

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_OASIS}text:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
_DRAW = f"{{{_OASIS}drawing:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_STYLE = f"{{{_OASIS}style:1.0}}"
_SVG = f"{{{_OASIS}svg-compatible:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NOT_TEXT = frozenset(
    {
        _TEXT + "tracked-changes",
        _TEXT + "note-citation",
        _TEXT + "hidden-text",
        _TEXT + "hidden-paragraph",
        _TEXT + "sequence-decls",
        _TEXT + "variable-decls",
        _TEXT + "user-field-decls",
        # The book has a contents list of its own.
        _TEXT + "table-of-content",
        _OFFICE + "annotation",
        _OFFICE + "annotation-end",
        _OFFICE + "forms",
        _SVG + "title",
        _SVG + "desc",
    }
)
_SPACE = frozenset(_TEXT + name for name in ("s", "tab", "line-break"))
_MATH = b"http://www.w3.org/1998/Math/MathML"

Element = Any


def tally_open_document(parts: Mapping[str, bytes]) -> Tally | None:
    """Return what the XML parts of an ODT file hold; None if they defy counting."""
    counter = _Counter(parts)
    data = parts.get("content.xml", b"")
    root = parse(data)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is not None:
        counter.learn_styles(root)
        counter.blocks(body)
    return counter.tally if root is not None else None


class _Counter:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.tally = Tally()
        self._parts = parts
        self._inside = 0
        self._parents: dict[str, str] = {}

    def learn_styles(self, root: Element) -> None:
        """Note which named style each automatic one comes from."""
        for style in root.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style"):
            parent = style.get(_STYLE + "parent-style-name", "")
            self._parents[style.get(_STYLE + "name", "")] = parent

    def blocks(self, element: Element) -> None:
        """Take the paragraphs, lists and tables below an element, in order."""
        for child in element:
            tag = child.tag
            if tag in {_TEXT + "p", _TEXT + "h"}:
                self._paragraph(child)
            elif tag == _TABLE + "table":
                text = "".join(child.itertext())
                if words(text) and not child.get(_TABLE + "is-sub-table"):
                    self.tally.add("tables", text[:200])
                self._within(child)
            elif tag == _TEXT + "list-item":
                text = "".join(child.itertext())
                if words(text):
                    self.tally.add("list_items", text[:200])
                self._within(child)
            elif tag not in _NOT_TEXT:
                self._thing(child)
                self.blocks(child)

    def _within(self, element: Element) -> None:
        """Take what a heading cannot stand in."""
        self._inside += 1
        self.blocks(element)
        self._inside -= 1

    def _paragraph(self, element: Element) -> None:
        pieces: list[str] = [element.text or ""]
        after: list[Element] = []
        self._inlines(element, pieces, after)
        text = "".join(pieces)
        name = element.get(_TEXT + "style-name", "")
        self.tally.style(self._parents.get(name, name).replace("_20_", " "), text)
        if element.tag == _TEXT + "h" and not self._inside:
            self.tally.begin(text)
        else:
            self.tally.paragraph(text)
        for inner in after:
            self._within(inner)

    def _inlines(
        self, element: Element, pieces: list[str], after: list[Element]
    ) -> None:
        for child in element:
            tag = child.tag
            if tag in _SPACE:
                pieces.append(" ")
            elif tag == _TEXT + "note":
                self.tally.add("footnotes", "".join(child.itertext())[:200])
                after.append(child)
            elif tag == _DRAW + "text-box":
                after.append(child)
            elif tag not in _NOT_TEXT:
                self._thing(child)
                pieces.append(child.text or "")
                self._inlines(child, pieces, after)
            pieces.append(child.tail or "")

    def _thing(self, element: Element) -> None:
        tag, target = element.tag, element.get(_HREF, "")
        if tag == _DRAW + "frame":
            self._frame(element)
        elif tag == _TEXT + "a" and leads_out(target) and "".join(element.itertext()):
            self.tally.add("links", target)

    def _frame(self, frame: Element) -> None:
        """Count one thing a frame: its picture may be the looks of its equation."""
        thing = frame.find(_DRAW + "object")
        if thing is not None:
            part = thing.get(_HREF, "").removeprefix("./")
            if _MATH in self._parts.get(f"{part}/content.xml", b""):
                self.tally.add("equations")
                return
        if frame.find(_DRAW + "image") is not None:
            image = frame.find(_DRAW + "image")
            self.tally.add("images", image.get(_HREF, "").rsplit("/", 1)[-1])
