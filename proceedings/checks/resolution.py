"""Are the pictures fine enough for print?"""

from collections.abc import Iterator

from proceedings.model import Paper, PaperEntry
from proceedings.report import Finding, Severity

# Half the measure of the page at 150 dots an inch.
FEWEST_PIXELS = 400


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the pictures that will look coarse."""
    for number, picture in enumerate(paper.pictures.values(), 1):
        vector = picture.media_type == "image/svg+xml"
        if not vector and 32 < max(picture.width, picture.height) < FEWEST_PIXELS:
            values = {
                "number": number,
                "width": picture.width,
                "height": picture.height,
            }
            yield Finding("picture-coarse", Severity.NOTES, "", values)
