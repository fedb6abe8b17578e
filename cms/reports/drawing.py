"""Charts as SVG, drawn here: they need no script, and readers hear them as a table."""

from dataclasses import dataclass

from django.utils import formats

from cms.reports.registry import Chart

WIDTH = 640
LABELS = 220
VALUES = 60
BAR = 22
GAP = 8
LINE_HEIGHT = 220
PADDING = 30
LETTER = 7.2


@dataclass(frozen=True)
class Mark:
    """One bar or dot, with its words."""

    label: str
    value: str
    x: float
    y: float
    width: float = 0


@dataclass(frozen=True)
class Drawing:
    """What the template writes as SVG."""

    chart: Chart
    width: int
    height: int
    marks: tuple[Mark, ...]
    # Of a line alone.
    path: str = ""
    highest: str = ""


def draw(chart: Chart) -> Drawing:
    """Return the chart with its places on the sheet."""
    return _line(chart) if chart.is_line else _bars(chart)


def shown(value: float) -> str:
    """Return the number as the reader's language writes it."""
    places = 0 if float(value).is_integer() else 2
    return formats.number_format(value, places, force_grouping=True)


def _bars(chart: Chart) -> Drawing:
    room = WIDTH - LABELS - VALUES
    highest = max((point.value for point in chart.points), default=0) or 1
    marks = tuple(
        Mark(
            label=_cut(point.label, LABELS),
            value=shown(point.value),
            x=LABELS,
            y=number * (BAR + GAP),
            width=round(room * point.value / highest, 1),
        )
        for number, point in enumerate(chart.points)
    )
    return Drawing(chart, WIDTH, len(marks) * (BAR + GAP), marks)


def _line(chart: Chart) -> Drawing:
    highest = max((point.value for point in chart.points), default=0) or 1
    across = WIDTH - 2 * PADDING
    down = LINE_HEIGHT - 2 * PADDING
    last = max(len(chart.points) - 1, 1)
    marks = tuple(
        Mark(
            label=point.label,
            value=shown(point.value),
            x=round(PADDING + across * number / last, 1),
            y=round(PADDING + down * (1 - point.value / highest), 1),
        )
        for number, point in enumerate(chart.points)
    )
    path = " ".join(f"{mark.x},{mark.y}" for mark in marks)
    return Drawing(chart, WIDTH, LINE_HEIGHT, marks, path, shown(highest))


def _cut(label: str, room: float) -> str:
    """Return a label that fits before its bar; the table has it in full."""
    letters = int((room - GAP) / LETTER)
    return label if len(label) <= letters else f"{label[: letters - 1]}…"
