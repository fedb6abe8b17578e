"""Draws small charts as SVG on the server: no script, no inline style.

Colour never stands alone: each series also has its own pattern or marker, values are
printed, and the caller shows the numbers as a table too (WCAG 2.2, 1.1.1 and 1.4.1).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString

WIDTH = 720
BAR = 22
GAP = 8
LABEL = 200
VALUE = 90
HEIGHT = 300
EDGE = 44
# Room for the legend, a line each.
LINE = 22
SERIES = 4
# Far more digits than a chart can show.
_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


@dataclass(frozen=True)
class Series:
    """One row of numbers, as many as there are labels."""

    name: str
    values: tuple[Decimal, ...]


def number(text: str) -> Decimal | None:
    """Return the number that was typed the Slovenian, Italian or English way.

    The last of "." and "," parts the decimals, unless exactly three digits follow
    the only one of them: 1.234 and 1,234 are thousands. None for anything else.
    """
    plain = "".join(text.split()).replace("\u00a0", "").rstrip("%€")
    point = max(plain.rfind("."), plain.rfind(","))
    if point >= 0:
        whole, decimals = plain[:point], plain[point + 1 :]
        others = [c for c in whole if c in ".,"]
        thousands = len(decimals) == 3 and (not others or others[0] == plain[point])
        whole = whole.replace(".", "").replace(",", "")
        plain = f"{whole}{decimals}" if thousands else f"{whole}.{decimals}"
    plain = plain.replace("−", "-")  # noqa: RUF001 - a typed minus sign
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def shown(value: Decimal) -> str:
    """Return the number as the active language writes it."""
    places = max(0, -int(value.as_tuple().exponent))
    return number_format(value, decimal_pos=min(places, 2), use_l10n=True)


def bars(
    *, labels: Sequence[str], series: Sequence[Series], title: str, id: str
) -> SafeString:
    """Draw horizontal bars, one group a label; values below zero are drawn at zero."""
    top = max((value for each in series for value in each.values), default=Decimal(0))
    scale = (WIDTH - LABEL - VALUE) / float(top or 1)
    groups, y = [], _legend_height(series)
    for index, label in enumerate(labels):
        group = {"label": label, "y": y, "bars": []}
        for place, each in enumerate(series):
            value = each.values[index]
            group["bars"].append(
                {
                    "y": y,
                    "width": round(max(0.0, float(value) * scale), 1),
                    "value": shown(value),
                    "series": place + 1,
                }
            )
            y += BAR
        group["middle"] = (group["y"] + y) / 2
        groups.append(group)
        y += GAP
    context = {
        "groups": groups,
        "height": max(y, BAR),
        "width": WIDTH,
        "bar": BAR - 4,
        "left": LABEL,
        "before": LABEL - 10,
        "legend": _legend(series),
        "title": title,
        "id": id,
    }
    return render_to_string("components/chart_bars.html", context)


def lines(
    *, labels: Sequence[str], series: Sequence[Series], title: str, id: str
) -> SafeString:
    """Draw lines over labels in their order, each series with a marker of its own."""
    values = [value for each in series for value in each.values]
    top, low = max([*values, Decimal(0)]), min([*values, Decimal(0)])
    first = _legend_height(series) + 10
    bottom = first + HEIGHT
    rise = HEIGHT / float((top - low) or 1)
    step = (WIDTH - 2 * EDGE) / max(1, len(labels) - 1)
    # More words than fit beside each other would run together.
    every = max(1, -(-len(labels) * 60 // (WIDTH - 2 * EDGE)))
    context = {
        "lines": [
            {
                "series": place + 1,
                "points": [
                    {
                        "x": round(EDGE + step * index, 1),
                        "y": round(bottom - float(value - low) * rise, 1),
                        "value": shown(value),
                    }
                    for index, value in enumerate(each.values)
                ],
            }
            for place, each in enumerate(series)
        ],
        "labels": [
            {"x": round(EDGE + step * index, 1), "text": label}
            for index, label in enumerate(labels)
            if index % every == 0
        ],
        "marks": [
            {"y": round(bottom - float(value - low) * rise, 1), "text": shown(value)}
            for value in sorted({low, top})
        ],
        "width": WIDTH,
        "height": bottom + 34,
        "left": EDGE,
        "right": WIDTH - EDGE,
        "foot": bottom + 22,
        "legend": _legend(series),
        "title": title,
        "id": id,
    }
    return render_to_string("components/chart_lines.html", context)


def _legend_height(series: Sequence[Series]) -> int:
    return LINE * len(series) + GAP if len(series) > 1 else GAP


def _legend(series: Sequence[Series]) -> list[dict]:
    if len(series) < 2:
        return []
    return [
        {"series": place + 1, "name": each.name, "y": LINE * place + 4}
        for place, each in enumerate(series)
    ]
