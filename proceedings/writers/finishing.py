"""Finishes pandoc's HTML of a paper: names, notes, tables, pictures, marks."""

import re
from typing import Any

from lxml import html

from proceedings.book.anchors import ANCHOR
from proceedings.book.marks import PAGEBREAK
from proceedings.model import Paper, equation_key
from proceedings.phrases import word

_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
# What may carry the name of the passage that begins in it.
_NAMEABLE = frozenset({"p", "li", "dd", "dt"})
_NOTE = re.compile(r"#?fn(ref)?\d+")


def finished(fragment: str, paper: Paper, pictures: str) -> str:
    """Return the fragment with all that pandoc does not know of a paper.

    `pictures` is put before the name of each picture.
    """
    root = html.fragment_fromstring(fragment, create_parent="div")
    finisher = _Finisher(paper, pictures)
    for element in list(root.iter()):
        if isinstance(element.tag, str):
            finisher.element(element)
    for table in list(root.iter("table")):
        _frame(table, word("Table", paper.language))
    for formula in root.xpath("//math[@display='block']"):
        _frame(formula, word("Equation", paper.language))
    inner = "".join(
        html.tostring(child, encoding="unicode", method="html") for child in root
    )
    return (root.text or "") + inner


class _Finisher:
    def __init__(self, paper: Paper, pictures: str) -> None:
        self._paper = paper
        self._pictures = pictures

    def element(self, element: Any) -> None:
        """Finish one element; its children come later."""
        _name_notes(element, f"{self._paper.id}--")
        if element.tag == "img":
            self._picture(element)
        elif element.tag in {"th", "td"}:
            _cell(element)
        elif element.tag == "span":
            _mark(element)
        elif element.tag == "math":
            self._equation(element)
        elif element.get("role") == "listitem" and element.tag != "li":
            _list(element)
        self._tell(element)

    def _tell(self, element: Any) -> None:
        """Give a name to what is only a sign or a role."""
        role = element.get("role")
        if role == "doc-backlink":
            element.set("aria-label", word("Back to the text", self._paper.language))
        elif role == "doc-endnotes":
            element.set("aria-label", word("Notes", self._paper.language))

    def _equation(self, element: Any) -> None:
        """Give an equation the words that an editor wrote for it."""
        display = element.get("display") == "block"
        for note in element.iter("annotation"):
            key = equation_key(note.text or "", display=display)
            words = self._paper.equations.get(f"alt:{key}")
            if words:
                element.set("alttext", words)
                element.set("aria-label", words)

    def _picture(self, element: Any) -> None:
        name = element.get("src", "")
        picture = self._paper.pictures.get(name)
        if picture is not None:
            element.set("width", str(picture.width))
            element.set("height", str(picture.height))
        element.set("src", f"{self._pictures}{name}")
        if element.get("alt") is None:
            # Only a decorative picture comes without words (see model.Paper).
            element.set("alt", "")


def _cell(element: Any) -> None:
    """Keep the alignment of a column; header cells say what they head."""
    aligned = _ALIGNED.search(element.get("style", ""))
    if aligned and aligned[1] != "left":
        element.set("class", f"align-{aligned[1]}")
    if element.tag == "th" and not _says(element):
        # A header cell without words heads nothing: the corner of a table.
        element.tag = "td"
    if element.tag == "th":
        inside = any(up.tag == "thead" for up in element.iterancestors())
        element.set("scope", "col" if inside else "row")


def _says(element: Any) -> bool:
    words = "".join(element.itertext()).strip()
    return bool(words or any(image.get("alt") for image in element.iter("img")))


def _mark(element: Any) -> None:
    """Let a mark be told as a page; hand an anchor to its paragraph."""
    kind = element.get("class", "")
    if kind == PAGEBREAK:
        element.set("role", "doc-pagebreak")
        element.set("title", element.attrib.pop("label", ""))
        return
    around = element.getparent()
    leads = around.text is None or not around.text.strip()
    if (
        kind == ANCHOR
        and around.tag in _NAMEABLE
        and not around.get("id")
        and around[0] is element
        and leads
    ):
        around.set("id", element.get("id"))
        around.text = (around.text or "") + (element.tail or "")
        element.tail = None
        around.remove(element)


def _frame(wide: Any, label: str) -> None:
    """Let what is wide scroll alone, by keyboard too (WCAG 2.2, 1.4.10 and 2.1.1)."""
    parent = wide.getparent()
    is_table = wide.tag == "table"
    kind = "table-frame" if is_table else "formula-frame"
    if parent is None or parent.get("class") == kind:
        return
    caption = wide.find("caption")
    named = " ".join("".join(caption.itertext()).split()) if caption is not None else ""
    frame = html.Element(
        "div" if is_table else "span",
        {
            "class": kind,
            "role": "group",
            "tabindex": "0",
            "aria-label": named or label,
        },
    )
    parent.replace(wide, frame)
    frame.tail, wide.tail = wide.tail, None
    frame.append(wide)


def _list(entry: Any) -> None:
    """Let the list of works be a list: pandoc names the items only."""
    works = entry.getparent()
    if all(each.get("role") == "listitem" for each in works):
        works.set("role", "list")
    else:
        del entry.attrib["role"]


def _name_notes(element: Any, prefix: str) -> None:
    name = element.get("id", "")
    if name == "footnotes" or _NOTE.fullmatch(name):
        element.set("id", prefix + name)
    target = element.get("href", "")
    if _NOTE.fullmatch(target):
        element.set("href", f"#{prefix}{target[1:]}")
