"""Turns a folder of manuscripts and a `volume.toml` into a book."""

from proceedings.pipeline import (
    BuildResult,
    Press,
    Progress,
    build,
    check,
    initialise,
)

__all__ = ["BuildResult", "Press", "Progress", "build", "check", "initialise"]
