"""Front matter by the names of the styles in which a word processor set it."""

from proceedings.readers.front.labels import (
    ABSTRACT_LINE,
    KEYWORDS_LINE,
    letters,
    role_of_style,
)
from proceedings.readers.front.title import keep_notes, title_words
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.metadata import split_keywords
from proceedings.readers.tree import Node, text

_FIRST_BLOCKS = 40


def take_styled(manuscript: Manuscript, blocks: list[Node]) -> list[Node]:
    """Return the blocks without those whose style says what they are.

    pandoc knows the English names of Word's own styles; these are the others.
    """
    roles = _roles(manuscript)
    if not roles:
        return blocks
    front = manuscript.front
    wanted = {
        "title": not front.title,
        "subtitle": not front.subtitle,
        "authors": not front.authors,
        "abstract": not front.abstracts,
        "keywords": not front.keywords,
    }
    wanted["affiliations"] = wanted["authors"]
    kept: list[Node] = []
    taken: dict[str, list[Node]] = {}
    for block in blocks[:_FIRST_BLOCKS]:
        style, role = roles.get(letters(text(block)), ("", ""))
        if role and wanted[role] and block["t"] in {"Para", "Plain", "Header"}:
            taken.setdefault(role, []).append(block)
            place = "authors" if role == "affiliations" else role
            front.found.setdefault(place, f"style:{style}")
        else:
            kept.append(block)
    _fill(manuscript, taken)
    return [*kept, *blocks[_FIRST_BLOCKS:]]


def _roles(manuscript: Manuscript) -> dict[str, tuple[str, str]]:
    """Return style and role by the letters of the paragraph."""
    return {
        letters(words): (style, role)
        for style, words in manuscript.styles
        if (role := role_of_style(style)) and letters(words)
    }


def _fill(manuscript: Manuscript, taken: dict[str, list[Node]]) -> None:
    front = manuscript.front
    for role in ("title", "subtitle"):
        if role in taken:
            setattr(front, role, title_words(taken[role]))
            keep_notes(manuscript, taken[role])
    lines = [*taken.get("authors", []), *taken.get("affiliations", [])]
    if lines:
        front.author_lines += [_inlines(block) for block in lines]
        front.author_place = front.found.pop("authors", front.author_place)
    _fill_abstract(manuscript, taken.get("abstract", []))
    _fill_keywords(manuscript, taken.get("keywords", []))


def _inlines(block: Node) -> list[Node]:
    inlines: list[Node] = block["c"][2] if block["t"] == "Header" else block["c"]
    return inlines


def _fill_abstract(manuscript: Manuscript, blocks: list[Node]) -> None:
    front = manuscript.front
    place = front.found.pop("abstract", "")
    words = [" ".join(text(block).split()) for block in blocks]
    if not words:
        return
    if match := ABSTRACT_LINE.match(words[0]):
        front.dropped.append(match[1])
        words[0] = match[2]
    front.abstracts[""] = "\n\n".join(filter(None, words))
    front.found["abstract."] = place
    keep_notes(manuscript, blocks)


def _fill_keywords(manuscript: Manuscript, blocks: list[Node]) -> None:
    front = manuscript.front
    place = front.found.pop("keywords", "")
    line = " ".join(" ".join(text(block).split()) for block in blocks)
    if not line:
        return
    if match := KEYWORDS_LINE.match(line):
        front.dropped.append(match[1])
        line = match[2]
    front.keywords[""] = split_keywords(line)
    front.found["keywords."] = place
