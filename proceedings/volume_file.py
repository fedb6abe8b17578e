"""`volume.toml`: read with all problems at once, and written."""

from collections.abc import Callable
from pathlib import Path

from proceedings.model import PaperEntry, Volume


def load(folder: Path) -> Volume:
    """Return the volume of a folder; VolumeFileIsWrong lists every problem."""
    raise NotImplementedError


def dump(volume: Volume, folder: Path) -> str:
    """Return the text of `volume.toml`, with paths relative to the folder."""
    raise NotImplementedError


def discover(folder: Path) -> list[PaperEntry]:
    """Return an entry for each manuscript below a folder, in a stable order."""
    raise NotImplementedError


def initialise(
    folder: Path, describe: Callable[[list[PaperEntry]], list[PaperEntry]]
) -> Path:
    """Write `volume.toml` from the manuscripts of a folder; never overwrite one.

    `describe` fills in what the manuscripts say of themselves.
    """
    raise NotImplementedError
