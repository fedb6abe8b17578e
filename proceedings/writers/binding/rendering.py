"""Gives the objects of a segment their numbers; the result depends on nothing else."""

import hashlib
import os
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proceedings.writers.binding.filing import object_stream, written
from proceedings.writers.binding.segment import BETWEEN, CHUNK, VERSION, Segment

_PAIR = struct.Struct("<QQ")


@dataclass(frozen=True, slots=True)
class Rendition:
    """Objects as they stand in the file, and where each begins."""

    block: bytes
    begins: list[tuple[int, int]]


def render(
    segment: Segment, base: int, numbers: Sequence[bytes], folder: Path | None = None
) -> Rendition:
    """Return a segment's lasting objects; `numbers` fill the holes of its templates.

    With `folder`, they are kept there, and not made again.
    """
    if folder is None:
        return _render(segment, base, numbers)
    key = hashlib.sha256(
        f"{VERSION}:{segment.digest}:".encode()
        + b",".join([b"%d" % base, *numbers[1 + segment.head.own :]])
    )
    path = folder / f"{key.hexdigest()}.bound"
    if path.exists():
        return _read(path.read_bytes())
    rendition = _render(segment, base, numbers)
    _keep(path, rendition)
    return rendition


def _render(segment: Segment, base: int, numbers: Sequence[bytes]) -> Rendition:
    head = segment.head
    values = segment.plain().filled(numbers).split(BETWEEN)
    pieces: list[bytes] = []
    begins: list[tuple[int, int]] = []
    at = 0
    for chunk in range(-(-head.plain // CHUNK)):
        first = chunk * CHUNK
        inside = values[first : min(first + CHUNK, head.plain)]
        value, data = object_stream(
            [(base + first + index, each) for index, each in enumerate(inside)]
        )
        pieces.append(written(base + head.plain + chunk, value, data))
        begins.append((base + head.plain + chunk, at))
        at += len(pieces[-1])
    streams = segment.data(0, sum(each.length for each in head.streams))
    for index, each in enumerate(head.streams):
        number = base + head.first_stream + index
        value = b"<</Length %d/Filter/FlateDecode>>" % each.length
        data = streams[each.start : each.start + each.length]
        pieces.append(written(number, value, data))
        begins.append((number, at))
        at += len(pieces[-1])
    return Rendition(b"".join(pieces), begins)


def _keep(path: Path, rendition: Rendition) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as target:
        target.write(_PAIR.pack(len(rendition.begins), 0))
        for pair in rendition.begins:
            target.write(_PAIR.pack(*pair))
        target.write(rendition.block)
    Path(name).replace(path)


def _read(data: bytes) -> Rendition:
    count, _ = _PAIR.unpack_from(data)
    end = _PAIR.size * (count + 1)
    begins = list(_PAIR.iter_unpack(data[_PAIR.size : end]))
    return Rendition(data[end:], begins)
