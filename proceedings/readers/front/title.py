"""The title and subtitle that stand in the text: found and moved out."""

import re

from proceedings.readers.front.labels import folded, is_label, letters
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.metadata import LONGEST_TITLE
from proceedings.readers.people import PLACE
from proceedings.readers.tree import Node, branches, text
from proceedings.report import Severity

_STARS = re.compile(r"[\s*\u2217†]+$")
_FIRST_BLOCKS = 8


def take_title(
    manuscript: Manuscript, blocks: list[Node], names: set[int]
) -> tuple[list[Node], int]:
    """Take the title out of the blocks; return them and where it stood, or -1.

    `names` are the positions of lines that hold the authors.
    """
    for position, block in enumerate(blocks[:_FIRST_BLOCKS]):
        words = " ".join(text(block).split())
        if not words or position in names:
            continue
        if block["t"] == "Header" and _is_alone(block, blocks):
            return _taken(manuscript, blocks, position, 1, f"heading:{words[:80]}")
        if is_bold_line(block) and 8 <= len(words) <= 300 and not _is_house(words):
            count = _continued(blocks, position)
            manuscript.find("title-guessed", Severity.WARNS, words, title=words)
            return _taken(manuscript, blocks, position, count, f"line:{position + 1}")
    for position, block in enumerate(blocks[:3]):
        words = " ".join(text(block).split())
        if position in names or block["t"] not in {"Para", "Plain"}:
            continue
        if _may_be_title(block, words) and not _is_house(words):
            manuscript.find("title-guessed", Severity.WARNS, words, title=words)
            return _taken(manuscript, blocks, position, 1, f"line:{position + 1}")
    return blocks, -1


def _taken(
    manuscript: Manuscript, blocks: list[Node], position: int, count: int, place: str
) -> tuple[list[Node], int]:
    front = manuscript.front
    lines = blocks[position : position + count]
    front.title = title_words(lines)
    front.found["title"] = place
    kept = [*blocks[:position], *blocks[position + count :]]
    if not front.subtitle:
        kept = _take_subtitle(manuscript, kept, position)
    keep_notes(manuscript, lines)
    return kept, position


def title_words(lines: list[Node]) -> str:
    """Return the words of a title's lines, without the star that led to a note."""
    words = " ".join(" ".join(text(line).split()) for line in lines)
    return _STARS.sub("", words)[:LONGEST_TITLE]


def keep_notes(manuscript: Manuscript, lines: list[Node]) -> None:
    """Keep the notes of a title: they begin the text, as a title carries none."""
    for note in (
        node for line in lines for node in branches(line) if node["t"] == "Note"
    ):
        manuscript.notes += note["c"]


def _continued(blocks: list[Node], position: int) -> int:
    """Return of how many lines a title consists: one that ends open goes on."""
    count = 1
    while position + count < len(blocks) and count < 3:
        words = text(blocks[position + count - 1])
        if words[-1:] not in {":", ","} or not is_bold_line(blocks[position + count]):
            break
        count += 1
    return count


def _take_subtitle(
    manuscript: Manuscript, blocks: list[Node], position: int
) -> list[Node]:
    """Take bold lines that stand between the title and the abstract."""
    end = position
    while end < len(blocks) and end < position + 3 and _is_subtitle(blocks[end]):
        end += 1
    if end == position or end >= len(blocks):
        return blocks
    if not is_label(folded(text(blocks[end]))):
        return blocks
    lines = blocks[position:end]
    manuscript.front.subtitle = title_words(lines)
    manuscript.front.found["subtitle"] = f"line:{position + 2}"
    keep_notes(manuscript, lines)
    return [*blocks[:position], *blocks[end:]]


def _is_subtitle(block: Node) -> bool:
    words = folded(text(block))
    return is_bold_line(block) and not is_label(words) and 3 < len(words) < 200


def _is_house(words: str) -> bool:
    """Say whether a line is the name of an institution, as on covers of theses."""
    return words.isupper() and PLACE.match(words) is not None


def _may_be_title(block: Node, words: str) -> bool:
    """Say whether a short first line, perhaps partly set off, could be the title."""
    set_off = any(node["t"] in {"Strong", "Emph"} for node in block["c"])
    return 8 <= len(words) <= (300 if set_off else 120) and words[-1] not in ":,;"


def _is_alone(header: Node, blocks: list[Node]) -> bool:
    """Say whether a heading is above all others: the title of the text."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    return levels.count(header["c"][0]) == 1 and header["c"][0] == min(levels)


def is_bold_line(block: Node) -> bool:
    """Say whether all of a paragraph is bold."""
    if block["t"] not in {"Para", "Plain"}:
        return False
    bold = [node for node in branches(block) if node["t"] == "Strong"]
    said = sum(len(letters(text(node))) for node in bold)
    return said > 0 and said >= len(letters(text(block)))
