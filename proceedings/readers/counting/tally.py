"""What is counted, and what a word is."""

import re
import unicodedata
from dataclasses import dataclass, field

from proceedings.model import Counts

KINDS = (
    "footnotes",
    "tables",
    "images",
    "equations",
    "headings",
    "list_items",
    "links",
)
_STYLED = 60
_WORD = re.compile(r"[^\W_]+")
# Hyphens that are only printed at the end of a line, and marks without width.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def words(text: str) -> list[str]:
    """Return the words of a text: runs of letters and digits, case folded.

    This is the only definition of a word, for sources and for outputs alike.
    Hyphens, apostrophes and full stops end a word, so that no reader needs to
    agree with another about which of several hyphens a program wrote. Equations
    hold no words.
    """
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return _WORD.findall(plain.casefold())


@dataclass(slots=True)
class Tally:
    """What was counted: an excerpt of each thing by kind, and the text itself.

    A kind that is no key cannot be told in this format. `text` holds paragraphs,
    each with the heading above it.
    """

    things: dict[str, list[str]] = field(
        default_factory=lambda: {kind: [] for kind in KINDS}
    )
    text: list[tuple[str, str]] = field(default_factory=list)
    # The styles of the first paragraphs, by name, each with the paragraph's text.
    styles: list[tuple[str, str]] = field(default_factory=list)
    heading: str = ""

    def add(self, kind: str, excerpt: str = "") -> None:
        """Count one thing."""
        self.things[kind].append(" ".join(excerpt.split())[:80])

    def paragraph(self, text: str) -> None:
        """Take a paragraph's words."""
        if text and not text.isspace():
            self.text.append((self.heading, text))

    def style(self, name: str, text: str) -> None:
        """Note the style of a paragraph, if it is one of the first."""
        if name and len(self.styles) < _STYLED:
            self.styles.append((name, text))

    def begin(self, heading: str) -> None:
        """Count a heading; what follows stands below it."""
        if words(heading):
            self.heading = " ".join(heading.split())[:80]
            self.add("headings", heading)
            self.text.append((self.heading, heading))

    def counts(self) -> Counts:
        """Return the numbers alone."""
        numbers = {kind: len(found) for kind, found in self.things.items()}
        total = sum(len(words(text)) for _, text in self.text)
        return Counts(**numbers, words=total)
