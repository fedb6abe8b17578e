"""Gives the objects of a segment their numbers; the result depends on nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from proceedings.writers.binding.filing import object_stream, written
from proceedings.writers.binding.segment import BETWEEN, CHUNK, Segment


@dataclass(frozen=True, slots=True)
class Rendition:
    """Objects as they stand in the file, and where each begins."""

    block: bytes
    begins: list[tuple[int, int]]


def render(segment: Segment, base: int, numbers: Sequence[bytes]) -> Rendition:
    """Return a segment's lasting objects; `numbers` fill the holes of its templates."""
    head = segment.head
    values = segment.plain().filled(numbers).split(BETWEEN)
    pieces: list[bytes] = []
    begins: list[tuple[int, int]] = []
    at = 0
    for chunk in range(-(-head.plain // CHUNK)):
        first = chunk * CHUNK
        inside = values[first : min(first + CHUNK, head.plain)]
        value, data = object_stream(list(enumerate(inside, start=base + first)))
        number = base + head.plain + chunk
        pieces.append(written(number, value, data))
        begins.append((number, at))
        at += len(pieces[-1])
    streams = segment.data(0, sum(each.length for each in head.streams))
    for number, each in enumerate(head.streams, start=base + head.first_stream):
        value = b"<</Length %d/Filter/FlateDecode>>" % each.length
        data = streams[each.start : each.start + each.length]
        pieces.append(written(number, value, data))
        begins.append((number, at))
        at += len(pieces[-1])
    return Rendition(b"".join(pieces), begins)
