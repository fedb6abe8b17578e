"""What every sheet is given beside its own words: identity, layout, templates."""

from collections.abc import Mapping
from pathlib import Path

from proceedings.identity import Identity
from proceedings.layouts import Layout
from proceedings.writers.typst import Code, value

TEMPLATES = Path(__file__).parents[1] / "data" / "typst"
# Shipped drawings, and the colour that their own strokes take.
_DRAWINGS = {
    "eu-emblem.svg": ("eu-emblem", "ink"),
    "wordmark.svg": ("wordmark", "ink"),
    "wordmark-light.svg": ("wordmark", "paper"),
    "links.svg": ("links", "accent"),
    "panel.svg": ("cover-newspaper", "accent"),
}


def house_files(
    identity: Identity, layout: Layout, **given: object
) -> dict[str, bytes | Path]:
    """Return the files of the house; `given` joins the values in `given.typ`."""
    values: Mapping[str, object] = {
        "colours": identity.colours,
        "link-colour": identity.link_colour(),
        "serif-face": identity.serif,
        "sans-face": identity.sans,
        "layout": geometry(layout),
        **given,
    }
    lines = [f"#let {name} = {value(content)}" for name, content in values.items()]
    drawings = {
        name: identity.drawing(drawing, colour=colour)
        for name, (drawing, colour) in _DRAWINGS.items()
    }
    return {
        "given.typ": "\n".join(lines).encode(),
        **{path.name: path for path in sorted(TEMPLATES.glob("*.typ"))},
        **drawings,
        "cover.svg": identity.cover(),
        **{path.name: path for path in identity.own_fonts},
    }


def geometry(layout: Layout) -> dict[str, object]:
    """Return the layout for `coop.typ`, as lengths."""
    return {
        "width": Code(f"{layout.width_mm}mm"),
        "height": Code(f"{layout.height_mm}mm"),
        "margins": {
            side: Code(f"{getattr(layout, f'{side}_mm')}mm")
            for side in ("top", "bottom", "inside", "outside")
        },
        "base": Code(f"{layout.base_pt}pt"),
        "leading": Code(f"{layout.leading_pt}pt"),
        "columns": layout.columns,
        "gutter": Code(f"{layout.gutter_mm}mm"),
        "table": Code(f"{layout.table_pt}pt"),
    }
