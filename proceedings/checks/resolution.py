"""Are the pictures fine enough for print?"""

import re
from collections.abc import Iterator

from proceedings.checks.places import Shown, shown
from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity

# The measure of the page, and what a picture without a width takes at least.
MEASURE_MM = 120.0
USUAL_MM = 60.0
# Pixels an inch at the printed width; good print wants 300.
FEWEST_DPI = 140
# What is smaller is a sign among the words.
SMALLEST = 32

_WIDTH = re.compile(r"([\d.]+)(%|in|cm|mm|pt|px)")
_MM = {"%": MEASURE_MM / 100, "in": 25.4, "cm": 10.0, "mm": 1.0, "pt": 25.4 / 72}
_MM["px"] = 25.4 / 96


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the pictures that will look coarse."""
    for each in shown(paper):
        picture = each.picture
        if (
            picture.media_type == "image/svg+xml"
            or each.decorative
            or max(picture.width, picture.height) <= SMALLEST
        ):
            continue
        dpi = round(picture.width / (_printed_mm(each) / 25.4))
        if dpi < FEWEST_DPI:
            values: dict[str, str | int] = {
                "number": each.number,
                "width": picture.width,
                "height": picture.height,
                "dpi": dpi,
            }
            yield Finding("picture-coarse", Severity.NOTES, each.place, values)


def _printed_mm(each: Shown) -> float:
    """Return the width in print: as the author wants, within the measure."""
    given = _WIDTH.fullmatch(each.width)
    if given is None:
        return USUAL_MM
    return max(5.0, min(float(given[1]) * _MM[given[2]], MEASURE_MM))
