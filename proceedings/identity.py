"""The visual identity and the funding statements, as a value.

A volume may bring its own: a folder with any of `tokens.toml`, `grant.toml`, the
drawings and `fonts/`; what it lacks is taken from the identity of the library.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from proceedings.exceptions import IdentityIsWrong

FOLDER = Path(__file__).parent / "data" / "identity"
FONTS = Path(__file__).parent / "data" / "fonts"
# WCAG 2.2, 1.4.3: contrast of text with what is behind it.
LEAST_CONTRAST = 4.5
_TABLES = frozenset({"colour", "contrast", "type", "space", "fonts"})
_GRANT = frozenset(
    {
        "acronym",
        "programme",
        "contract",
        "prescribed",
        "starts",
        "ends",
        "title",
        "wording",
        "messages",
    }
)
_FONT_SUFFIXES = frozenset({".ttf", ".otf"})
_LARGEST_FILE = 8 << 20


@dataclass(frozen=True, slots=True)
class Wording:
    """The funding statement and disclaimer in one language."""

    statement: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Colours, type, drawings and statements that every product carries.

    `dark` are the colours for screens at night; `folder` is that of a customer or
    None; `own_fonts` are the font files in it.
    """

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
    messages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    own_fonts: tuple[Path, ...] = ()

    def wordings_for(self, language: str) -> tuple[tuple[str, Wording], ...]:
        """Return the statements of a book: its language, then the legal text."""
        codes = dict.fromkeys((language[:2], self.prescribed))
        return tuple(
            (code, self.wordings[code]) for code in codes if code in self.wordings
        )

    def drawing(self, name: str, *, colour: str = "ink") -> bytes:
        """Return an SVG of the identity, its own strokes in one of the colours."""
        text = _place(self.folder, f"{name}.svg").read_text(encoding="utf-8")
        return text.replace("currentColor", self.colours[colour]).encode()

    def link_colour(self) -> str:
        """Return the colour of links: the accent, one step off.

        On the press links are black, and are told by it from what is in colour.
        """
        red, green, blue = bytes.fromhex(self.colours["accent"].removeprefix("#"))
        return f"#{red:02x}{green:02x}{blue + (1 if blue < 255 else -1):02x}"

    def cover(self) -> bytes:
        """Return the drawing of the cover, in lines that its ground carries."""
        drawn = self.drawing("cover-volume")
        return drawn.replace(b"#fbfaf7", b"#b9566a")


@cache
def load() -> Identity:
    """Read the identity that ships with the library."""
    return _identity(None)


def load_folder(folder: Path | None) -> Identity:
    """Return the identity of a folder, or that of the library for None.

    Raises:
        IdentityIsWrong: with every problem of the folder in its message.
    """
    if folder is None:
        return load()
    try:
        problems = list(_problems(folder))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems = [str(error)]
    if problems:
        raise IdentityIsWrong("\n".join(f"identity: {each}" for each in problems))
    return _identity(folder)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours #rrggbb, from 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (
        linear(part) for part in bytes.fromhex(colour.removeprefix("#"))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _place(folder: Path | None, name: str) -> Path:
    own = folder / name if folder else None
    return own if own and own.is_file() else FOLDER / name


def _read(folder: Path | None, name: str) -> dict[str, Any]:
    """Return a file of the identity, what a customer says over what ships."""
    shipped = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    own = folder / name if folder else None
    if own is None or not own.is_file():
        return shipped
    return _over(shipped, tomllib.loads(own.read_text(encoding="utf-8")))


