"""`volume.toml`: read with all problems at once, and written."""

from proceedings.volume_file.discovery import discover, initialise
from proceedings.volume_file.languages import in_language
from proceedings.volume_file.reading import load
from proceedings.volume_file.schema import NAME
from proceedings.volume_file.writing import dump

__all__ = ["NAME", "discover", "dump", "in_language", "initialise", "load"]
