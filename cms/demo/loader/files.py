"""The demo's content files."""

import tomllib
import uuid
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1]
MANUSCRIPTS = FOLDER / "manuscripts"
PICTURES = FOLDER / "pictures"
LANGUAGES = ("sl", "it", "en")
SOURCE = "sl"

_NAMESPACE = uuid.UUID("7f3c1a58-2f0e-4f0b-9a51-c00bde500001")


def read(name: str) -> dict[str, Any]:
    """Return the content of one TOML file."""
    return tomllib.loads((FOLDER / "content" / f"{name}.toml").read_text("utf-8"))


def key(*names: str) -> uuid.UUID:
    """Return the key under which a thing is found again at the next loading."""
    return uuid.uuid5(_NAMESPACE, "/".join(names))
