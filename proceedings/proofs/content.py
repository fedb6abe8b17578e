"""Does a finished file hold all that its papers hold?

Counted in the file itself, by readers that share no code with its writers: a page
by its tags, JATS by its elements, a PDF by its structure tree and its glyphs.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

import pikepdf
import pypdfium2
from lxml import etree

from proceedings.book.assemble import Book
from proceedings.model import Paper
from proceedings.readers.counting import Loss, Tally, compare, tally_tree
from proceedings.readers.counting.page import tally_page
from proceedings.readers.counting.tree import leads_out
from proceedings.readers.counting.word import parser
from proceedings.readers.tree import Node, branches, walk

# Roles of the structure tree of a PDF, by what they hold.
_ROLES = {
    "/Note": "footnotes",
    "/FENote": "footnotes",
    "/Table": "tables",
    "/Formula": "equations",
    "/LI": "list_items",
}
_HEADINGS = frozenset({"/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
_ELEMENTS = {
    "fn": "footnotes",
    "table": "tables",
    "graphic": "images",
    "inline-graphic": "images",
    "inline-formula": "equations",
    "disp-formula": "equations",
    "list-item": "list_items",
    # A list of works that was typed as a list.
    "ref": "list_items",
}
_BLOCKS = frozenset(
    [
        "p",
        "title",
        "label",
        "article-title",
        "td",
        "th",
        "mixed-citation",
        "disp-formula",
        "code",
    ]
)
_HREF = "{http://www.w3.org/1999/xlink}href"
# Words that may differ: a page breaks some at its line ends.
_FREE_WORDS = {".pdf": 0.02}


def problems(path: Path, book: Book, name: PurePath) -> list[str]:
    """Return what the finished volume lacks of the papers that it should hold.

    The files of single papers are counted in every build: see `lacking`.
    """
    if name.name not in {"volume.pdf", "volume.epub"}:
        return []
    return [
        f"It lacks {loss.kind}: {loss.missing} of {loss.expected}"
        + (f" ({'; '.join(loss.places)})." if loss.places else ".")
        for loss in _losses(path, book.papers)
    ]


def lacking(paper: Paper, path: Path) -> list[Loss]:
    """Return what a file of one paper lacks of it."""
    return _losses(path, [paper])


def lost(paper: Paper, found: Tally) -> list[Loss]:
    """Return what a PDF of one paper, of which this was counted, lacks of it."""
    wanted = expected(paper, decoration=False)
    return compare(wanted, [found], free_share=_FREE_WORDS[".pdf"])


def _losses(path: Path, papers: Iterable[Paper]) -> list[Loss]:
    found = _READERS["".join(path.suffixes)](path)
    free = _FREE_WORDS.get(path.suffix, 0.001)
    # What is decoration is no content of a PDF, but its background.
    decoration = path.suffix != ".pdf"
    works = path.suffix != ".xml"
    wanted = _together(
        expected(paper, decoration=decoration, works=works) for paper in papers
    )
    return compare(wanted, [found], free_share=free)


def _together(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.text += tally.text
        for kind, found in tally.things.items():
            whole.things[kind] += found
    return whole


def expected(paper: Paper, *, decoration: bool = True, works: bool = True) -> Tally:
    """Return what a paper holds, as its clean text has it.

    Without `works`, the list that a citation style set is left out: JATS has works
    as records, without the words that the style puts between their parts.
    """
    blocks: list[Any] = list(paper.blocks)
    if not works:
        blocks = walk(blocks, _without_works)
    if not decoration and any(map(_is_decoration, branches(blocks))):
        blocks = walk(blocks, lambda node: [] if _is_decoration(node) else None)
    return tally_tree(blocks, alts=False)


def _without_works(node: Node) -> list[Node] | None:
    is_list = node["t"] == "Div" and "references" in node["c"][0][1]
    return [] if is_list else None


def _is_decoration(node: Node) -> bool:
    return node["t"] == "Image" and "decorative" in node["c"][0][1]


def of_page(path: Path) -> Tally:
    """Return what a page of HTML, or a chapter of an EPUB, holds."""
    return tally_page(path.read_text(encoding="utf-8"), notes=True)


def of_epub(path: Path) -> Tally:
    """Return what the chapters of an EPUB hold."""
    with zipfile.ZipFile(path) as archive:
        return _together(
            tally_page(archive.read(name).decode(), notes=True)
            for name in archive.namelist()
            if name.endswith(".xhtml")
        )


def of_jats(path: Path) -> Tally:
    """Return what an article in JATS holds."""
    tally = Tally()
    root = etree.fromstring(path.read_bytes(), parser())
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in _ELEMENTS:
            tally.add(_ELEMENTS[name])
        elif name == "pub-id" and element.get("pub-id-type") == "doi":
            tally.add("links", str(element.text or ""))
        elif name == "ext-link" and leads_out(element.get(_HREF, "")):
            tally.add("links", element.get(_HREF, ""))
        if name in _BLOCKS:
            _take(tally, element, name)
        elif name == "element-citation":
            tally.paragraph(" ".join(str(text) for text in element.itertext()))
    return tally


def _take(tally: Tally, element: Any, name: str) -> None:
    text = "".join(_words(element))
    parent = element.getparent()
    above = etree.QName(parent).localname if parent is not None else ""
    if name == "title" and above in {"sec", "ref-list", "ack", "app"}:
        tally.begin(text)
    else:
        tally.paragraph(text)


def _words(element: Any) -> Iterator[str]:
    """Yield the text of an element, but not of equations and of blocks within."""
    yield str(element.text or "")
    for child in element:
        name = etree.QName(child).localname
        if name in {"inline-formula", "disp-formula", "fn"} or name in _BLOCKS:
            yield " "
        else:
            yield from _words(child)
        yield str(child.tail or "")


def of_pdf(path: Path) -> Tally:
    """Return what a tagged PDF holds."""
    tally = Tally()
    with pikepdf.open(path) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        roles: Any = root.get("/RoleMap", {}) if root is not None else {}
        for element in _elements(root):
            role = str(element["/S"])
            words = str(element.get("/Alt", "")) if role == "/Figure" else ""
            count(tally, str(roles.get(role, role)), words)
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            tally.paragraph(page.get_textpage().get_text_bounded().replace("\x02", ""))
    return tally


def _elements(root: Any) -> Iterator[Any]:
    open_elements = [root] if root is not None else []
    while open_elements:
        element = open_elements.pop()
        kids = element.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        open_elements += [
            kid
            for kid in reversed(kids)
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        ]
        if "/S" in element:
            yield element


def count(tally: Tally, role: str, alt: str) -> None:
    """Count an element of a PDF by its role; `alt` are words for a picture."""
    if role in _HEADINGS:
        tally.add("headings")
    elif role == "/Figure":
        tally.add("images", alt)
    elif role == "/Link":
        tally.add("links")
    elif role in _ROLES:
        tally.add(_ROLES[role])


_READERS: dict[str, Callable[[Path], Tally]] = {
    ".fragment.html": of_page,
    ".html": of_page,
    ".xml": of_jats,
    ".pdf": of_pdf,
    ".epub": of_epub,
}
