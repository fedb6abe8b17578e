"""Binds a volume from parts that were set one by one; `cut` prepares a part."""

from proceedings.writers.binding.bind import BoundBook, Part, alone, bind
from proceedings.writers.binding.cutting import cut
from proceedings.writers.binding.segment import Segment

__all__ = ["BoundBook", "Part", "Segment", "alone", "bind", "cut"]
