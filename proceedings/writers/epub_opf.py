"""The package file of an EPUB: metadata, all files, and the order of reading."""

import posixpath
from collections.abc import Mapping
from typing import Any

from lxml import etree

from proceedings.writers import epub_access
from proceedings.writers.epub_parts import MATHML, XML, Package, namespaces

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
A11Y = "a11y: http://www.idpf.org/epub/vocab/package/a11y/#"
_PAGE = "application/xhtml+xml"
_MEDIA = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}


def package_file(package: Package, files: Mapping[str, Any]) -> bytes:
    """Return the file; `files` are the chapters' pages by their names."""
    root = etree.Element(
        f"{{{OPF}}}package",
        {
            "version": "3.0",
            "unique-identifier": "id",
            "prefix": A11Y,
            f"{{{XML}}}lang": package.language,
        },
        nsmap=namespaces(OPF),
    )
    metadata = etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC})
    _describe(metadata, package)
    _tell_access(metadata, package, files)
    _list_files(root, package, files)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data


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


def _tell_access(metadata: Any, package: Package, files: Mapping[str, Any]) -> None:
    found = epub_access.seen(package, files)
    for name, value in epub_access.statements(found):
        _meta(metadata, f"schema:{name}", value)
    told = epub_access.summary(found, package.language)
    _meta(metadata, "schema:accessibilitySummary", told)
    if found.pages:
        _dc(metadata, "source", package.paginated).set("id", "pages")
        _meta(metadata, "source-of", "pagination", "#pages")
        _meta(metadata, "pageBreakSource", package.paginated)
    if found.conforming and package.publisher:
        _meta(metadata, "dcterms:conformsTo", epub_access.CONFORMS, name="conforms")
        _meta(metadata, "a11y:certifiedBy", package.publisher, "#conforms")


def _dc(metadata: Any, term: str, value: str) -> Any:
    element = etree.SubElement(metadata, f"{{{DC}}}{term}")
    element.text = value
    return element


def _meta(
    metadata: Any,
    property_: str,
    value: str,
    refines: str = "",
    scheme: str = "",
    name: str = "",
) -> None:
    given = {"property": property_, "refines": refines, "scheme": scheme, "id": name}
    attributes = {key: each for key, each in given.items() if each}
    etree.SubElement(metadata, f"{{{OPF}}}meta", attributes).text = value


def _list_files(root: Any, package: Package, files: Mapping[str, Any]) -> None:
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{OPF}}}spine")
    _item(manifest, "nav", "nav.xhtml", _PAGE, "nav")
    _item(manifest, "style", "style.css", "text/css")
    if package.cover:
        _item(manifest, "cover-image", "cover.png", "image/png", "cover-image")
        _item(manifest, "cover", "cover.xhtml", _PAGE)
        etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": "cover"})
    etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": "nav"})
    for name, tree in files.items():
        formulas = epub_access.has(tree, f"{{{MATHML}}}math")
        _item(manifest, f"c-{name}", f"{name}.xhtml", _PAGE, "mathml" * formulas)
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
    return _MEDIA[posixpath.splitext(name)[1].lower()]
