"""Small tables that always have a caption and column headings."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MAX_ROWS = 200
MAX_COLUMNS = 12


def cells_of(text: str) -> list[list[str]]:
    """Split typed or pasted text into rows of cells, all equally long."""
    rows = []
    for line in text.splitlines():
        if line.strip():
            # A spreadsheet puts tabs on the clipboard.
            separator = "\t" if "\t" in line else "|"
            rows.append([cell.strip() for cell in line.strip(" |").split(separator)])
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


class TableValue(blocks.StructValue):
    """The table as the template wants it."""

    @property
    def headings(self) -> list[str]:
        rows = cells_of(self["cells"])
        return rows[0] if rows else []

    @property
    def rows(self) -> list[list[str]]:
        return cells_of(self["cells"])[1:]


class TableBlock(blocks.StructBlock):
    """A table typed as text, or pasted from a spreadsheet.

    Text rather than a grid: translators get the whole table as one passage, and it
    can be worked on with the keyboard and a screen reader.
    """

    caption = blocks.CharBlock(label=_("caption"), max_length=300)
    cells = blocks.TextBlock(
        label=_("cells"),
        help_text=_(
            "One row a line, cells separated by | or pasted from a spreadsheet. "
            "The first line holds the column headings."
        ),
    )
    row_headings = blocks.BooleanBlock(
        label=_("the first column holds row headings"), required=False, default=True
    )
    source = blocks.CharBlock(label=_("source"), required=False, max_length=300)

    def clean(self, value):
        cleaned = super().clean(value)
        rows = cells_of(cleaned["cells"])
        problem = None
        if len(rows) < 2:
            problem = _("A table needs column headings and at least one row.")
        elif len(rows) > MAX_ROWS or len(rows[0]) > MAX_COLUMNS:
            problem = _("This table is too large for a page; offer it as a download.")
        if problem:
            raise blocks.StructBlockValidationError(
                block_errors={"cells": ValidationError(problem)}
            )
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        template = "core/blocks/table.html"
        value_class = TableValue
