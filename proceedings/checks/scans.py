"""Is a picture really a table, which nobody can hear, search or copy?"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from PIL import Image

from proceedings.checks.places import Shown, placed, shown
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, branches, text
from proceedings.report import Finding, Severity

_TABLE = re.compile(
    r"(?:tabela|preglednica|table|tabella|tab\.|tabelle)\s*[\dIVX]+\b", re.IGNORECASE
)
_OF_TABLE = re.compile(
    r"^(?:(?:an? |the |una? )?(?:slika|posnetek|fotografija|picture|image|photo|scan"
    r"|screenshot|immagine|foto|scansione) )?(?:of (?:an? |the )?|di una |della |di )?"
    r"(?:table|tabele|preglednice|tabella)\b",
    re.IGNORECASE,
)
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


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the pictures that seem to be tables."""
    captioned = set(_under_captions(paper))
    for each in shown(paper):
        if each.decorative or each.picture.media_type == "image/svg+xml":
            continue
        if each.picture.name in captioned or _says_table(each) or _is_ruled(each):
            values = {"name": each.label}
            yield Finding("picture-of-table", Severity.WARNS, each.place, values)


def _says_table(each: Shown) -> bool:
    return bool(_TABLE.match(each.caption) or _OF_TABLE.match(each.alt))


def _under_captions(paper: Paper) -> Iterator[str]:
    """Yield pictures right below a line such as `Table 2: Members`."""
    for line, below in pairwise(placed(paper)):
        words = line.words if line.block["t"] == "Para" else ""
        if len(words) < 200 and _TABLE.match(words):
            yield from _only_picture(below.block)


def _only_picture(block: Node) -> Iterator[str]:
    if block["t"] in {"Para", "Figure"} and not _words_beside(block):
        for node in branches(block):
            if node["t"] == "Image":
                yield node["c"][2][0]


def _words_beside(block: Node) -> str:
    if block["t"] == "Figure":
        return text(block["c"][1])
    return text([node for node in block["c"] if node["t"] != "Image"])


def _is_ruled(each: Shown) -> bool:
    """Say whether a picture has a grid of dark rules with letters in its cells."""
    picture = each.picture
    if picture.width < 100 or picture.height < 50:
        return False
    return _has_grid(picture.path)


def _has_grid(path: Path) -> bool:
    with Image.open(path) as image:
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
