"""Where things stand in a paper, in the author's words."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proceedings.model import Paper, Picture
from proceedings.readers.clean.cleaning import at
from proceedings.readers.tree import Node, branches, text

# What the list of works is called, wherever papers come from.
_WORKS = re.compile(
    r"^[\d.\s]*(?:(?:viri|arhivski viri|literatura|reference|seznam literature|citirana"
    r" literatura|navedene? (?:dela|literatura)|bibliografija|bibliografia|riferimenti"
    r"(?: bibliografici)?|opere citate|fonti|references|bibliography|works cited"
    r"|literature(?: cited)?|sources|popis literature|literaturverzeichnis|quellen"
    r"|références|bibliographie|časopisni viri|spletni viri|online sources|sitografia"
    r"|web sources|arhivi|časopisje|fonti archivistiche)"
    r"(?: (?:in|and|e|i|und|et) (?=\w)|\s*$)){1,3}",
    re.IGNORECASE,
)
_LONGEST = 60
LONGEST_HEADING = 120

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_DRESS = frozenset({"Emph", "Underline", "SmallCaps"})
# A bold caption belongs to what stands above or below it.
_CAPTION = re.compile(
    r"(?:tabela|preglednica|slika|graf(?:ikon)?|shema|zemljevid|vir|table|figure|fig\."
    r"|tab\.|chart|map|scheme|source|tabella|figura|grafico|carta|fonte)\s*(?:\d|:)",
    re.IGNORECASE,
)


# Without slots, as what was worked out is kept in the value.
@dataclass(frozen=True)
class Placed:
    """A block of a paper with the heading above it."""

    heading: str
    block: Node
    # The level of that heading, 0 above the first.
    level: int
    # Whether it belongs to the list of works.
    works: bool
    # The text without notes.
    words: str
    # Whether it is a bold line that stands for a heading.
    seems_heading: bool

    @functools.cached_property
    def said(self) -> str:
        """The text with its notes."""
        return text(self.block, notes=True)

    @functools.cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes of the block, words and spaces left out."""
        return tuple(branches(self.block))

    def at(self, words: str = "") -> str:
        """Return the place of a finding: heading and excerpt."""
        return at(self.heading, words)


# A dozen checks ask the same paper one after the other.
_latest: tuple[Paper, tuple[Placed, ...], tuple["Shown", ...]] | None = None


def placed(paper: Paper) -> tuple[Placed, ...]:
    """Return the blocks of a paper at the top, in order."""
    return _settled(paper)[0]


def shown(paper: Paper) -> tuple["Shown", ...]:
    """Return the pictures of a paper where they stand, counted from 1."""
    return _settled(paper)[1]


def _settled(paper: Paper) -> tuple[tuple[Placed, ...], tuple["Shown", ...]]:
    global _latest  # noqa: PLW0603 - one value, replaced as a whole
    latest = _latest
    if latest is None or latest[0] is not paper:
        blocks = tuple(_placed(paper))
        latest = _latest = paper, blocks, tuple(_shown(paper, blocks))
    return latest[1:]


def _placed(paper: Paper) -> Iterator[Placed]:
    heading, level, works, depth = "", 0, False, 0
    for block in paper.blocks:
        words = text(block)
        if block["t"] == "Header":
            level, heading = block["c"][0], text(block["c"][2])
            if not works or level <= depth:
                works, depth = is_works(heading), level
        bold = _seems_heading(block, words)
        # A line alone or in bold: its author thought it a heading.
        seems = block["t"] == "Para" and (is_works(words) or bold)
        if seems:
            works, depth = is_works(words), 6
        listed = block["t"] == "Div" and "references" in block["c"][0][1]
        yield Placed(heading, block, level, works or listed, words, bold)
        heading = words if seems else heading


def is_works(heading: str) -> bool:
    """Say whether a heading stands over a list of works."""
    words = heading.strip(" :.*")
    return len(words) <= _LONGEST and _WORKS.match(words) is not None


def _seems_heading(block: Node, words: str) -> bool:
    """Say whether a paragraph is a bold line that stands for a heading."""
    if block["t"] != "Para" or not 2 < len(words) <= LONGEST_HEADING:
        return False
    solid = [node for node in block["c"] if node["t"] not in _SPACES]
    return (
        bool(solid)
        and all(_is_bold(node) for node in solid)
        and not words.endswith((".", ",", ";"))
        and _CAPTION.match(words) is None
    )


def _is_bold(node: Node) -> bool:
    if node["t"] in _DRESS:
        solid = [inner for inner in node["c"] if inner["t"] not in _SPACES]
        return bool(solid) and all(_is_bold(inner) for inner in solid)
    return bool(node["t"] == "Strong")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture where it stands; `label` is the beginning of its caption or alt."""

    number: int
    place: str
    label: str
    caption: str
    alt: str
    picture: Picture
    width: str
    decorative: bool


def _shown(paper: Paper, blocks: Sequence[Placed]) -> Iterator[Shown]:
    number = 0
    for each in blocks:
        if not any(node["t"] == "Image" for node in each.nodes):
            continue
        for image, caption in _images(each.block, ""):
            attrs, inlines, (target, _) = image["c"]
            picture = paper.pictures.get(target)
            if picture is None:
                continue
            number += 1
            # In a draft, a remark stands in for words that are missing.
            alt = "" if "placeholder" in attrs[1] else text(inlines)
            label = caption or alt
            yield Shown(
                number=number,
                place=each.at(label),
                label=label[:60] or str(number),
                caption=caption,
                alt=alt,
                picture=picture,
                width=next((value for key, value in attrs[2] if key == "width"), ""),
                decorative="decorative" in attrs[1],
            )


def _images(block: Node, caption: str) -> Iterator[tuple[Node, str]]:
    """Yield the images of a block, each with the caption of its figure."""
    if block["t"] == "Figure":
        caption = text(block["c"][1]) or caption
        for inner in block["c"][2]:
            yield from _images(inner, caption)
        return
    figures = [node for node in branches(block) if node["t"] == "Figure"]
    for figure in figures:
        yield from _images(figure, caption)
    inside = {id(node) for figure in figures for node in branches(figure)}
    for node in branches(block):
        if node["t"] == "Image" and id(node) not in inside:
            yield node, caption
