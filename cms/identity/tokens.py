"""Turns the identity's token file into CSS custom properties."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

IDENTITY_DIR = settings.BASE_DIR / "proceedings" / "data" / "identity"
STYLESHEET = settings.BASE_DIR / "cms" / "static" / "css" / "tokens.css"

FALLBACKS = {
    "serif": 'Georgia, "Times New Roman", serif',
    "sans": 'system-ui, "Segoe UI", Helvetica, Arial, sans-serif',
}


@cache
def tokens(path: Path = IDENTITY_DIR / "tokens.toml") -> dict[str, Any]:
    """Read the token file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def color(name: str, scheme: str = "light") -> str:
    """Return one colour; an unknown name is refused (KeyError)."""
    return tokens()["colour"][scheme][name]


def stylesheet() -> str:
    """Write every token as a custom property, dark ones behind the media query."""
    values = tokens()
    lines = ["/* Written by `manage.py write_tokens` from tokens.toml. */", ":root {"]
    lines += _colors(values["colour"]["light"], "  ")
    lines += [
        f"  --emblem-{name}: {value};"
        for name, value in values["colour"]["emblem"].items()
    ]
    kind = values["type"]
    lines += [
        f'  --{family}: "{kind[family]}", {fallback};'
        for family, fallback in FALLBACKS.items()
    ]
    lines += [f"  --type-{step}: {size}rem;" for step, size in kind["scale"].items()]
    lines += [f"  --space-{step}: {size}rem;" for step, size in values["space"].items()]
    lines += [
        f"  --measure: {kind['measure_ch'] / 2}rem;",
        f"  --base: {kind['base_px'] / 16 * 100}%;",
        f"  --leading: {kind['line_height']};",
        "  color-scheme: light dark;",
        "}",
        "@media (prefers-color-scheme: dark) {",
        "  :root {",
        *_colors(values["colour"]["dark"], "    "),
        "  }",
        "}",
        "@media print {",
        "  :root {",
        *_colors(values["colour"]["light"], "    "),
        "  }",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _colors(palette: dict[str, str], indent: str) -> list[str]:
    return [
        f"{indent}--{name.replace('_', '-')}: {value};"
        for name, value in palette.items()
    ]
