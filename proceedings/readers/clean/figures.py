"""Pictures: found, decoded by us, and described."""

from pathlib import Path

from proceedings import pictures
from proceedings.model import Picture, PictureFix
from proceedings.pictures import PictureUnreadable
from proceedings.readers.clean.alt import Alt
from proceedings.readers.clean.cleaning import Cleaning, attribute
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.tree import Node, branches, nodes, string, text
from proceedings.report import Severity

_SUFFIXES = (".png", ".jpg", ".jpeg", ".pdf", ".svg", ".gif", ".webp")


def clean_figures(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Replace every picture by one of ours, with its alt text."""
    _note_captions([block for block in blocks if cleaning.holds(block, "Figure")])

    def visit(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Image":
            return _picture(cleaning, node)
        if node["t"] == "Figure" and _is_hollow(node):
            return _hollow(cleaning, node)
        return None

    return cleaning.walk(blocks, visit, "Image", "Figure")


_CAPTION = "caption-of-figure"


def _note_captions(blocks: list[Node]) -> None:
    """Write each figure's caption on its pictures, where the walk can see it."""
    for node in branches(blocks):
        if node["t"] != "Figure":
            continue
        caption = text(node["c"][1])
        for inner in branches(node["c"][2]):
            if inner["t"] == "Image":
                inner["c"][0][2].append([_CAPTION, caption])


def _picture(cleaning: Cleaning, node: Node) -> Node:
    attrs, inlines, (target, _) = node["c"]
    try:
        source = _locate(cleaning.manuscript, target)
        picture = pictures.decode(source, cleaning.job)
    except PictureUnreadable as problem:
        name = _name(target)
        found = cleaning.find(
            str(problem.subject), Severity.BLOCKS, name, name=name, detail=str(problem)
        )
        return cleaning.placeholder(found)
    cleaning.pictures[picture.name] = picture
    fix = _fix_of(cleaning, picture)
    decorative = "decorative" in attrs[1] or attribute(attrs, "role") == "presentation"
    if fix.decorative is not None:
        decorative = fix.decorative
    given = fix.alt or attribute(attrs, "alt") or attribute(attrs, "fig-alt")
    alt: list[Node] = []
    if not decorative:
        caption = "" if fix.alt else attribute(attrs, _CAPTION)
        words = given or text(inlines)
        alt = Alt(cleaning, picture, _name(target), fix).settle(words, caption)
    classes = ["decorative"] if decorative else [] if alt else ["placeholder"]
    if not alt and not decorative:
        message = cleaning.manuscript.findings[-1]
        alt = cleaning.placeholder(message)["c"][1]
    attrs = [attrs[0], classes, attrs[2]]
    return {"t": "Image", "c": [attrs, alt, [picture.name, ""]]}


def _name(target: str) -> str:
    return target.rsplit("/", 1)[-1][:80]


def _fix_of(cleaning: Cleaning, picture: Picture) -> PictureFix:
    """Return what was decided of a picture, by its pixels or by its bytes."""
    for key in picture.digests:
        if key in cleaning.fixes.pictures:
            cleaning.used.add(("pictures", key))
            return cleaning.fixes.pictures[key]
    return PictureFix()


def _locate(manuscript: Manuscript, target: str) -> Path:
    for folder in ("", *manuscript.picture_folders):
        found = manuscript.files.find(folder + target, *_SUFFIXES)
        if found:
            return found
    raise PictureUnreadable(target[:200], "picture-missing")


def _is_hollow(node: Node) -> bool:
    kinds = {inner["t"] for inner in nodes(node["c"][2])}
    return not kinds & {"Image", "Table", "CodeBlock", "Math", "Str"}


def _hollow(cleaning: Cleaning, node: Node) -> list[Node]:
    caption = text(node["c"][1])
    found = cleaning.find("figure-empty", Severity.BLOCKS, caption)
    return [{"t": "Para", "c": [cleaning.placeholder(found), *string(caption)]}]
