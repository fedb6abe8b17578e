"""Pages for the printer: bleed, crop marks and the boxes that name them.

The trim box is the page that is cut out; around it lies the bleed; outside the
bleed, so that no mark is ever seen, stand the crop marks (ISO 15930, PDF/X).
"""

import pikepdf
from pikepdf import Array, Name

from proceedings.identity import Identity
from proceedings.layouts import POINTS_PER_MM
from proceedings.writers.printing.inks import black_only, contents_of, strip_screen

BLEED_MM = 3.0
# From the trimmed edge to the edge of the sheet.
MARGIN_MM = 12.0
_MARK_FROM_MM, _MARK_TO_MM = 4.5, 10.5
_HAIR_PT = 0.25
SIGNATURE = 4


def mark_pages(
    pdf: pikepdf.Pdf, identity: Identity, *, width: float, height: float, bleeds: bool
) -> None:
    """Set each page on a sheet with marks; sizes of the trimmed page in points.

    The pages are of the trimmed size, or hold their bleed when it `bleeds`.
    """
    strip_screen(pdf)
    margin, bleed = MARGIN_MM * POINTS_PER_MM, BLEED_MM * POINTS_PER_MM
    for page in pdf.pages:
        moved = margin - bleed if bleeds else margin
        matrix = upright(page, width, moved)
        drawn = black_only(contents_of(page), identity)
        page.obj[Name.Contents] = pdf.make_stream(
            b"q " + matrix + b" cm\n" + drawn + b"\nQ\n" + marks(width, height)
        )
        _set_boxes(page, width, height)


def upright(page: pikepdf.Page, width: float, moved: float) -> bytes:
    """Return the matrix that moves a page, and turns one that lies across."""
    box = [float(edge) for edge in page.mediabox]
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide > high and wide > width + 4 * moved:
        return _numbers(0, 1, -1, 0, high + moved, moved)
    return _numbers(1, 0, 0, 1, moved - box[0], moved - box[1])


def pad(
    pdf: pikepdf.Pdf, width: float, height: float, multiple: int = SIGNATURE
) -> int:
    """Add empty pages until the count is a multiple; return how many."""
    missing = -len(pdf.pages) % multiple
    for _ in range(missing):
        pdf.add_blank_page(page_size=(width, height))
    return missing


def marks(width: float, height: float) -> bytes:
    """Draw the crop marks of a trimmed page on its sheet."""
    margin = MARGIN_MM * POINTS_PER_MM
    near, far = _MARK_FROM_MM * POINTS_PER_MM, _MARK_TO_MM * POINTS_PER_MM
    lines = []
    for x in (margin, margin + width):
        for start, end in (
            (margin - far, margin - near),
            (margin + height + near, margin + height + far),
        ):
            lines.append((x, start, x, end))
    for y in (margin, margin + height):
        for start, end in (
            (margin - far, margin - near),
            (margin + width + near, margin + width + far),
        ):
            lines.append((start, y, end, y))
    drawn = " ".join(
        f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l" for x1, y1, x2, y2 in lines
    )
    return f"q 0 G {_HAIR_PT} w {drawn} S Q\n".encode()


def _set_boxes(page: pikepdf.Page, width: float, height: float) -> None:
    margin, bleed = MARGIN_MM * POINTS_PER_MM, BLEED_MM * POINTS_PER_MM
    sheet = Array([0, 0, _round(width + 2 * margin), _round(height + 2 * margin)])
    page.obj[Name.MediaBox] = sheet
    page.obj[Name.CropBox] = sheet
    page.obj[Name.BleedBox] = _box(margin - bleed, width, height, bleed)
    page.obj[Name.TrimBox] = _box(margin, width, height, 0)


def _box(corner: float, width: float, height: float, around: float) -> Array:
    far = corner + 2 * around
    return Array(
        [_round(corner), _round(corner), _round(far + width), _round(far + height)]
    )


def _round(points: float) -> float:
    return round(points, 3)


def _numbers(*values: float) -> bytes:
    return " ".join(f"{value:.4f}" for value in values).encode()
