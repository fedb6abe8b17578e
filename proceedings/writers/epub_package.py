"""Packs chapters into an EPUB 3.3 file whose accessibility metadata is computed.

Nothing is claimed that the content does not show: `alternativeText` only when
every picture has words, `MathML` only when there are equations, and so on
(EPUB Accessibility 1.1, section 2; vocabulary of schema.org).
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html

from proceedings.phrases import word

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" \
media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
# A ZIP file knows no earlier date; a fixed one keeps equal books equal.
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the book: its name without ending, and its clean HTML body.

    `kind` is a term of the EPUB structural vocabulary, e.g. `titlepage` or
    `chapter`; `by` names the authors for the table of contents.
    """

    name: str
    title: str
    language: str
    body: str
    kind: str = "chapter"
    by: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Package:
    """What an EPUB is made from; `modified` is an ISO instant ending in Z."""

    identifier: str
    title: str
    language: str
    chapters: Sequence[Chapter]
    modified: str
    contents_title: str
    style: str
    cover: bytes = b""
    cover_alt: str = ""
    subtitle: str = ""
    editors: Sequence[str] = ()
    authors: Sequence[str] = ()
    languages: Sequence[str] = ()
    publisher: str = ""
    date: str = ""
    rights: str = ""
    pictures: Mapping[str, Path] = field(default_factory=dict)
    media_types: Mapping[str, str] = field(default_factory=dict)


def pack(package: Package, target: Path) -> None:
    """Write the EPUB; equal packages give equal bytes."""
    files = {chapter.name: _page(chapter, package) for chapter in package.chapters}
    with zipfile.ZipFile(target, "w") as archive:
        # First and uncompressed, so that the file's kind shows at once (OCF 4.3).
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", CONTAINER.encode())
        _add(archive, "EPUB/package.opf", _opf(package, files))
        _add(archive, "EPUB/nav.xhtml", _serialise(_nav(package)))
        _add(archive, "EPUB/style.css", package.style.encode())
        for name, page in files.items():
            _add(archive, f"EPUB/{name}.xhtml", _serialise(page))
        if package.cover:
            _add(archive, "EPUB/cover.xhtml", _serialise(_cover(package)))
            _add(archive, "EPUB/cover.png", package.cover, zipfile.ZIP_STORED)
        for name, path in sorted(package.pictures.items()):
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


def _page(chapter: Chapter, package: Package) -> Any:
    root, body = _skeleton(chapter.title, chapter.language)
    section = etree.SubElement(
        body, f"{{{XHTML}}}section", {f"{{{OPS}}}type": chapter.kind}
    )
    fragment = html.fragment_fromstring(chapter.body, create_parent="div")
    section.text = fragment.text
    for child in fragment:
        section.append(_in_namespace(child))
    return root


def _skeleton(title: str, language: str) -> tuple[Any, Any]:
    root = etree.Element(
        f"{{{XHTML}}}html", {f"{{{XML}}}lang": language, "lang": language},
        nsmap=_namespaces(XHTML, epub=OPS),
    )  # fmt: skip
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(
        head,
        f"{{{XHTML}}}link",
        {"rel": "stylesheet", "type": "text/css", "href": "style.css"},
    )
    return root, etree.SubElement(root, f"{{{XHTML}}}body")


def _namespaces(default: str, **others: str) -> Any:
    return {None: default, **others}


def _in_namespace(element: Any, namespace: str = XHTML) -> Any:
    """Return the parsed HTML element as XHTML, its formulas as MathML."""
    if not isinstance(element.tag, str):
        return etree.Comment("")
    if element.tag == "math":
        namespace = MATHML
    copy = etree.Element(f"{{{namespace}}}{element.tag}", nsmap=_namespaces(namespace))
    for name, value in element.attrib.items():
        copy.set(name, value)
        if name == "lang":
            copy.set(f"{{{XML}}}lang", value)
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        copy.append(_in_namespace(child, namespace))
    return copy


def _cover(package: Package) -> Any:
    root, body = _skeleton(package.title, package.language)
    body.set(f"{{{OPS}}}type", "cover")
    etree.SubElement(
        body,
        f"{{{XHTML}}}img",
        {"src": "cover.png", "alt": package.cover_alt, "class": "cover"},
    )
    return root


def _nav(package: Package) -> Any:
    root, body = _skeleton(package.contents_title, package.language)
    nav = etree.SubElement(
        body,
        f"{{{XHTML}}}nav",
        {f"{{{OPS}}}type": "toc", "id": "toc", "role": "doc-toc"},
    )
    etree.SubElement(nav, f"{{{XHTML}}}h1").text = package.contents_title
    entries = etree.SubElement(nav, f"{{{XHTML}}}ol")
    for chapter in package.chapters:
        if not chapter.listed:
            continue
        item = etree.SubElement(entries, f"{{{XHTML}}}li")
        link = etree.SubElement(
            item, f"{{{XHTML}}}a", {"href": f"{chapter.name}.xhtml"}
        )
        title = etree.SubElement(link, f"{{{XHTML}}}span", _lang(chapter.language))
        title.text = chapter.title
        if chapter.by:
            title.tail = f" – {chapter.by}"
    _landmarks(body, package)
    return root


def _landmarks(body: Any, package: Package) -> None:
    nav = etree.SubElement(
        body, f"{{{XHTML}}}nav", {f"{{{OPS}}}type": "landmarks", "hidden": "hidden"}
    )
    entries = etree.SubElement(nav, f"{{{XHTML}}}ol")
    places = [("toc", "nav.xhtml#toc", package.contents_title)]
    first = next((each for each in package.chapters if each.kind == "chapter"), None)
    if first:
        places.append(("bodymatter", f"{first.name}.xhtml", first.title))
    for kind, address, title in places:
        item = etree.SubElement(entries, f"{{{XHTML}}}li")
        etree.SubElement(
            item, f"{{{XHTML}}}a", {f"{{{OPS}}}type": kind, "href": address}
        ).text = title


