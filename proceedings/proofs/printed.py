"""Questions to a PDF for a press: its boxes, its fonts, and nothing for a screen."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

SIGNATURE = 4
_BOXES = ("MediaBox", "BleedBox", "TrimBox")
# Points: three millimetres, less what rounding takes.
_BLEED_PT = 8.49


def prove(
    path: Path, *, statements: Sequence[str] = (), boxes: bool, pages: int
) -> list[str]:
    """Return what is wrong with the file; an empty list is a pass.

    With `boxes`, every page must name its trim and a bleed of 3 mm around it;
    `pages` is what the count must be a multiple of.
    """
    with pikepdf.open(path) as pdf:
        problems = [*_fonts(pdf), *_screen(pdf)]
        if boxes:
            problems += _boxes(pdf)
        if len(pdf.pages) % pages:
            problems.append(f"The number of pages is no multiple of {pages}.")
    return problems + list(_text(path, statements))


def _boxes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if not all(f"/{name}" in page.obj for name in _BOXES):
            yield f"Page {number} does not name its boxes."
            continue
        media, bleed, trim = (
            [float(edge) for edge in page.obj[f"/{name}"]] for name in _BOXES
        )
        around = [abs(one - other) for one, other in zip(bleed, trim, strict=True)]
        inside = (
            media[0] <= bleed[0] < trim[0] and trim[2] < bleed[2] <= media[2]
        ) and (media[1] <= bleed[1] < trim[1] and trim[3] < bleed[3] <= media[3])
        if min(around) < _BLEED_PT or not inside:
            yield f"Page {number} has no bleed of 3 mm around its trim."


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for resources in _resources(page.obj.get(Name.Resources, Dictionary())):
            for font in resources.get(Name.Font, Dictionary()).values():
                if font.objgen in seen:
                    continue
                seen.add(font.objgen)
                for each in font.get(Name.DescendantFonts, Array([font])):
                    descriptor = each.get(Name.FontDescriptor, Dictionary())
                    if not any(f"/FontFile{n}" in descriptor for n in ("", "2", "3")):
                        name = str(font.get(Name.BaseFont, ""))
                        yield f"The font {name} is not embedded."


def _resources(own: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield own
    for drawn in own.get(Name.XObject, Dictionary()).values():
        if drawn.get(Name.Subtype) == Name.Form and Name.Resources in drawn:
            yield drawn[Name.Resources]


def _screen(pdf: pikepdf.Pdf) -> Iterator[str]:
    if any(Name.Annots in page.obj for page in pdf.pages):
        yield "A page for the press has something to click."
    if Name.StructTreeRoot in pdf.Root:
        yield "A file for the press claims to be tagged."


def _text(path: Path, statements: Sequence[str]) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    whole = _letters(text)
    for statement in statements:
        if _letters(statement) not in whole:
            yield f"The file does not hold: {statement}"


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
