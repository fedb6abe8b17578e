"""Draws the house's marks as pictures, where no browser draws them from SVG."""

import re
from functools import cache

from PIL import Image, ImageDraw

from cms.identity import tokens

# As in wordmark.svg: two rings that hold each other, between a C and a P.
WORDMARK = (330.4, 100)
STROKE = 13
RADIUS = 43.5
RINGS = ((50, 48.0, 312.0), (147.92, 64.8, 398.6), (201.86, 244.8, 578.6))
BOWL = (297.85, 32.6, 26.1)
STEM = 274.36
TOP = 6.5
# Drawn larger, then made smaller: Pillow's own curves have steps.
FINER = 4
_POLYGON = re.compile(r'<polygon points="([^"]+)"')


def wordmark(height: int, colour: str) -> Image.Image:
    """Return the wordmark on a clear ground."""
    scale = FINER * height / WORDMARK[1]
    mask = Image.new("L", (round(WORDMARK[0] * scale), round(WORDMARK[1] * scale)), 0)
    draw = ImageDraw.Draw(mask)

    def arc(across: float, down: float, radius: float, begin: float, end: float):
        reach = radius + STROKE / 2
        box = [across - reach, down - reach, across + reach, down + reach]
        width = round(STROKE * scale)
        draw.arc([each * scale for each in box], begin, end, fill=255, width=width)

    for across, begin, end in RINGS:
        arc(across, WORDMARK[1] / 2, RADIUS, begin, end)
    centre, down, radius = BOWL
    arc(centre, down, radius, -90, 90)
    half = STROKE / 2
    bars = [(STEM - half, TOP - half, STEM + half, WORDMARK[1])]
    bars += [
        (STEM - half, level - half, centre, level + half)
        for level in (down - radius, down + radius)
    ]
    for bar in bars:
        draw.rectangle([each * scale for each in bar], fill=255)
    size = (round(WORDMARK[0] * height / WORDMARK[1]), height)
    mask = mask.resize(size, Image.Resampling.LANCZOS)
    mark = Image.new("RGBA", size, colour)
    mark.putalpha(mask)
    return mark


def emblem(height: int) -> Image.Image:
    """Return the emblem of the European Union."""
    scale = FINER * height / 200
    colours = tokens.tokens()["colour"]["emblem"]
    large = Image.new("RGB", (round(300 * scale), round(200 * scale)), colours["blue"])
    draw = ImageDraw.Draw(large)
    for star in _stars():
        draw.polygon([(x * scale, y * scale) for x, y in star], fill=colours["gold"])
    return large.resize((round(height * 1.5), height), Image.Resampling.LANCZOS)


@cache
def _stars() -> list[list[tuple[float, float]]]:
    source = (tokens.IDENTITY_DIR / "eu-emblem.svg").read_text(encoding="utf-8")
    return [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]
        for points in _POLYGON.findall(source)
    ]
