"""Makes the pages of a screen into pages for a press: one black, nothing to click."""

import re

import pikepdf
from pikepdf import Name

from proceedings.identity import Identity

# `/c0 cs 0.1 0.2 0.3 scn`: how typst sets a colour, and strokes in one.
_COLOUR = re.compile(
    rb"/\S+ (cs|CS) (\d*\.?\d+) (\d*\.?\d+) (\d*\.?\d+) (scn|SCN)(?=\s)"
)
# Colours of type that become black, by their name in the identity.
_BLACK = ("ink", "link")
# How far apart the parts of a colour may lie that is grey to the eye.
_NEUTRAL = 0.055


def black_only(contents: bytes, identity: Identity) -> bytes:
    """Return instructions in which text is pure black, and what is grey is grey."""
    black = {_parts(colour) for name, colour in _named(identity) if name in _BLACK}

    def change(match: re.Match[bytes]) -> bytes:
        values = tuple(float(match[number]) for number in (2, 3, 4))
        paint = b"g" if match[1] == b"cs" else b"G"
        if tuple(round(part * 255) for part in values) in black:
            return b" 0 " + paint
        if max(values) - min(values) <= _NEUTRAL and max(values) < 0.9:
            grey = 0.2126 * values[0] + 0.7152 * values[1] + 0.0722 * values[2]
            return f" {grey:.4f} ".encode() + paint
        return match[0]

    return _COLOUR.sub(change, contents)


def _named(identity: Identity) -> list[tuple[str, str]]:
    return [*identity.colours.items(), ("link", identity.link_colour())]


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def strip_screen(pdf: pikepdf.Pdf) -> None:
    """Take out what only a screen needs: tags, links, bookmarks and claims."""
    for key in (
        "/StructTreeRoot",
        "/MarkInfo",
        "/Outlines",
        "/Names",
        "/Dests",
        "/PageLabels",
        "/Metadata",
        "/PageMode",
        "/OpenAction",
    ):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/Annots", "/StructParents", "/Tabs", "/Group"):
            if key in page.obj:
                del page.obj[key]


def contents_of(page: pikepdf.Page) -> bytes:
    """Return all instructions of a page."""
    contents = page.obj.get(Name.Contents)
    if contents is None:
        return b""
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)
