"""A chart, drawn from a small table that readers can open as well."""

from decimal import Decimal
from zlib import crc32

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from cms.core import charts
from cms.core.blocks.tables import TableValue, cells_of

MAX_POINTS = 40
KINDS = [
    ("bars", pgettext_lazy("chart", "Bars")),
    ("lines", pgettext_lazy("chart", "Lines over time")),
]


class ChartValue(TableValue):
    """The chart as the template wants it."""

    @property
    def labels(self) -> list[str]:
        return [row[0] for row in self.rows]

    @property
    def series(self) -> list[charts.Series]:
        """Return the columns of numbers; a stored slip counts as nothing."""
        return [
            charts.Series(
                name,
                tuple(charts.number(row[place]) or Decimal(0) for row in self.rows),
            )
            for place, name in enumerate(self.headings[1:], start=1)
        ]

    def draw(self, id: str) -> str:
        """Return the chart as SVG; `id` is the block's own."""
        make = charts.lines if self["kind"] == "lines" else charts.bars
        return make(
            labels=self.labels,
            series=self.series,
            title=self["description"] or self["caption"],
            id=f"chart-{id}",
        )


class ChartBlock(blocks.StructBlock):
    """Bars or lines with the numbers beside them."""

    kind = blocks.ChoiceBlock(
        label=_("kind"), choices=KINDS, default="bars", search_index=False
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=300)
    description = blocks.TextBlock(
        label=_("what the chart shows"),
        max_length=500,
        help_text=_(
            "For those who do not see it: what rises, what falls, by how much."
        ),
    )
    cells = blocks.TextBlock(
        label=_("cells"),
        help_text=_(
            "One row a line, cells separated by | or pasted from a spreadsheet. The "
            "first line holds the column headings, the first column the labels, all "
            "other cells numbers. At most four columns of numbers."
        ),
    )
    source = blocks.CharBlock(label=_("source"), required=False, max_length=300)

    def clean(self, value):
        cleaned = super().clean(value)
        problem = _problem(cells_of(cleaned["cells"]))
        if problem:
            raise blocks.StructBlockValidationError(
                block_errors={"cells": ValidationError(problem)}
            )
        return cleaned

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context)
        # Equal on every page view; a page rarely has one chart twice.
        own = f"{crc32(repr((value['caption'], value['cells'])).encode()):08x}"
        context["drawing"] = value.draw(str(context.get("block_id") or own))
        return context

    class Meta:
        icon = "table"
        label = _("Chart")
        template = "core/blocks/chart.html"
        value_class = ChartValue


def _problem(rows: list[list[str]]) -> str:
    if len(rows) < 2 or len(rows[0]) < 2:
        return _("A chart needs column headings, labels and at least one number.")
    if len(rows) - 1 > MAX_POINTS:
        return _("This is too much for one chart; offer it as a download.")
    if len(rows[0]) - 1 > charts.SERIES:
        return _("A chart shows at most four columns of numbers.")
    for row in rows[1:]:
        for cell in row[1:]:
            if charts.number(cell) is None:
                return _("This is not a number: “%(cell)s”") % {"cell": cell[:40]}
    return ""
