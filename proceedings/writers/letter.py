"""A letter of facts on A4, e.g. a receipt: tagged, PDF/UA and PDF/A."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proceedings import identity, typesetter
from proceedings.writers.typst import call

TEMPLATE = Path(__file__).parents[1] / "data" / "typst" / "letter.typ"


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its words; `language` is that of the words when it is another."""

    label: str
    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter says: sections of rows, each section with its heading."""

    title: str
    lead: str
    language: str
    sections: tuple[tuple[str, Sequence[Row]], ...]
    timestamp: int = 0


def typeset(letter: Letter) -> bytes:
    """Return the PDF of a letter, with the funding statement of the house.

    Raises:
        ToolFailed: when typst refuses it.
    """
    house = identity.load()
    words = call(
        "letter",
        title=letter.title,
        lead=letter.lead,
        lang=letter.language[:2],
        sections=[
            {"heading": heading, "rows": [_row(row) for row in rows]}
            for heading, rows in letter.sections
        ],
        funding=[
            {"lang": code, "statement": said.statement, "disclaimer": said.disclaimer}
            for code, said in house.wordings_for(letter.language)
        ],
        serif=house.serif,
        sans=house.sans,
        **{key: house.colours[key] for key in ("ink", "soft", "rule", "accent")},
    )
    main = f'#import "letter.typ": letter\n#{words}\n'
    files: dict[str, bytes | Path] = {
        typesetter.MAIN: main.encode(),
        "letter.typ": TEMPLATE,
        "links.svg": house.drawing("links", colour="accent"),
        "eu-emblem.svg": house.drawing("eu-emblem"),
    }
    return typesetter.typeset(files, conforming=True, timestamp=letter.timestamp)


def _row(row: Row) -> dict[str, object]:
    paragraphs = [line for line in row.words.splitlines() if line.strip()]
    return {
        "label": row.label,
        "paragraphs": paragraphs or [row.words],
        "lang": row.language[:2],
    }
