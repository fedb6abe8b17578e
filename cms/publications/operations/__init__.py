"""Has volumes compiled, and publishes what the press built: all of it or nothing."""

from cms.publications.operations.building import build_edition
from cms.publications.operations.collecting import collect_volume
from cms.publications.operations.compiling import (
    building_edition,
    compile_volume,
    settle,
)
from cms.publications.operations.recommending import Words, take_over

__all__ = [
    "Words",
    "build_edition",
    "building_edition",
    "collect_volume",
    "compile_volume",
    "settle",
    "take_over",
]
