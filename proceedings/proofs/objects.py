"""Reads a bound file back object by object, by rules of its own.

Nothing of the writer is used, so that both would have to err in the same way.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import accumulate

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_WIDTHS = re.compile(rb"/W\s*\[1 4 2\]")
_LENGTH = re.compile(rb"/Length (\d+)")
_FIRST = re.compile(rb"/First (\d+)")
_STREAM = b"\nstream\n"
_ROW = 7
# Strings are passed over: what they say is no reference.
_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(\d+) 0 R")
_NAMED = re.compile(rb"\b\d++ 0 R")
_OCTAL = re.compile(rb"[0-7]{1,3}")
_ESCAPES = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""
}  # fmt: skip


class Objects:
    """All objects of a file: values by number, streams with their bytes.

    `problems` holds what is not where the file says it is.
    """

    def __init__(self, data: bytes) -> None:
        self.values: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        self.problems: list[str] = []
        self.trailer = b""
        start = _START.search(data, max(0, len(data) - 64))
        if start is None:
            self.problems.append("The file does not say where its objects are.")
            return
        at = int(start[1])
        self.trailer = data[at : data.find(_STREAM, at)]
        packed: dict[int, list[tuple[int, int]]] = {}
        for number, (kind, where, index) in enumerate(_rows(data, at)):
            if kind == 1:
                self._read(data, number, where)
            elif kind == 2:
                packed.setdefault(where, []).append((index, number))
        for holder, held in packed.items():
            self._unpack(holder, sorted(held))

    def _read(self, data: bytes, number: int, at: int) -> None:
        begin = b"%d 0 obj\n" % number
        if not data.startswith(begin, at):
            self.problems.append(f"Object {number} is not where the file says.")
            return
        at += len(begin)
        end = data.find(b"\nendobj\n", at)
        opened = data.find(_STREAM, at)
        if opened < 0 or end < opened:
            self.values[number] = data[at:end]
            return
        value = self.values[number] = data[at:opened]
        length = _LENGTH.search(value)
        begin_stream = opened + len(_STREAM)
        end_stream = begin_stream + (int(length[1]) if length else 0)
        if not data.startswith(b"\nendstream\nendobj\n", end_stream):
            self.problems.append(f"The stream of object {number} has another length.")
        self.streams[number] = data[begin_stream:end_stream]

    def _unpack(self, holder: int, held: list[tuple[int, int]]) -> None:
        first = _FIRST.search(self.values.get(holder, b""))
        if first is None:
            self.problems.append(f"Object {holder} holds no objects.")
            return
        content = self.content(holder)
        table = [int(word) for word in content[: int(first[1])].split()]
        numbers, offsets = table[::2], table[1::2]
        if numbers != [number for _, number in held]:
            self.problems.append(f"Object {holder} holds other objects.")
            return
        held_here = content[int(first[1]) :]
        ends = [*offsets[1:], len(held_here) + 1]
        # The last ends with the stream, the others before a line end.
        for number, begin, end in zip(numbers, offsets, ends, strict=True):
            self.values[number] = held_here[begin:end].rstrip(b"\n")

    def content(self, number: int) -> bytes:
        """Return the bytes of a stream without its filter."""
        data = self.streams.get(number, b"")
        if b"/FlateDecode" in self.values.get(number, b""):
            return zlib.decompress(data)
        return data

    def named(self, value: bytes, key: bytes) -> bytes:
        """Return the object that an entry of a value leads to; empty for none."""
        found = re.search(rb"/%s (\d+) 0 R" % key, value)
        return self.values.get(int(found[1]), b"") if found else b""

    def dangling(self) -> Iterator[str]:
        """Yield references to objects that the file does not have."""
        # Whatever looks like one leads somewhere in a sound file, words as well.
        every = set(_NAMED.findall(b"\n".join(self.values.values())))
        if self.values.keys() >= {int(found[:-4]) for found in every}:
            return
        named: set[bytes] = set()
        for value in self.values.values():
            named.update(_REFERENCE.findall(value))
        named.discard(b"")
        missing = {int(number) for number in named} - self.values.keys()
        for number in sorted(missing):
            yield f"Object {number} is named, but not in the file."


def _rows(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, offset or holder, and index of each object (ISO 32000-1, 7.5.8)."""
    opened = data.index(_STREAM, at)
    value = data[at:opened]
    length = _LENGTH.search(value)
    if not _WIDTHS.search(value) or length is None:
        return
    begin = opened + len(_STREAM)
    table = zlib.decompress(data[begin : begin + int(length[1])])
    # Each row holds what to add to the one above it, after its filter type.
    sums = (accumulate(table[at :: _ROW + 1]) for at in range(1, _ROW + 1))
    columns = [bytes([each & 0xFF for each in column]) for column in sums]
    for kind, a, b, c, d, e, f in zip(*columns, strict=True):
        yield kind, a << 24 | b << 16 | c << 8 | d, e << 8 | f


def text_in(value: bytes, key: bytes) -> str:
    """Return the words of the string under a key of a dictionary; empty for none."""
    found = re.search(rb"/%s\s*(?:(\()|<([0-9A-Fa-f]*)>)" % key, value)
    if found is None:
        return ""
    if found[1]:
        data = _literal(value, found.end())
    else:
        data = bytes.fromhex(found[2].decode())
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("latin-1")


def _literal(value: bytes, at: int) -> bytes:
    """Return what stands in parentheses (ISO 32000-1, 7.3.4.2)."""
    data, depth = bytearray(), 1
    while at < len(value):
        sign = value[at : at + 1]
        if sign == b"\\":
            octal = _OCTAL.match(value, at + 1)
            if octal:
                data.append(int(octal[0], 8) & 0xFF)
                at = octal.end()
            else:
                data += _ESCAPES.get(value[at + 1 : at + 2], value[at + 1 : at + 2])
                at += 2
            continue
        depth += (sign == b"(") - (sign == b")")
        if not depth:
            break
        data += sign
        at += 1
    return bytes(data)
