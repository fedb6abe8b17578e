"""Writes the file: objects one after the other, and where each of them begins."""

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from proceedings.exceptions import ProofFailed
from proceedings.writers.binding.segment import CHUNK

# Readers take no higher numbers (pdfium; ISO 19005-2, 6.1.13 allows twice as many).
HIGHEST = (1 << 22) - 1
_HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"
# Filter type, kind of entry, offset or object stream, generation or index.
_ROW = struct.Struct(">BBIH")
_UP = 2
# Objects are compressed whenever a volume is bound, so that time matters more.
_QUICK = 3


class Filing:
    """A PDF of so many objects, while it is written.

    Raises:
        ProofFailed: when they are more than readers take.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        if size > HIGHEST:
            message = f"The volume has {size} objects; no reader takes as many."
            raise ProofFailed(message)
        self._file = file
        self._rows = bytearray(_ROW.size * size)
        self._at = 0
        self._write(_HEADER)
        _ROW.pack_into(self._rows, 0, 0, 0, 0, 0xFFFF)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)

    def put(self, number: int, value: bytes, stream: bytes | None = None) -> None:
        """Write an object; `value` is a whole dictionary, with its length."""
        _ROW.pack_into(self._rows, number * _ROW.size, 0, 1, self._at, 0)
        self._write(written(number, value, stream))

    def block(self, data: bytes, begins: Iterable[tuple[int, int]]) -> tuple[int, int]:
        """Write objects that are ready, each with where it begins; say where."""
        for number, offset in begins:
            _ROW.pack_into(self._rows, number * _ROW.size, 0, 1, self._at + offset, 0)
        start = self._at
        self._write(data)
        return start, self._at

    def inside(self, first: int, count: int, holders: Sequence[int]) -> None:
        """Say that objects in a row are in object streams, some in each."""
        for at in range(count):
            _ROW.pack_into(
                self._rows,
                (first + at) * _ROW.size,
                *(0, 2, holders[at // CHUNK], at % CHUNK),
            )

    def pack(self, objects: Sequence[tuple[int, bytes]], holder: int) -> None:
        """Write objects that are no streams into object streams from `holder` on."""
        for at in range(0, len(objects), CHUNK):
            chunk = objects[at : at + CHUNK]
            value, data = object_stream(chunk)
            self.put(holder, value, data)
            for index, (number, _) in enumerate(chunk):
                _ROW.pack_into(self._rows, number * _ROW.size, 0, 2, holder, index)
            holder += 1

    def finish(self, number: int, entries: bytes) -> None:
        """Write where everything is; `number` is the object that says it."""
        start = self._at
        _ROW.pack_into(self._rows, number * _ROW.size, 0, 1, start, 0)
        data = zlib.compress(_predicted(bytes(self._rows)))
        value = (
            b"<</Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns 7>>%s/Length %d>>"
        ) % (len(self._rows) // _ROW.size, entries, len(data))
        self._write(written(number, value, data))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)


def written(number: int, value: bytes, stream: bytes | None = None) -> bytes:
    """Return an object as it stands in a file."""
    if stream is None:
        return b"%d 0 obj\n%s\nendobj\n" % (number, value)
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, value, stream)


def object_stream(objects: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Return the dictionary and the data of an object stream (ISO 32000-1, 7.5.7)."""
    table, at = [], 0
    for number, value in objects:
        table.append(b"%d %d" % (number, at))
        at += len(value) + 1
    begin = b" ".join(table) + b"\n"
    body = b"\n".join([value for _, value in objects])
    data = zlib.compress(begin + body, _QUICK)
    value = b"<</Type/ObjStm/N %d/First %d/Length %d/Filter/FlateDecode>>"
    return value % (len(objects), len(begin), len(data)), data


def _predicted(rows: bytes) -> bytes:
    """Return each row as its difference from the one above (PNG's filter Up).

    All bytes at once: the two numbers hold one byte in each eight bits, and no
    difference may borrow from its neighbour.
    """
    count = len(rows)
    high = int.from_bytes(b"\x80" * count)
    this = int.from_bytes(rows)
    above = int.from_bytes(bytes(_ROW.size) + rows[: -_ROW.size])
    low = (this | high) - (above & ~high)
    difference = low ^ ((this ^ ~above) & high)
    kinds = int.from_bytes(bytes([_UP, *bytes(_ROW.size - 1)]) * (count // _ROW.size))
    return (difference | kinds).to_bytes(count)
