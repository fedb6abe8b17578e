"""Turns values of a file into templates, with holes for the numbers of objects."""

import re
from collections.abc import Iterable
from itertools import groupby

from proceedings.exceptions import ToolFailed
from proceedings.writers.binding.segment import BETWEEN, OPEN, OUTER, Template
from proceedings.writers.binding.syntax import outside_strings

# References, and the keys of the parent tree, which are numbers as well.
_NUMBER = re.compile(
    rb"(\d+)(?= 0 R)|(?:(?<=/StructParents )|(?<=/StructParent ))(\d+)"
)


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
        _refuse_open(value)
        return self._filled(value)

    def series(self, values: Iterable[bytes]) -> Template:
        """Return values one after the other, each ended as an object is."""
        texts: list[bytes] = []
        holes: list[int] = []
        for has_strings, some in groupby(values, key=lambda value: b"(" in value):
            made = [*some]
            _refuse_open(b"".join(made))
            # Where nothing hides what looks like a reference, all are one.
            for value in made if has_strings else [BETWEEN.join(made)]:
                template = self._filled(value)
                texts.append(template.text)
                holes += template.holes
        return Template(BETWEEN.join([*texts, b""]), holes)

    def _filled(self, value: bytes) -> Template:
        if b"(" not in value:
            pieces = _NUMBER.split(value)
            found = zip(pieces[1::3], pieces[2::3], strict=True)
            return Template(
                OPEN.join(pieces[::3]), [self._hole(*each) for each in found]
            )
        texts, holes, at = [], [], 0
        for match in outside_strings(value, _NUMBER):
            texts.append(value[at : match.start()])
            holes.append(self._hole(match[1], match[2]))
            at = match.end()
        return Template(OPEN.join([*texts, value[at:]]), holes)

    def _hole(self, reference: bytes | None, key: bytes | None) -> int:
        return self.of(int(reference)) if reference else OUTER + int(key or 0)


def _refuse_open(text: bytes) -> None:
    if OPEN in text or BETWEEN in text:
        message = "A value of the file holds what no text holds."
        raise ToolFailed(message)


class Builder:
    """A template while it is written."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._holes: list[int] = []

    def add(self, text: bytes, *holes: int) -> "Builder":
        """Append text, then holes, with a space between each two of them."""
        _refuse_open(text)
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
