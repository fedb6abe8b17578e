"""Two pages on a side, in the order that folding wants: saddle stitch."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from proceedings.identity import Identity
from proceedings.layouts import POINTS_PER_MM
from proceedings.writers.printing.boxes import pad, upright
from proceedings.writers.printing.inks import black_only, contents_of, strip_screen

# Sheets that an office printer takes, lying across, in millimetres.
_SHEETS = ((297.0, 210.0), (353.0, 250.0), (420.0, 297.0))


def order(count: int) -> list[tuple[int, int]]:
    """Return the pages of each side of paper, front and back in turn, counted from 1.

    `count` is a multiple of four. On each side the left page comes first.
    """
    sides = []
    for sheet in range(count // 4):
        first, last = 2 * sheet + 1, count - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return sides


def impose(
    pages: pikepdf.Pdf,
    target: Path,
    identity: Identity,
    *,
    width: float,
    height: float,
    creep_mm: float = 0.0,
) -> None:
    """Write the booklet of these pages; sizes of a page in points.

    `creep_mm` moves the pages of each further sheet towards the fold.
    """
    strip_screen(pages)
    pad(pages, width, height)
    sheet = _sheet(2 * width, height)
    with pikepdf.new() as made:
        forms = [
            made.copy_foreign(_form(pages, page, identity, width))
            for page in pages.pages
        ]
        for number, side in enumerate(order(len(forms))):
            creep = creep_mm * POINTS_PER_MM * (number // 2)
            left = (sheet[0] / 2 - width + creep, (sheet[1] - height) / 2)
            right = (sheet[0] / 2 - creep, left[1])
            drawn = [
                f"q 1 0 0 1 {x:.3f} {y:.3f} cm /P{page} Do Q"
                for page, (x, y) in zip(side, (left, right), strict=True)
            ]
            made.add_blank_page(page_size=sheet)
            page = made.pages[-1]
            page.obj[Name.Contents] = made.make_stream("\n".join(drawn).encode())
            page.obj[Name.Resources] = Dictionary(
                XObject=Dictionary({f"/P{one}": forms[one - 1] for one in side})
            )
        made.save(target, deterministic_id=True)


def _form(
    pages: pikepdf.Pdf, page: pikepdf.Page, identity: Identity, width: float
) -> pikepdf.Object:
    box = [float(edge) for edge in page.mediabox]
    drawn = black_only(contents_of(page), identity)
    matrix = upright(page, width, 0.0)
    form = pages.make_stream(b"q " + matrix + b" cm\n" + drawn + b"\nQ")
    form[Name.Type], form[Name.Subtype] = Name.XObject, Name.Form
    turned = box[2] - box[0] > box[3] - box[1]
    size = (box[3] - box[1], box[2] - box[0]) if turned else box[2:]
    form[Name.BBox] = Array([0, 0, *size])
    form[Name.Resources] = page.obj.get(Name.Resources, Dictionary())
    return form


def _sheet(width: float, height: float) -> tuple[float, float]:
    """Return the smallest usual sheet for two pages, or one of just their size."""
    for wide, high in _SHEETS:
        size = (wide * POINTS_PER_MM, high * POINTS_PER_MM)
        if size[0] >= width - 1 and size[1] >= height - 1:
            return size
    return width, height
