"""Finds the rules of a table in a picture."""

from itertools import pairwise

from PIL import Image

_SMALLEST = (100, 50)
# A page is looked at in this width: enough to see rules, little enough to be quick.
_WIDTH = 400
_DARK = 128
_RULES = 3
# How much of a rule is ink, and how far apart rules stand, in pixels.
_INK = 0.85
_GAP = 8
# The share of a cell that letters cover, and of the cells that hold some.
_LETTERS = (0.01, 0.4)
_FILLED = 0.6


def has_grid(image: Image.Image) -> bool:
    """Whether a picture has a grid of dark rules with letters in its cells."""
    if image.width < _SMALLEST[0] or image.height < _SMALLEST[1]:
        return False
    scale = min(1.0, _WIDTH / image.width)
    size = (round(image.width * scale), max(1, round(image.height * scale)))
    grey = _on_white(image).convert("L").resize(size, Image.Resampling.BOX)
    # Thin rules turn grey when the picture shrinks.
    limit = _DARK + round((1 - scale) * 80)
    dark = grey.point(lambda value: 255 if value < limit else 0)
    columns, rows = _rules(dark, across=False), _rules(dark, across=True)
    return (
        min(len(columns), len(rows)) >= _RULES
        and _share_of_filled(dark, columns, rows) >= _FILLED
    )


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture as it looks on paper."""
    if image.mode in {"L", "RGB"}:
        return image
    flat = Image.new("RGB", image.size, "white")
    clear = image.convert("RGBA")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat


def _rules(dark: Image.Image, *, across: bool) -> list[int]:
    """Return where rules lie that cross nearly the whole picture."""
    length = dark.height if across else dark.width
    profile = dark.resize((1, length) if across else (length, 1), Image.Resampling.BOX)
    places: list[int] = []
    for place, ink in enumerate(profile.tobytes()):
        if ink >= 255 * _INK * 0.9 and (not places or place - places[-1] >= _GAP):
            places.append(place)
    return places


def _share_of_filled(dark: Image.Image, columns: list[int], rows: list[int]) -> float:
    cells = filled = 0
    for top, bottom in pairwise(rows):
        for left, right in pairwise(columns):
            inner = dark.crop((left + 3, top + 3, right - 2, bottom - 2))
            if inner.width < 1 or inner.height < 1:
                continue
            data = inner.tobytes()
            cells += 1
            filled += _LETTERS[0] <= data.count(255) / len(data) <= _LETTERS[1]
    return filled / cells if cells else 0.0
