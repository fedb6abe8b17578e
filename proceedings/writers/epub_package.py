"""Packs chapters into an EPUB 3.3 file whose accessibility metadata is computed."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree, html

from proceedings.writers.chapters import Chapter
from proceedings.writers.epub_nav import navigation
from proceedings.writers.epub_opf import package_file
from proceedings.writers.epub_parts import (
    EPUB_TYPE,
    MATHML,
    XHTML,
    Package,
    namespaces,
    serialised,
    skeleton,
)

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" \
media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
# A ZIP file knows no earlier date; a fixed one keeps equal books equal.
_DATE = (1980, 1, 1, 0, 0, 0)
# What DPUB-ARIA 1.1 calls the kinds of the structural vocabulary.
_ROLES = {
    kind: f"doc-{kind}"
    for kind in ("appendix", "chapter", "colophon", "conclusion", "foreword", "index",
                 "part")
}  # fmt: skip


def pack(package: Package, target: Path) -> None:
    """Write the EPUB; equal packages give equal bytes."""
    files = {chapter.name: _page(chapter) for chapter in package.chapters}
    with zipfile.ZipFile(target, "w") as archive:
        # First and uncompressed, so that the file's kind shows at once (OCF 4.3).
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", CONTAINER.encode())
        _add(archive, "EPUB/package.opf", package_file(package, files))
        _add(archive, "EPUB/nav.xhtml", serialised(navigation(package, files)))
        _add(archive, "EPUB/style.css", package.style.encode())
        for name, page in files.items():
            _add(archive, f"EPUB/{name}.xhtml", serialised(page))
        if package.cover:
            _add(archive, "EPUB/cover.xhtml", serialised(_cover(package)))
            _add(archive, "EPUB/cover.png", package.cover, zipfile.ZIP_STORED)
        _add_pictures(archive, package.pictures)


def _add_pictures(archive: zipfile.ZipFile, pictures: Mapping[str, Path]) -> None:
    for name, path in sorted(pictures.items()):
        _add(archive, f"EPUB/media/{name}", path.read_bytes(), zipfile.ZIP_STORED)


def _add(
    archive: zipfile.ZipFile,
    name: str,
    data: bytes,
    method: int = zipfile.ZIP_DEFLATED,
) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _page(chapter: Chapter) -> Any:
    root, body = skeleton(chapter.title, chapter.language)
    section = etree.SubElement(body, f"{{{XHTML}}}section", {EPUB_TYPE: chapter.kind})
    if chapter.kind in _ROLES:
        section.set("role", _ROLES[chapter.kind])
        section.set("aria-label", chapter.title)
    fragment = html.fragment_fromstring(chapter.body, create_parent="div")
    section.text = fragment.text
    for child in fragment:
        section.append(_in_namespace(child))
    return root


def _in_namespace(element: Any, namespace: str = XHTML) -> Any:
    """Return the parsed HTML element as XHTML, its formulas as MathML."""
    if not isinstance(element.tag, str):
        return etree.Comment("")
    if element.tag == "math":
        namespace = MATHML
    copy = etree.Element(f"{{{namespace}}}{element.tag}", nsmap=namespaces(namespace))
    for name, value in element.attrib.items():
        copy.set(name, value)
        if name == "lang":
            copy.set("{http://www.w3.org/XML/1998/namespace}lang", value)
        if value == "doc-pagebreak":
            copy.set(EPUB_TYPE, "pagebreak")
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        copy.append(_in_namespace(child, namespace))
    return copy


def _cover(package: Package) -> Any:
    root, body = skeleton(package.title, package.language)
    section = etree.SubElement(body, f"{{{XHTML}}}section", {EPUB_TYPE: "cover"})
    etree.SubElement(
        section,
        f"{{{XHTML}}}img",
        {
            "src": "cover.png",
            "alt": package.cover_alt,
            "class": "cover",
            "role": "doc-cover",
        },
    )
    return root


__all__ = ["Chapter", "Package", "pack"]
