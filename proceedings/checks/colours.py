"""Are the pictures in a colour space that screens and our book share?"""

from collections.abc import Iterator

from proceedings.checks.places import shown
from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity

# Colour spaces of presses; the book is in sRGB, as PDF/A-2 and EPUB want.
FOR_PRESSES = frozenset({"CMYK", "LAB"})


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the pictures whose colours had to be converted."""
    for each in shown(paper):
        if each.picture.colours in FOR_PRESSES:
            values: dict[str, str | int] = {
                "name": each.label,
                "space": each.picture.colours,
            }
            yield Finding("picture-colour-space", Severity.NOTES, each.place, values)
