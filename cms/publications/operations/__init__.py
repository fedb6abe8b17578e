"""Has volumes compiled, and publishes what the press built: all of it or nothing."""

from cms.publications.operations.building import build_edition
from cms.publications.operations.compiling import (
    building_edition,
    compile_volume,
    settle,
)

__all__ = ["build_edition", "building_edition", "compile_volume", "settle"]
