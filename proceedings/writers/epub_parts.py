"""What the files of an EPUB share: names, languages, skeletons of pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from proceedings.writers.chapters import Chapter

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
EPUB_TYPE = f"{{{OPS}}}type"


@dataclass(frozen=True, slots=True)
class Package:
    """What an EPUB is made from; `modified` is an ISO instant ending in Z.

    `paginated` says which edition the page numbers are from, best by its ISBN.
    """

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
    paginated: str = ""
    pictures: Mapping[str, Path] = field(default_factory=dict)
    media_types: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageMark:
    """A place where a page of the paginated edition begins."""

    label: str
    address: str


def page_marks(files: Mapping[str, Any]) -> Iterator[PageMark]:
    """Yield the marks of all pages in reading order."""
    for name, page in files.items():
        for element in page.iter():
            if element.get("role") == "doc-pagebreak":
                address = f"{name}.xhtml#{element.get('id')}"
                yield PageMark(element.get("title", ""), address)


def skeleton(title: str, language: str) -> tuple[Any, Any]:
    """Return an empty page and its body."""
    root = etree.Element(
        f"{{{XHTML}}}html", spoken(language), nsmap=namespaces(XHTML, epub=OPS)
    )
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(
        head,
        f"{{{XHTML}}}link",
        {"rel": "stylesheet", "type": "text/css", "href": "style.css"},
    )
    return root, etree.SubElement(root, f"{{{XHTML}}}body")


def spoken(code: str) -> dict[str, str]:
    """Return the attributes that say the language of an element."""
    return {f"{{{XML}}}lang": code, "lang": code}


def namespaces(default: str, **others: str) -> Any:
    """Return a map of namespaces, the first one without a prefix."""
    return {None: default, **others}


def serialised(tree: Any) -> bytes:
    """Return the bytes of a page."""
    data: bytes = etree.tostring(
        tree, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return data
