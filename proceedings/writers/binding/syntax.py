"""Reads the PDF that typst writes: plain objects and one cross-reference table.

Not a reader for any PDF: object streams, generations above 0 and comments do not
occur in what typst 0.15 writes, and are refused or left as they are.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proceedings.exceptions import ToolFailed

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s+")
_HEADER = re.compile(rb"(\d+) 0 obj\s")
_END = b"\nendobj\n"
_STREAM_END = b"\nendstream\nendobj\n"
_WORD = re.compile(rb"[^\s/\[\]<>()]+")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_SPACE = re.compile(rb"\s*")
_PARENTHESES = re.compile(rb"\\.|[()]", re.DOTALL)
# Most arrays and dictionaries hold no strings and nothing deep: no need to go through
# them value by value.
_SHALLOW_ARRAY = re.compile(rb"\[(?:[^\[\]()<>]++|\[[^\[\]()<>]*+\])*+\]")
_SHALLOW_DICTIONARY = re.compile(rb"<<[^()<>]*+>>")
_SHALLOW_STRING = re.compile(rb"\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True, slots=True)
class Item:
    """An indirect object: its value, and the bytes of its stream if it is one."""

    value: bytes
    stream: bytes | None = None

    def content(self) -> bytes:
        """Return the stream without its filter."""
        data = self.stream or b""
        return zlib.decompress(data) if b"/FlateDecode" in self.value else data


class Source:
    """The objects of a file by number, and its trailer."""

    def __init__(self, pdf: bytes) -> None:
        start = _START.search(pdf, max(0, len(pdf) - 64))
        section = _SECTION.match(pdf, int(start[1])) if start else None
        if section is None:
            message = "The file has no plain cross-reference table."
            raise ToolFailed(message)
        table = pdf[section.end() : section.end() + 20 * int(section[1])]
        rows = [table[at : at + 20] for at in range(0, len(table), 20)]
        offsets = {n: int(row[:10]) for n, row in enumerate(rows) if row[17:18] == b"n"}
        following = sorted([*offsets.values(), int(start[1])])[1:] if start else []
        ends = dict(zip(sorted(offsets.values()), following, strict=True))
        self.items = {n: _item(pdf[at : ends[at]]) for n, at in offsets.items()}
        trailer = pdf.index(b"trailer", section.end())
        self.trailer = entries(pdf[pdf.index(b"<<", trailer) :])

    def resolved(self, value: bytes) -> bytes:
        """Return what a value that may be a reference stands for."""
        found = _REFERENCE.fullmatch(value)
        return self.items[int(found[1])].value if found else value


def _item(written: bytes) -> Item:
    header = _HEADER.match(written)
    if header is None or not written.endswith(_END):
        message = "An object of the file is not where it should be."
        raise ToolFailed(message)
    if not written.endswith(_STREAM_END):
        return Item(written[header.end() : -len(_END)])
    end = after(written, header.end())
    begin = end + len(b"\nstream\n")
    return Item(written[header.end() : end], written[begin : -len(_STREAM_END)])


def after(data: bytes, at: int) -> int:
    """Return where the value that begins at `at` ends."""
    first = data[at : at + 1]
    if first == b"(":
        return _after_string(data, at)
    if first == b"[":
        shallow = _SHALLOW_ARRAY.match(data, at)
        return shallow.end() if shallow else _after_all(data, at + 1, b"]")
    if first == b"<":
        if data[at + 1 : at + 2] == b"<":
            shallow = _SHALLOW_DICTIONARY.match(data, at)
            if shallow:
                return shallow.end()
            return _after_all(data, at + 2, b">>")
        return data.index(b">", at) + 1
    if first == b"/":
        name = _WORD.match(data, at + 1)
        return name.end() if name else at + 1
    found = _REFERENCE.match(data, at) or _WORD.match(data, at)
    if found is None:
        message = "A value of the file cannot be read."
        raise ToolFailed(message)
    return found.end()


def _after_string(data: bytes, at: int) -> int:
    shallow = _SHALLOW_STRING.match(data, at)
    if shallow:
        return shallow.end()
    depth = 0
    for found in _PARENTHESES.finditer(data, at):
        depth += (found[0] == b"(") - (found[0] == b")")
        if depth == 0:
            return found.end()
    message = "A string of the file has no end."
    raise ToolFailed(message)


def _after_all(data: bytes, at: int, end: bytes) -> int:
    at = _after_space(data, at)
    while data[at : at + len(end)] != end:
        at = _after_space(data, after(data, at))
    return at + len(end)


def _after_space(data: bytes, at: int) -> int:
    # Mostly there is none: typst writes what it needs.
    if data[at : at + 1] > b" ":
        return at
    found = _SPACE.match(data, at)
    return found.end() if found else at


def entries(value: bytes) -> dict[bytes, bytes]:
    """Return the entries of a dictionary, as they are written."""
    found = {}
    at = _after_space(value, 2)
    while value[at : at + 1] == b"/":
        key_end = after(value, at)
        start = _after_space(value, key_end)
        end = after(value, start)
        found[value[at + 1 : key_end]] = value[start:end]
        at = _after_space(value, end)
    return found


def members(value: bytes) -> list[bytes]:
    """Return the members of an array, as they are written."""
    found = []
    at = _after_space(value, 1)
    while value[at : at + 1] not in {b"]", b""}:
        end = after(value, at)
        found.append(value[at:end])
        at = _after_space(value, end)
    return found


def mapping(given: Mapping[bytes, bytes]) -> bytes:
    """Return entries as they stand in a dictionary, without its brackets."""
    return b"".join(
        b"/%s%s%s" % (key, b"" if value[:1] in b"/[<(" else b" ", value)
        for key, value in given.items()
    )


def dictionary(given: Mapping[bytes, bytes]) -> bytes:
    """Return entries as a dictionary."""
    return b"<<%s>>" % mapping(given)


def number(reference: bytes) -> int:
    """Return the number of a reference.

    Raises:
        ToolFailed: when it is no reference.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        message = "The file has a value where a reference was expected."
        raise ToolFailed(message)
    return int(found[1])


