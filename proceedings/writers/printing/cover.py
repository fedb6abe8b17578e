"""The cover for the press: back, spine and front on one sheet."""

from proceedings import layouts, phrases, typesetter
from proceedings.book.assemble import Book
from proceedings.layouts import POINTS_PER_MM
from proceedings.model import Printing
from proceedings.typesetter import MAIN
from proceedings.writers.house import house_files
from proceedings.writers.matter import cover_words
from proceedings.writers.order import Order
from proceedings.writers.printing import barcode
from proceedings.writers.printing.boxes import BLEED_MM
from proceedings.writers.typst import Code, call

# A title fits on a spine from this width on; thinner ones stay empty.
SPINE_TITLE_MM = 5.0


def caliper(printing: Printing) -> float:
    """Return the thickness of a leaf in millimetres: grammage times bulk (ISO 534)."""
    return printing.caliper_mm or printing.paper_gsm * printing.bulk / 1000


def spine(pages: int, printing: Printing) -> float:
    """Return the width of the spine in millimetres: the leaves, and the cover twice."""
    return round(pages / 2 * caliper(printing) + 2 * printing.cover_caliper_mm, 2)


def size(book: Book, pages: int) -> tuple[float, float]:
    """Return width and height of the trimmed cover in points."""
    layout = layouts.layout(book.volume.layout)
    wide = 2 * layout.width_mm + spine(pages, book.volume.printing)
    return wide * POINTS_PER_MM, layout.height_mm * POINTS_PER_MM


def typeset(order: Order, pages: int) -> bytes:
    """Return the sheet with its bleed, as a PDF of one page; a worker sets it.

    Raises:
        ToolFailed: with the list of faults as its subject.
    """
    book = order.book
    (sheet,) = order.map(_typeset, [(_files(book, pages), book.timestamp)])
    return sheet


def _typeset(files: typesetter.Files, timestamp: int) -> bytes:
    return typesetter.typeset(files, conforming=False, timestamp=timestamp)


def _files(book: Book, pages: int) -> typesetter.Files:
    """Return what the typesetter reads."""
    volume = book.volume
    number = volume.isbn.get("print") or volume.isbn.get("pdf") or ""
    files = dict(house_files(book.identity, layouts.layout(volume.layout)))
    digits = barcode.digits_of(number) if number else ""
    if digits:
        files["barcode.svg"] = barcode.svg(digits)
    editor = ", ".join(person.name.split()[-1] for person in volume.editors[:2])
    back = {
        "spine": Code(f"{spine(pages, volume.printing)}mm"),
        "bleed": Code(f"{BLEED_MM}mm"),
        "titled": spine(pages, volume.printing) >= SPINE_TITLE_MM,
        "editor": editor,
        "isbn": number,
        "digits": digits,
        "price": volume.price,
        "emblem": phrases.word("European Union", volume.language),
        "project": book.identity.project.get(volume.language[:2], ""),
        "language": volume.language[:2],
    }
    code = '#import "print.typ": *\n#' + call(
        "print-cover", **back, words=cover_words(book)
    )
    return {**files, MAIN: code.encode()}
