"""Questions to a finished PDF: is it tagged, named, linked and embedded?

The answers are read from the file itself. What a validator must judge (all of
ISO 14289-1 and ISO 19005-2) is asked of veraPDF where it is installed.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

NOT_VERIFIED = "not verified"
_FLAVOURS = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}
UNVERIFIED = dict.fromkeys(_FLAVOURS, NOT_VERIFIED)
_VERAPDF_SECONDS = 600


def prove(
    path: Path,
    *,
    title: str,
    conforming: bool = True,
    statements: Sequence[str] = (),
    forbidden: Sequence[str] = (),
) -> list[str]:
    """Return what is wrong with the file; an empty list is a pass.

    `statements` must stand in its text, `forbidden` (paths, file names of authors)
    nowhere in its metadata.
    """
    with pikepdf.open(path) as pdf:
        problems = [
            *_catalogue(pdf, title, conforming),
            *_pages(pdf),
            *_links(pdf),
            *_fonts(pdf),
            *_structure(pdf),
            *_metadata(pdf, forbidden),
        ]
    return problems + list(_text(path, statements))


def holds(text: str, statement: str) -> bool:
    """Whether a text holds a statement; lines and hyphens are the typesetter's."""
    return _folded(statement) in _folded(text)


def verapdf(path: Path) -> dict[str, str]:
    """Return veraPDF's verdict for each standard: `pass`, `fail` or `not verified`."""
    program = shutil.which("verapdf")
    if program is None:
        return dict(UNVERIFIED)
    verdicts = {}
    for standard, flavour in _FLAVOURS.items():
        done = subprocess.run(
            [program, "-f", flavour, "--format", "text", str(path)],
            capture_output=True,
            timeout=_VERAPDF_SECONDS,
            check=False,
        )
        verdicts[standard] = {0: "pass", 1: "fail"}.get(done.returncode, NOT_VERIFIED)
    return verdicts


def _catalogue(pdf: pikepdf.Pdf, title: str, conforming: bool) -> Iterator[str]:
    root = pdf.Root
    if not root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False):
        yield "The file does not say that it is tagged."
    if not str(root.get(Name.Lang, "")):
        yield "The file has no language."
    preferences = root.get(Name.ViewerPreferences, Dictionary())
    if conforming and not preferences.get(Name.DisplayDocTitle, False):
        yield "The file does not show its title."
    metadata = root.Metadata.read_bytes().decode() if Name.Metadata in root else ""
    if str(pdf.docinfo.get(Name.Title, "")) != title:
        yield f"The file's title is not „{title}“."
    if conforming:
        for claim in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<"):
            if claim not in metadata:
                yield f"The metadata does not hold {claim[:-1]}."
        if Name.OutputIntents not in root:
            yield "The file has no output intent."
    elif "pdfuaid:part" in metadata or "pdfaid:part" in metadata:
        yield "A draft claims to conform."


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if Name.StructParents not in page.obj and _has_content(page):
            yield f"Page {number} is not in the structure tree."
        if page.obj.get(Name.Tabs) != Name.S and Name.Annots in page.obj:
            yield f"Page {number} has no tab order."


def _has_content(page: pikepdf.Page) -> bool:
    """Whether anything on the page is for readers, not decoration."""
    return any(
        str(instruction.operator) == "BDC" and instruction.operands[0] != Name.Artifact
        for instruction in pikepdf.parse_content_stream(page)
        if len(instruction.operands) == 2
    )


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    names: set[str] = set()
    dests = pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests)
    if dests is not None:
        names = {str(name) for name, _ in pikepdf.NameTree(dests).items()}
    pages = {page.objgen for page in pdf.pages}
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get(Name.Annots, ()):
            if not str(annotation.get(Name.Contents, "")):
                yield f"A link on page {number} has no description."
            target = annotation.get(Name.Dest)
            if isinstance(target, Array):
                if target[0].objgen not in pages:
                    yield f"A link on page {number} leads to no page of the file."
            elif target is not None and str(target) not in names:
                yield f"A link on page {number} leads nowhere: {target}"
            address = str(annotation.get(Name.A, Dictionary()).get(Name.URI, "x:"))
            if address.startswith("coop:"):
                yield f"A link on page {number} was not resolved: {address}"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.resources.get(Name.Font, Dictionary()).values():
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            name = str(font.get(Name.BaseFont, ""))
            for each in font.get(Name.DescendantFonts, Array([font])):
                descriptor = each.get(Name.FontDescriptor, Dictionary())
                if not any(f"/FontFile{n}" in descriptor for n in ("", "2", "3")):
                    yield f"The font {name} is not embedded."
            if Name.ToUnicode not in font:
                yield f"The font {name} cannot be read as text."


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.get(Name.StructTreeRoot)
    if tree is None:
        yield "The file has no structure tree."
        return
    notes: set[bytes] = set()
    for element in elements(tree):
        kind = element.get(Name.S)
        if kind in {Name.Figure, Name.Formula} and not str(element.get(Name.Alt, "")):
            yield f"A {str(kind)[1:].lower()} has no alternative text."
        if kind == Name.Note:
            identifier = bytes(element.get(Name.ID, b""))
            if not identifier or identifier in notes:
                yield "A note has no ID of its own."
            notes.add(identifier)


def elements(tree: Any) -> Iterator[Any]:
    """Yield every structure element below a node, in reading order."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if Name.S in node:
            yield node
        kids = node.get(Name.K, Array())
        if not isinstance(kids, Array):
            kids = Array([kids])
        waiting += [
            kid
            for kid in reversed(list(kids))
            if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.StructElem
        ]


def _metadata(pdf: pikepdf.Pdf, forbidden: Sequence[str]) -> Iterator[str]:
    described = " ".join(str(value) for value in pdf.docinfo.values())
    if Name.Metadata in pdf.Root:
        described += pdf.Root.Metadata.read_bytes().decode(errors="replace")
    for word in forbidden:
        if word and word in described:
            yield f"The metadata names „{word}“."


def _text(path: Path, statements: Sequence[str]) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    with pikepdf.open(path) as pdf:
        for number, (page, text) in enumerate(zip(pdf.pages, pages, strict=True), 1):
            if not text.strip() and _has_content(page) and not _has_picture(page):
                yield f"Page {number} has content, but no text."
    whole = _folded(" ".join(pages))
    for statement in statements:
        if _folded(statement) not in whole:
            yield f"The file does not hold: {statement}"


def _has_picture(page: pikepdf.Page) -> bool:
    return Name.XObject in page.resources


def _folded(text: str) -> str:
    """Return the letters alone: lines and hyphens are the typesetter's."""
    return "".join(letter for letter in text if letter.isalnum())
