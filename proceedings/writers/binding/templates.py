"""Turns values of a file into templates, with holes for the numbers of objects."""

import re

from proceedings.exceptions import ToolFailed
from proceedings.writers.binding.segment import BETWEEN, OPEN, OUTER, Template
from proceedings.writers.binding.syntax import outside_strings

# References, and the keys of the parent tree, which are numbers as well.
_NUMBER = re.compile(rb"(?:(\d+)(?= 0 R)|/StructParents? (\d+))")


class Places:
    """Where each object of a file stands among the numbers of its segment."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}

    def put(self, original: int, place: int) -> None:
        """Give an object of the file its place."""
        self._places[original] = place

    def of(self, original: int) -> int:
        """Return the place of an object.

        Raises:
            ToolFailed: when it is not among what is kept.
        """
        place = self._places.get(original)
        if place is None:
            message = f"Object {original} of the file is named, but not kept."
            raise ToolFailed(message)
        return place

    def template(self, value: bytes) -> Template:
        """Return a value with holes instead of its references."""
        build = Builder()
        at = 0
        for found in outside_strings(value, _NUMBER):
            group = 1 if found[1] else 2
            place = self.of(int(found[1])) if found[1] else OUTER + int(found[2])
            build.add(value[at : found.start(group)], place)
            at = found.end(group)
        return build.add(value[at:]).template()


class Builder:
    """A template while it is written."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._holes: list[int] = []

    def add(self, text: bytes, *holes: int) -> "Builder":
        """Append text, then holes, with a space between each two of them."""
        if OPEN in text or BETWEEN in text:
            message = "A value of the file holds what no text holds."
            raise ToolFailed(message)
        self._text += text + b" ".join([OPEN] * len(holes))
        self._holes += holes
        return self

    def references(self, key: bytes, places: list[int]) -> "Builder":
        """Append an array of references as an entry."""
        self.add(key + b"[")
        for place in places:
            self.add(b"", place).add(b" 0 R ")
        return self.add(b"]")

    def append(self, template: Template) -> "Builder":
        """Append what is a template already."""
        self._text += template.text
        self._holes += template.holes
        return self

    def end(self) -> "Builder":
        """End an object, so that another follows."""
        self._text += BETWEEN
        return self

    def template(self) -> Template:
        """Return what was written."""
        return Template(bytes(self._text), self._holes)
