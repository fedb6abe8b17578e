"""XLSX, in which text is text."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from cms.reports.registry import Row, Table, Value
from cms.reports.writers.cells import plain

# What the format allows in one cell.
LONGEST = 32_767
CUT = " […]"
WIDEST = 60
NARROWEST = 10


def as_xlsx(table: Table, rows: Iterable[Row]) -> bytes:
    """Return the table as a workbook with one sheet, text in text cells."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name[:31])
    sheet.freeze_panes = "A2"
    kept = [[row[key] for key in table.columns] for row in rows]
    for number, key in enumerate(table.columns):
        longest = max((len(str(row[number] or "")) for row in kept), default=0)
        letter = _letter(number)
        sheet.column_dimensions[letter].width = min(
            max(longest, len(key), NARROWEST), WIDEST
        )
    sheet.append([_head(sheet, key) for key in table.columns])
    for row in kept:
        sheet.append([_cell(sheet, value) for value in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _head(sheet, key: str) -> WriteOnlyCell:
    cell = _cell(sheet, key)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet, value: Value) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    text = plain(value)
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    cell = WriteOnlyCell(sheet, value=text)
    # A text that begins with "=" would become a formula.
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _letter(number: int) -> str:
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
        number -= 1
    return letters
