"""Reads the grant's prescribed statements from the file that the books use too."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cms.identity.tokens import IDENTITY_DIR


@dataclass(frozen=True)
class Wording:
    """The funding statement and disclaimer in one language."""

    language: str
    statement: str
    disclaimer: str


@cache
def grant_file(path: Path = IDENTITY_DIR / "grant.toml") -> dict[str, Any]:
    """Read the grant file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def prescribed_language() -> str:
    """Name the language whose wording is the legal text."""
    return grant_file()["prescribed"]


def file_wordings() -> list[Wording]:
    """Return the wordings of the grant file, the prescribed one first."""
    first = prescribed_language()
    wordings = grant_file()["wording"]
    ordered = [first, *(code for code in wordings if code != first)]
    return [Wording(language=code, **wordings[code]) for code in ordered]