def _lang(code: str) -> dict[str, str]:
    return {f"{{{XML}}}lang": code, "lang": code}


def _opf(package: Package, files: Mapping[str, Any]) -> bytes:
    root = etree.Element(
        f"{{{OPF}}}package",
        {
            "version": "3.0",
            "unique-identifier": "id",
            f"{{{XML}}}lang": package.language,
        },
        nsmap=_namespaces(OPF),
    )
    metadata = etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC})
    _describe(metadata, package)
    for name, value in _accessibility(package, list(files.values())):
        _meta(metadata, f"schema:{name}", value)
    _list_files(root, package, files)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _describe(metadata: Any, package: Package) -> None:
    _dc(metadata, "identifier", package.identifier).set("id", "id")
    title = _dc(metadata, "title", package.title)
    title.set("id", "title")
    _meta(metadata, "title-type", "main", "#title")
    if package.subtitle:
        _dc(metadata, "title", package.subtitle).set("id", "subtitle")
        _meta(metadata, "title-type", "subtitle", "#subtitle")
    for code in dict.fromkeys((package.language, *package.languages)):
        _dc(metadata, "language", code)
    for number, name in enumerate(package.editors):
        _dc(metadata, "creator", name).set("id", f"editor{number}")
        _meta(metadata, "role", "edt", f"#editor{number}", "marc:relators")
    for number, name in enumerate(package.authors):
        _dc(metadata, "contributor", name).set("id", f"author{number}")
        _meta(metadata, "role", "aut", f"#author{number}", "marc:relators")
    for term in ("publisher", "date", "rights"):
        if getattr(package, term):
            _dc(metadata, term, getattr(package, term))
    _meta(metadata, "dcterms:modified", package.modified)


def _dc(metadata: Any, term: str, value: str) -> Any:
    element = etree.SubElement(metadata, f"{{{DC}}}{term}")
    element.text = value
    return element


def _meta(
    metadata: Any, name: str, value: str, refines: str = "", scheme: str = ""
) -> None:
    attributes = {"property": name}
    if refines:
        attributes["refines"] = refines
    if scheme:
        attributes["scheme"] = scheme
    etree.SubElement(metadata, f"{{{OPF}}}meta", attributes).text = value


def _accessibility(package: Package, pages: list[Any]) -> Iterator[tuple[str, str]]:
    """Read off the pages what a reader can count on."""
    pictures = [
        each
        for page in pages
        for each in page.iter(f"{{{XHTML}}}img")
        if "decorative" not in (each.get("class") or "").split()
    ]
    described = all((each.get("alt") or "").strip() for each in pictures)
    described = described and (not package.cover or bool(package.cover_alt))
    equations = any(
        next(page.iter(f"{{{MATHML}}}math"), None) is not None for page in pages
    )
    visual = bool(pictures or package.cover)
    yield "accessMode", "textual"
    if visual:
        yield "accessMode", "visual"
    if described:
        yield "accessModeSufficient", "textual"
    if visual:
        yield "accessModeSufficient", "textual,visual"
    yield "accessibilityFeature", "tableOfContents"
    yield "accessibilityFeature", "readingOrder"
    yield "accessibilityFeature", "displayTransformability"
    if any(next(page.iter(f"{{{XHTML}}}h2"), None) is not None for page in pages):
        yield "accessibilityFeature", "structuralNavigation"
    if visual and described:
        yield "accessibilityFeature", "alternativeText"
    if equations:
        yield "accessibilityFeature", "MathML"
    # Still pictures and text only: nothing flashes, moves or sounds.
    yield "accessibilityHazard", "none"
    summary = [word("Accessibility summary", package.language)]
    if visual and described:
        summary.append(word("Every picture has alternative text.", package.language))
    if equations:
        summary.append(word("Equations are written in MathML.", package.language))
    yield "accessibilitySummary", " ".join(summary)


def _list_files(root: Any, package: Package, files: Mapping[str, Any]) -> None:
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{OPF}}}spine")
    page = "application/xhtml+xml"
    _item(manifest, "nav", "nav.xhtml", page, "nav")
    _item(manifest, "style", "style.css", "text/css")
    if package.cover:
        _item(manifest, "cover-image", "cover.png", "image/png", "cover-image")
        _item(manifest, "cover", "cover.xhtml", page)
        etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": "cover"})
    etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": "nav"})
    for name, tree in files.items():
        formulas = next(tree.iter(f"{{{MATHML}}}math"), None) is not None
        _item(manifest, f"c-{name}", f"{name}.xhtml", page, "mathml" * formulas)
        etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": f"c-{name}"})
    for number, name in enumerate(sorted(package.pictures)):
        kind = package.media_types.get(name) or _media_type(name)
        _item(manifest, f"m{number}", f"media/{name}", kind)


def _item(
    manifest: Any, identifier: str, address: str, kind: str, properties: str = ""
) -> None:
    attributes = {"id": identifier, "href": address, "media-type": kind}
    if properties:
        attributes["properties"] = properties
    etree.SubElement(manifest, f"{{{OPF}}}item", attributes)


def _media_type(name: str) -> str:
    return {
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".svg": "image/svg+xml",
    }[posixpath.splitext(name)[1].lower()]


def _serialise(tree: Any) -> bytes:
    return etree.tostring(
        tree, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
