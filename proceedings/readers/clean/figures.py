"""Pictures: found, decoded by us, and described."""

import re
from pathlib import Path
from typing import Any

from proceedings import pictures
from proceedings.pictures import PictureUnreadable
from proceedings.readers.clean.cleaning import Cleaning, attribute
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.tree import Node, nodes, string, text
from proceedings.report import Severity

_SUFFIXES = (".png", ".jpg", ".jpeg", ".pdf", ".svg", ".gif", ".webp")
_FILE_NAME = re.compile(
    r"^\S+\.(?:png|jpe?g|gif|svg|pdf|emf|wmf|tiff?|bmp|webp)$", re.IGNORECASE
)
_GENERIC = re.compile(
    r"^(?:image|picture|figure|photo|slika|fotografija|immagine|figura|foto|grafik"
    r"|bild|logo)\s*\d*\.?$",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"(?:automatically generated|generata automaticamente|samodejno ustvarjen"
    r"|automatisch generiert)",
    re.IGNORECASE,
)


def clean_figures(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Replace every picture by one of ours, with its alt text."""
    _note_captions(blocks)

    def visit(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Image":
            return _picture(cleaning, node)
        if node["t"] == "Figure" and _is_hollow(node):
            return _hollow(cleaning, node)
        return None

    return cleaning.walk(blocks, visit)


_CAPTION = "caption-of-figure"


def _note_captions(blocks: list[Node]) -> None:
    """Write each figure's caption on its pictures, where the walk can see it."""
    for node in nodes(blocks):
        if node["t"] != "Figure":
            continue
        caption = text(node["c"][1])
        for inner in nodes(node["c"][2]):
            if inner["t"] == "Image":
                inner["c"][0][2].append([_CAPTION, caption])


def _picture(cleaning: Cleaning, node: Node) -> Node:
    attrs, inlines, (target, _) = node["c"]
    decorative = "decorative" in attrs[1] or attribute(attrs, "role") == "presentation"
    try:
        source = _locate(cleaning.manuscript, target)
        picture = pictures.decode(source, cleaning.job)
    except PictureUnreadable as problem:
        name = target.rsplit("/", 1)[-1][:80]
        found = cleaning.find(
            str(problem.subject), Severity.BLOCKS, name, name=name, detail=str(problem)
        )
        return cleaning.placeholder(found)
    cleaning.pictures[picture.name] = picture
    alt = [] if decorative else _alt(cleaning, attrs, inlines, target)
    attrs = [
        attrs[0],
        [
            *(["decorative"] if decorative else []),
            *(["placeholder"] if not alt and not decorative else []),
        ],
        attrs[2],
    ]
    if not alt and not decorative:
        message = cleaning.manuscript.findings[-1]
        alt = cleaning.placeholder(message)["c"][1]
    return {"t": "Image", "c": [attrs, alt, [picture.name, ""]]}


def _locate(manuscript: Manuscript, target: str) -> Path:
    for folder in ("", *manuscript.picture_folders):
        found = manuscript.files.find(folder + target, *_SUFFIXES)
        if found:
            return found
    raise PictureUnreadable(target[:200], "picture-missing")


def _alt(
    cleaning: Cleaning,
    attrs: list[Any],
    inlines: list[Node],
    target: str,
) -> list[Node]:
    caption = attribute(attrs, _CAPTION)
    words = attribute(attrs, "alt") or attribute(attrs, "fig-alt") or text(inlines)
    if says_nothing(words):
        words = ""
    if not words and not says_nothing(caption):
        cleaning.find("picture-alt-is-caption", Severity.WARNS, caption)
        words = caption
    if not words:
        name = target.rsplit("/", 1)[-1][:80]
        cleaning.find("picture-without-alt", Severity.BLOCKS, name, name=name)
        return []
    if _AUTOMATIC.search(words):
        cleaning.find("picture-alt-automatic", Severity.WARNS, words)
    return string(words)


def says_nothing(words: str) -> bool:
    """Say whether an alt text describes nothing: a dot, a file name, `image`."""
    words = words.strip()
    return (
        sum(letter.isalpha() for letter in words) < 2
        or _FILE_NAME.match(words) is not None
        or _GENERIC.match(words) is not None
    )


def _is_hollow(node: Node) -> bool:
    kinds = {inner["t"] for inner in nodes(node["c"][2])}
    return not kinds & {"Image", "Table", "CodeBlock", "Math", "Str"}


def _hollow(cleaning: Cleaning, node: Node) -> list[Node]:
    caption = text(node["c"][1])
    found = cleaning.find("figure-empty", Severity.BLOCKS, caption)
    return [{"t": "Para", "c": [cleaning.placeholder(found), *string(caption)]}]