def _over(base: dict[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in other.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _over(known, value)
        else:
            merged[key] = value
    return merged


def _identity(folder: Path | None) -> Identity:
    tokens, grant = _read(folder, "tokens.toml"), _read(folder, "grant.toml")
    kind = tokens["type"]
    return Identity(
        colours=tokens["colour"]["light"],
        dark=tokens["colour"]["dark"],
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
        messages=grant.get("messages", {}),
        folder=folder,
        own_fonts=tuple(_fonts(folder)),
    )


def _fonts(folder: Path | None) -> Iterator[Path]:
    if folder and (folder / "fonts").is_dir():
        for path in sorted((folder / "fonts").iterdir()):
            if path.suffix.lower() in _FONT_SUFFIXES:
                yield path


# --- what a customer's folder may get wrong -------------------------------------
def _problems(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield f"{path.relative_to(folder)} is no plain file."
            return
        if path.is_file() and path.stat().st_size > _LARGEST_FILE:
            yield f"{path.relative_to(folder)} is larger than 8 MiB."
            return
    yield from _unknown(folder, "tokens.toml", _TABLES)
    yield from _unknown(folder, "grant.toml", _GRANT)
    tokens, grant = _read(folder, "tokens.toml"), _read(folder, "grant.toml")
    yield from _shape(tokens, grant)
    yield from _colours(tokens)
    yield from _drawings(folder)
    yield from _faces(tokens, folder)


def _unknown(folder: Path, name: str, known: frozenset[str]) -> Iterator[str]:
    own = folder / name
    if own.is_file():
        given = tomllib.loads(own.read_text(encoding="utf-8"))
        for key in sorted(set(given) - known):
            yield f"{name}: {key} is not known; here may stand {sorted(known)}."


def _shape(tokens: Mapping[str, Any], grant: Mapping[str, Any]) -> Iterator[str]:
    for key in ("serif", "sans"):
        if not isinstance(tokens["type"].get(key), str):
            yield f"tokens.toml: type.{key} must be the name of a font family."
    if grant["prescribed"] not in grant["wording"]:
        yield f"grant.toml: there is no wording.{grant['prescribed']}."
    for code, words in grant["wording"].items():
        for key in ("statement", "disclaimer"):
            if not str(words.get(key, "") if isinstance(words, dict) else "").strip():
                yield f"grant.toml: wording.{code}.{key} is missing."


def _colours(tokens: Mapping[str, Any]) -> Iterator[str]:
    for ground in ("light", "dark"):
        yield from _pairs(ground, tokens["colour"][ground], tokens["contrast"]["text"])


def _pairs(
    scheme: str, colours: Mapping[str, Any], pairs: Sequence[Sequence[str]]
) -> Iterator[str]:
    wrong = {name for name, colour in colours.items() if not _is_colour(colour)}
    for name in sorted(wrong):
        yield f"tokens.toml: colour.{scheme}.{name} must look like #9c1c34."
    for text, ground in pairs:
        if {text, ground} & wrong or not {text, ground} <= set(colours):
            continue
        found = contrast(colours[text], colours[ground])
        if found < LEAST_CONTRAST:
            yield (
                f"tokens.toml: in {scheme}, {text} on {ground} has a contrast of "
                f"{found:.2f} : 1; text needs {LEAST_CONTRAST} : 1."
            )


def _is_colour(value: object) -> bool:
    text = str(value)
    digits = text.removeprefix("#")
    return (
        len(text) == 7
        and text.startswith("#")
        and all(digit in "0123456789abcdefABCDEF" for digit in digits)
    )


def _drawings(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.svg")):
        if not (FOLDER / path.name).is_file():
            known = ", ".join(each.name for each in sorted(FOLDER.glob("*.svg")))
            yield f"{path.name} is not known; here may stand {known}."
            continue
        text = path.read_text(encoding="utf-8")
        for word in ("<script", "<!ENTITY", "<!DOCTYPE", "<image", "<foreignObject"):
            if word.casefold() in text.casefold():
                yield f"{path.name} must not hold {word}."


def _faces(tokens: Mapping[str, Any], folder: Path) -> Iterator[str]:
    for path in _fonts(folder):
        if path.read_bytes()[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
            yield f"fonts/{path.name} is no TrueType or OpenType font."
    shipped = tomllib.loads((FOLDER / "tokens.toml").read_text(encoding="utf-8"))
    for key in ("serif", "sans"):
        family = tokens["type"].get(key)
        own = [_plain(path.name) for path in _fonts(folder)]
        named = isinstance(family, str) and family != shipped["type"][key]
        if named and not any(_plain(str(family)) in name for name in own):
            yield f"tokens.toml: type.{key} is {family}, but fonts/ has no file of it."


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def drawing(name: str, *, colour: str = "ink") -> bytes:
    """Return an SVG of the library's own identity."""
    return load().drawing(name, colour=colour)
