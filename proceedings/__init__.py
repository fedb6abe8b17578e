"""Turns a folder of manuscripts and a `volume.toml` into a book."""

from proceedings.pipeline import BuildResult, Progress, build, check, initialise

__all__ = ["BuildResult", "Progress", "build", "check", "initialise"]
