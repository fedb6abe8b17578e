"""A part of a volume, ready to be bound: objects whose numbers are left open."""

import io
import pickle
import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self

from proceedings.exceptions import ToolFailed

VERSION = 1
_MAGIC = b"coop-segment-%d\n" % VERSION
_SIZES = struct.Struct("<QQQ")
# Between two objects, and where the number of an object is to stand.
BETWEEN, OPEN = b"\x01", b"\x00"

# The first places of all numbers: what is outside a segment. Its own follow.
OUTER = 1
# How many plain objects one object stream holds.
CHUNK = 400


class Template(NamedTuple):
    """A value with holes for the numbers of objects.

    A hole is named by its place in the list of all numbers of a segment: what is
    outside it, its own objects, its resources.
    """

    text: bytes
    holes: Sequence[int] = ()

    def filled(self, numbers: Sequence[bytes]) -> bytes:
        """Return the value with its numbers."""
        if not self.holes:
            return self.text
        pieces: list[bytes] = [b""] * (2 * len(self.holes) + 1)
        pieces[::2] = self.text.split(OPEN)
        pieces[1::2] = [numbers[hole] for hole in self.holes]
        return b"".join(pieces)


class Stream(NamedTuple):
    """Compressed instructions of a page: where they stand in the body."""

    start: int
    length: int


class Resource(NamedTuple):
    """A font, picture or colour space: the same in another part if `digest` is.

    A stream with `start`, where its bytes stand in the body.
    """

    digest: str
    value: Template
    start: int = -1
    length: int = 0


class Stamp(NamedTuple):
    """A number to be shown on a page: its place `own`, and its signs by letter.

    A `range` holds the first and the last page and a full stop. `right` is the
    width, in thousandths, up to where the text ends that is aligned to the right.
    """

    own: int
    page: int
    range: bool
    signs: dict[str, str]
    widths: dict[str, float]
    right: float = 0.0


class Note(NamedTuple):
    """A link whose description depends on the volume.

    `target` is the destination in another part; without it, `words` are followed
    by the number of page `page`.
    """

    own: int
    entries: Template
    target: str = ""
    words: str = ""
    page: int = 0


class Bookmark(NamedTuple):
    """A bookmark of the top level: what it says but its neighbours."""

    own: int
    entries: Template


class Place(NamedTuple):
    """A named place: page (from 0) and the view of it."""

    page: int
    view: str


_EMPTY = Template(b"[]")


@dataclass(slots=True)
class Head:
    """What is known of a segment without reading its objects.

    Numbers are counted from its first: the plain objects (pages first), the object
    streams that hold them, the pieces of its pages, then what is written anew for
    each volume.
    """

    name: str
    language: str
    pages: int
    plain: int = 0
    first_stream: int = 0
    own: int = 0
    streams: list[Stream] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    headings: dict[str, Place] = field(default_factory=dict)
    passages: dict[str, Place] = field(default_factory=dict)
    # The root of its tags, its page node, room for a blank page and a bookmark.
    root: int = 0
    node: int = 0
    blank: int = 0
    wrapper: int = 0
    # Its leaves of the parent tree and of the ID tree, -1 without IDs.
    parents: int = 0
    keys: tuple[int, int] = (0, 0)
    ids: int = -1
    id_limits: tuple[bytes, bytes] = (b"", b"")
    kids: Template = _EMPTY
    roles: dict[str, str] = field(default_factory=dict)
    # Of the last page, for a blank one after it.
    boxes: dict[str, str] = field(default_factory=dict)
    intents: list[Template] = field(default_factory=list)
    preferences: bytes = b""
    info: bytes = b""
    metadata: Stream | None = None


_KNOWN = {
    each.__name__: each
    for each in (Template, Stream, Resource, Stamp, Note, Bookmark, Place, Head)
}


class _Reader(pickle.Unpickler):
    """Makes the values of this module, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module != __name__ or name not in _KNOWN:
            message = f"Not a segment: {module}.{name}"
            raise ToolFailed(message)
        return _KNOWN[name]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part that is cut: `digest` names what it was cut from.

    Its objects are read when they are bound; until then they stay in their file.
    """

    digest: str
    head: Head
    _at: int
    _text: int
    _holes: int
    _body: bytes = b""
    _path: Path | None = None

    @classmethod
    def of(cls, digest: str, head: Head, plain: Template, data: bytes) -> Self:
        """Return the segment of these objects, in memory."""
        holes = array("I", plain.holes).tobytes()
        body = plain.text + holes + data
        return cls(digest, head, 0, len(plain.text), len(holes), body)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.head.pages

    def written(self) -> bytes:
        """Return the segment as it stands in a file."""
        head = pickle.dumps((self.digest, self.head), protocol=5)
        sizes = _SIZES.pack(len(head), self._text, self._holes)
        return _MAGIC + sizes + head + self._read(0, -1)

    def save(self, path: Path) -> "Segment":
        """Write the segment, and return it as it is read from there."""
        path.write_bytes(self.written())
        return Segment.load(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the segment of a file.

        Raises:
            ToolFailed: when the file is none, or of another version.
        """
        with path.open("rb") as file:
            begin = file.read(len(_MAGIC) + _SIZES.size)
            if not begin.startswith(_MAGIC) or len(begin) < len(_MAGIC) + _SIZES.size:
                message = "Not a segment of this version."
                raise ToolFailed(message, path.name)
            size, text, holes = _SIZES.unpack_from(begin, len(_MAGIC))
            digest, head = _Reader(io.BytesIO(file.read(size))).load()
        return cls(digest, head, len(begin) + size, text, holes, b"", path)

    def plain(self) -> Template:
        """Return the objects that are no streams, one after the other."""
        data = self._read(0, self._text + self._holes)
        return Template(data[: self._text], array("I", data[self._text :]))

    def data(self, start: int = 0, length: int = -1) -> bytes:
        """Return bytes of streams."""
        return self._read(self._text + self._holes + start, length)

    def stream(self, resource: Resource) -> bytes | None:
        """Return the bytes of a resource, None when it is no stream."""
        if resource.start < 0:
            return None
        return self.data(resource.start, resource.length)

    def _read(self, start: int, length: int) -> bytes:
        if self._path is None:
            return self._body[start : None if length < 0 else start + length]
        with self._path.open("rb") as file:
            file.seek(self._at + start)
            return file.read(length)
