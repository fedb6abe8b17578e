"""What stands above a paper's text: found, and moved out of the text.

Only what is sure is moved. What is not stays where its author put it, and a
finding says so.
"""

from dataclasses import replace

from proceedings.model import PaperEntry
from proceedings.readers.front.abstracts import settle_languages, take_abstracts
from proceedings.readers.front.authors import (
    find_authors,
    read_author_lines,
    without_names,
)
from proceedings.readers.front.labels import folded, is_catalogued, is_label, letters
from proceedings.readers.front.styled import take_styled
from proceedings.readers.front.title import keep_notes, take_title
from proceedings.readers.manuscript import Manuscript
from proceedings.readers.tree import Node, open_sections, text
from proceedings.report import Severity

_FRONT_BLOCKS = 40


def settle_front(manuscript: Manuscript, entry: PaperEntry) -> None:
    """Fill the front from the text, and take out of the text what is now in front."""
    front = manuscript.front
    manuscript.notes += front.notes
    original = list(open_sections(manuscript.blocks))
    for orcid in front.wrong_orcids:
        manuscript.find("orcid-wrong", Severity.WARNS, orcid, orcid=orcid)
    zone, rest = _front_zone(take_styled(manuscript, original))
    read_author_lines(manuscript)
    names = find_authors(zone)
    if entry.title or front.title:
        title = entry.title or front.title
        zone, title_at = _without_line(manuscript, zone, title)
    else:
        blocks, title_at = take_title(manuscript, zone + rest, names.lines)
        zone, rest = _front_zone(blocks) if title_at >= 0 else (zone, rest)
        if title_at < 0 and front.property_title:
            front.title = front.property_title
            front.found["title"] = "property:title"
            manuscript.find("title-guessed", Severity.WARNS, title=front.title)
    zone = without_names(manuscript, zone, entry.authors, title_at)
    zone = take_abstracts(front, zone, ended=bool(rest) and rest[0]["t"] == "Header")
    manuscript.blocks = [*manuscript.notes, *zone, *rest]
    kept = {id(block) for block in manuscript.blocks}
    manuscript.taken += [block for block in original if id(block) not in kept]


def _front_zone(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    """Split at the first heading that begins the text proper."""
    seen = 0
    for position, block in enumerate(blocks[:_FRONT_BLOCKS]):
        if block["t"] != "Header":
            continue
        words = folded(text(block["c"][2]))
        if words and not is_label(words) and not is_catalogued(words):
            seen += 1
            # The first heading may be the title; the next begins the text.
            if seen == 2 or position > 0:
                return blocks[:position], blocks[position:]
    return blocks[:_FRONT_BLOCKS], blocks[_FRONT_BLOCKS:]


def _without_line(
    manuscript: Manuscript, zone: list[Node], title: str
) -> tuple[list[Node], int]:
    """Drop the line that repeats the title; return where it stood."""
    wanted = letters(title)
    for position, block in enumerate(zone[:10]):
        if block["t"] in {"Header", "Para", "Plain"} and letters(text(block)) == wanted:
            manuscript.front.dropped.append(text(block))
            keep_notes(manuscript, [block])
            return [*zone[:position], *zone[position + 1 :]], position
    return zone, 0


def with_front(entry: PaperEntry, manuscript: Manuscript) -> PaperEntry:
    """Return the entry filled up from the manuscript; what is typed wins.

    The places of discovery in the front are settled with it.
    """
    front = manuscript.front
    for field_name in ("title", "subtitle", "language", "authors"):
        if getattr(entry, field_name):
            front.found[field_name] = "typed"
        elif not getattr(front, field_name):
            front.found.pop(field_name, None)
    for kind, typed in (("abstract", entry.abstracts), ("keywords", entry.keywords)):
        for code, value in typed.items():
            if value:
                front.found[f"{kind}.{code}"] = "typed"
    return replace(
        entry,
        title=entry.title or front.title,
        subtitle=entry.subtitle or front.subtitle,
        language=entry.language or front.language,
        authors=entry.authors or front.authors,
        abstracts={
            **{k: v for k, v in front.abstracts.items() if k and v},
            **{k: v for k, v in entry.abstracts.items() if v},
        },
        keywords={
            **{k: v for k, v in front.keywords.items() if k and v},
            **{k: v for k, v in entry.keywords.items() if v},
        },
    )


__all__ = ["settle_front", "settle_languages", "with_front"]
