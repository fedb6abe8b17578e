"""The visual identity and the funding statements, as a value."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "identity"
FONTS = Path(__file__).parent / "data" / "fonts"


@dataclass(frozen=True, slots=True)
class Wording:
    """The funding statement and disclaimer in one language."""

    statement: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Colours, type and statements that every product carries."""

    colours: Mapping[str, str]
    serif: str
    sans: str
    base_pt: float
    leading_pt: float
    acronym: str
    contract: str
    project: Mapping[str, str]
    prescribed: str
    wordings: Mapping[str, Wording]

    def wordings_for(self, language: str) -> tuple[tuple[str, Wording], ...]:
        """Return the statements of a book: its language, then the legal text."""
        codes = dict.fromkeys((language[:2], self.prescribed))
        return tuple(
            (code, self.wordings[code]) for code in codes if code in self.wordings
        )


@cache
def load() -> Identity:
    """Read the identity that ships with the library."""
    tokens = tomllib.loads((FOLDER / "tokens.toml").read_text(encoding="utf-8"))
    grant = tomllib.loads((FOLDER / "grant.toml").read_text(encoding="utf-8"))
    kind = tokens["type"]
    return Identity(
        colours=tokens["colour"]["light"],
        serif=kind["serif"],
        sans=kind["sans"],
        base_pt=kind["print"]["base_pt"],
        leading_pt=kind["print"]["leading_pt"],
        acronym=grant["acronym"],
        contract=grant["contract"],
        project=grant["title"],
        prescribed=grant["prescribed"],
        wordings={
            code: Wording(words["statement"], words["disclaimer"])
            for code, words in grant["wording"].items()
        },
    )


def drawing(name: str, *, colour: str = "ink") -> bytes:
    """Return an SVG of the identity, its own strokes in one of the colours."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", load().colours[colour]).encode()