def references(value: bytes) -> list[int]:
    """Return the numbers of the objects that a value refers to."""
    if b" 0 R" not in value:
        return []
    if b"(" not in value:
        return list(map(int, _REFERENCE.findall(value)))
    return [int(found[1]) for found in outside_strings(value, _REFERENCE)]


def outside_strings(
    value: bytes, pattern: "re.Pattern[bytes]"
) -> Iterator["re.Match[bytes]"]:
    """Yield what matches in a value outside its strings."""
    at = 0
    while at < len(value):
        opened = value.find(b"(", at)
        end = len(value) if opened < 0 else opened
        yield from pattern.finditer(value, at, end)
        at = end if opened < 0 else _after_string(value, opened)


def text_of(value: bytes) -> bytes:
    """Return the bytes that a string stands for."""
    if value[:1] == b"<":
        digits = value[1:-1].decode().replace(" ", "")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _ESCAPE.sub(_unescaped, value[1:-1])


def _unescaped(found: "re.Match[bytes]") -> bytes:
    sign = found[1]
    if sign.isdigit():
        return bytes([int(sign, 8) & 0xFF])
    return _ESCAPED.get(sign, b"" if sign in {b"\r\n", b"\n"} else sign)


def words_of(value: bytes) -> str:
    """Return the words of a text string (ISO 32000-1, 7.9.2.2)."""
    data = text_of(value)
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be")
    return data.decode("latin-1")


def string(data: bytes) -> bytes:
    """Return bytes as a string."""
    if data.isascii() and all(32 <= byte < 127 for byte in data):
        escaped = re.sub(rb"([\\()])", rb"\\\1", data)
        return b"(%s)" % escaped
    return b"<%s>" % data.hex().upper().encode()


def words(text: str) -> bytes:
    """Return words as a text string."""
    if text.isascii():
        return string(text.encode())
    return string(b"\xfe\xff" + text.encode("utf-16-be"))
