"""Turns a folder of manuscripts and a `volume.toml` into a book."""

from proceedings.pipeline import (
    BuildResult,
    Press,
    Progress,
    build,
    check,
    initialise,
)

__version__ = "0.1.0"

__all__ = ["BuildResult", "Press", "Progress", "build", "check", "initialise"]
