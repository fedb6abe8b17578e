"""Draws pages of a PDF as pictures, inside a process with limits.

Runs in a worker of the library's workbench: nothing here may need Django.
"""

from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium

IMAGE = pdfium.raw.FPDF_PAGEOBJ_IMAGE
# Pictures lie in forms, which may lie in forms.
DEEPEST = 5
# Wide enough to be read on a screen, in pixels.
WIDTH = 880
# The least work that still makes small files.
COMPRESSION = 3


def draw(pdf: Path, indexes: Sequence[int]) -> list[bytes]:
    """Return these pages, counted from 0, as PNG."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        return [_drawn(document[index]) for index in indexes]


def picture_pages(pdf: Path) -> list[int]:
    """Return the page of each picture that is no drawing, in the order of the pages."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        return [
            number
            for number, page in enumerate(document, start=1)
            for _each in page.get_objects(filter=[IMAGE], max_depth=DEEPEST)
        ]


def _drawn(page) -> bytes:
    target = BytesIO()
    picture = page.render(scale=WIDTH / page.get_width()).to_pil()
    # Few papers have coloured pages, and grey is a third of the work.
    if picture.mode == "RGB" and _is_grey(picture):
        picture = picture.convert("L")
    picture.save(target, "PNG", compress_level=COMPRESSION)
    return target.getvalue()


def _is_grey(picture) -> bool:
    red, green, blue = picture.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()
