"""Nothing that an author wrote is run where a page, an e-book or a file is opened."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from tests.proceedings.hostile.artefacts import Piece, is_source

_FORBIDDEN = """script iframe object embed applet form input button textarea base frame
    frameset video audio foreignobject animate set use handler listener noscript template
    portal"""
_NEVER = frozenset(_FORBIDDEN.split())
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "srcset"})
_SAFE = re.compile(r"(?:https?://|mailto:|#|[\w./-]+(?:#|\?|$)|$)")
_MARKUP = re.compile(r"\.(?:html|xhtml|xml|svg|opf|ncx)$")


def opened(found: Iterable[Piece]) -> Iterator[tuple[str, etree._Element]]:
    """Yield every page and XML file of an edition, parsed as a browser does."""
    for name, data in found:
        # The fragment of a paper without a text is empty.
        if _MARKUP.search(name) and not is_source(name) and data.strip():
            if name.endswith(".html"):
                yield name, html.document_fromstring(data)
            else:
                yield name, etree.fromstring(data)


def faults(root: etree._Element) -> Iterator[str]:
    """Yield what could run or be fetched."""
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname.lower()
        if tag in _NEVER and not _is_data(element):
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            local = etree.QName(name).localname.lower()
            plain = re.sub(r"[\s\x00-\x20]", "", str(value)).lower()
            if local.startswith("on") or local in {"srcdoc", "style", "http-equiv"}:
                yield f"{tag} {local}"
            if local in _ADDRESSES and not _SAFE.match(plain):
                yield f"{tag} {local}={plain[:60]}"


def _is_data(element: etree._Element) -> bool:
    """Whether a script is what we tell search engines: JSON, which nobody runs."""
    if element.get("type") != "application/ld+json" or "<" in element.text:
        return False
    return isinstance(json.loads(element.text), dict)


def test_no_page_runs_or_fetches_anything(built):
    found = [
        (name, fault) for name, root in opened(built.pieces) for fault in faults(root)
    ]
    assert found == []


def test_every_kind_of_page_was_opened(built):
    kinds = {Path(name.rpartition("!")[2]).suffix for name, _ in opened(built.pieces)}
    assert kinds >= {".html", ".xhtml", ".xml", ".opf"}


def test_no_file_of_the_book_runs_anything_when_it_is_opened(built):
    actions = re.compile(
        rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|RichMedia)\b"
    )
    schemes = re.compile(rb"/URI\s*\((?!https?:|mailto:)")
    found = [
        name
        for name, data in built.pieces
        if ".pdf!" in name
        and (actions.search(data) or schemes.search(data))
        and not name.endswith("!text")
    ]
    assert found == []


@pytest.mark.parametrize(
    "page",
    [
        "<p onclick='x'>",
        "<script></script>",
        "<a href='java\tscript:x'>",
        "<img src='data:x'>",
        "<p style='x'>",
    ],
)
def test_faults_are_found(page):
    assert len(list(faults(html.document_fromstring(page)))) == 1
