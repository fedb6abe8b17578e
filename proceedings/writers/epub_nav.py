"""The navigation document of an EPUB: contents, list of pages, main parts."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from proceedings.phrases import word
from proceedings.writers.chapters import Chapter
from proceedings.writers.epub_parts import (
    EPUB_TYPE,
    XHTML,
    Package,
    page_marks,
    skeleton,
    spoken,
)

# What a reader jumps to, by the structural vocabulary; the first of each kind.
_LANDMARKS = {
    "titlepage": {"titlepage"},
    "bodymatter": {"part", "chapter"},
    "index": {"index"},
}


def navigation(package: Package, files: Mapping[str, Any]) -> Any:
    """Return the page; `files` are the chapters' pages by their names."""
    root, body = skeleton(package.contents_title, package.language)
    nav = _nav(body, "toc", package.contents_title, "h1")
    nav.set("role", "doc-toc")
    _contents(etree.SubElement(nav, f"{{{XHTML}}}ol"), package)
    _page_list(body, package, files)
    _landmarks(body, package)
    return root


def _nav(body: Any, kind: str, title: str, level: str = "h2") -> Any:
    nav = etree.SubElement(
        body,
        f"{{{XHTML}}}nav",
        {EPUB_TYPE: kind, "id": kind, "aria-labelledby": f"{kind}-title"},
    )
    etree.SubElement(nav, f"{{{XHTML}}}{level}", {"id": f"{kind}-title"}).text = title
    return nav


def _contents(entries: Any, package: Package) -> None:
    """Write an entry a chapter, papers below the session they belong to."""
    session, below = "", None
    for chapter in package.chapters:
        if not chapter.listed:
            continue
        if chapter.session and chapter.session != session:
            item = etree.SubElement(entries, f"{{{XHTML}}}li")
            etree.SubElement(item, f"{{{XHTML}}}span").text = chapter.session
            below = None
        session = chapter.title if chapter.kind == "part" else chapter.session
        if chapter.session:
            if below is None:
                below = etree.SubElement(entries[-1], f"{{{XHTML}}}ol")
            _entry(below, chapter)
        else:
            _entry(entries, chapter)
            below = None


def _entry(entries: Any, chapter: Chapter) -> None:
    item = etree.SubElement(entries, f"{{{XHTML}}}li")
    link = etree.SubElement(item, f"{{{XHTML}}}a", {"href": f"{chapter.name}.xhtml"})
    title = etree.SubElement(link, f"{{{XHTML}}}span", spoken(chapter.language))
    title.text = chapter.title
    if chapter.by:
        title.tail = f" – {chapter.by}"


def _page_list(body: Any, package: Package, files: Mapping[str, Any]) -> None:
    marks = list(page_marks(files))
    if not marks:
        return
    nav = _nav(body, "page-list", word("List of pages", package.language))
    nav.set("role", "doc-pagelist")
    entries = etree.SubElement(nav, f"{{{XHTML}}}ol")
    for mark in marks:
        item = etree.SubElement(entries, f"{{{XHTML}}}li")
        link = etree.SubElement(item, f"{{{XHTML}}}a", {"href": mark.address})
        link.text = mark.label


def _landmarks(body: Any, package: Package) -> None:
    nav = _nav(body, "landmarks", word("Main parts", package.language))
    nav.set("hidden", "hidden")
    entries = etree.SubElement(nav, f"{{{XHTML}}}ol")
    places = [("toc", "nav.xhtml#toc", package.contents_title)]
    for landmark, kinds in _LANDMARKS.items():
        first = next((each for each in package.chapters if each.kind in kinds), None)
        if first:
            places.append((landmark, f"{first.name}.xhtml", first.title))
    for kind, address, title in places:
        item = etree.SubElement(entries, f"{{{XHTML}}}li")
        etree.SubElement(
            item, f"{{{XHTML}}}a", {EPUB_TYPE: kind, "href": address}
        ).text = title
