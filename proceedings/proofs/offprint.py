"""Reads a paper back as soon as it is set: does it hold all that the paper holds?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proceedings.model import Paper
from proceedings.proofs import content
from proceedings.proofs.bound import Expected, faults, pages_of
from proceedings.proofs.objects import Objects, text_in
from proceedings.readers.counting import Loss, Tally

_ROLE = re.compile(rb"/S\s*/(\w+)")
_ROLE_MAP = re.compile(rb"/RoleMap\s*(?:<<([^>]*)>>|(\d+) 0 R)")
_PAIR = re.compile(rb"/(\w+)\s*/(\w+)")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pages of a paper lack of it, and the digests of those that are sound."""

    losses: tuple[Loss, ...]
    pages: tuple[str, ...]


def look(paper: Paper, pdf: bytes, texts: Sequence[str]) -> Seen:
    """Return what the PDF of a paper shows; `texts` are those of its pages.

    It is counted by tags and glyphs, with no code of the writer.
    """
    objects = Objects(pdf)
    pages = [
        page.digest
        for page, text in zip(pages_of(objects), texts, strict=True)
        if not any(faults(objects, page, text, Expected(str(page.index + 1), True)))
    ]
    return Seen(tuple(content.lost(paper, _tally(objects, texts))), tuple(pages))


def _tally(objects: Objects, texts: Sequence[str]) -> Tally:
    tally = Tally()
    roles = _roles(objects)
    for value in objects.values.values():
        if value.startswith(b"<</Type/StructElem") and (found := _ROLE.search(value)):
            role = roles.get(found[1], found[1]).decode()
            content.count(tally, f"/{role}", text_in(value, b"Alt"))
    for text in texts:
        tally.paragraph(text.replace("\x02", "").replace("\ufffe", ""))
    return tally


def _roles(objects: Objects) -> dict[bytes, bytes]:
    for value in objects.values.values():
        found = _ROLE_MAP.search(value) if b"/StructTreeRoot" in value else None
        if found:
            return dict(_PAIR.findall(found[1] or objects.values[int(found[2])]))
    return {}
