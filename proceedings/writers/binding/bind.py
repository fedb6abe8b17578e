"""Binds segments to one file that is tagged, linked and archivable.

The parts' objects are copied as they are. What leads to them is written anew: page
tree, structure, names, bookmarks, labels, and what depends on page numbers. Equal
parts give equal bytes.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from proceedings.book.pages import label
from proceedings.writers.binding import slots, trees
from proceedings.writers.binding.destinations import Destinations
from proceedings.writers.binding.filing import Filing, written
from proceedings.writers.binding.planning import (
    CATALOGUE,
    DOCUMENT,
    IDS,
    INFO,
    METADATA,
    NAMES,
    OUTLINES,
    PAGES,
    PARENTS,
    STRUCTURE,
    plan,
)
from proceedings.writers.binding.rendering import render
from proceedings.writers.binding.segment import CHUNK, VERSION, Head, Segment
from proceedings.writers.binding.syntax import string, words

_COUNTED = re.compile(rb"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)")
_INSTANCE = re.compile(rb"(<xmpMM:InstanceID>)[^<]*(</xmpMM:InstanceID>)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the volume.

    `name` is the destination of its first page, `title` its bookmark (empty: its
    own bookmarks stand at the top level), `numbering` is `roman`, `arabic` or
    empty for pages without a folio, `first` the number of the first page. With
    `even`, a blank page follows an odd number of pages. Its bookmarks stand below
    that of the part `within`, which comes before it, if there is one.
    """

    segment: Segment
    name: str
    language: str
    title: str = ""
    numbering: str = "arabic"
    first: int = 1
    even: bool = True
    within: str = ""

    def told(self) -> tuple[object, ...]:
        """Return what was decided about the part."""
        return (
            *(self.name, self.language, self.title),
            *(self.numbering, self.first, self.even, self.within),
        )

    @property
    def pages(self) -> int:
        """How many pages it takes, with a blank one at its end."""
        return self.segment.pages + (self.even and self.segment.pages % 2)

    def label(self, index: int) -> str:
        """Return the label of a page, counted from 0."""
        return label(self.first + index, self.numbering)


@dataclass(frozen=True, slots=True)
class BoundBook:
    """What was bound: the label of each page, and the bytes of each part."""

    labels: tuple[str, ...]
    spans: Mapping[str, tuple[int, int]]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.labels)


def bind(
    parts: Sequence[Part],
    target: Path,
    *,
    descriptions: Mapping[str, str] | None = None,
) -> BoundBook:
    """Write the parts as one file.

    Title, authors and dates are those of the first part. `descriptions` says in
    words where a `coop:` link leads, by destination.

    Raises:
        ProofFailed: when two parts use one destination, or a link leads nowhere.
    """
    volume = _Volume(parts, descriptions or {})
    volume.reach()
    with target.open("wb") as file:
        return volume.write(file)


def alone(segment: Segment) -> bytes:
    """Return a segment as a file that shows its text and tags, not its links.

    Links to other parts lead nowhere in it.
    """
    file = io.BytesIO()
    head = segment.head
    _Volume([Part(segment, head.name, head.language, even=False)], {}).write(file)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part with the number of its first object, and what fills its holes."""

    part: Part
    base: int
    numbers: Sequence[bytes]


class _Volume:
    """The file while it grows."""

    def __init__(self, parts: Sequence[Part], descriptions: Mapping[str, str]) -> None:
        self._parts = parts
        self._plan = plan([part.segment for part in parts])
        self._destinations = Destinations(descriptions)
        for part, base in zip(parts, self._plan.bases, strict=True):
            self._destinations.add(part.name, part.segment.head, base)
        # What is no stream and depends on the volume, and bookmarks at the top.
        self._loose: list[tuple[int, bytes]] = []
        self._top: list[tuple[int, bytes]] = []
        # Bookmarks below another, and which of a part others may stand below.
        self._below: dict[int, list[tuple[int, bytes]]] = {}
        self._leading: dict[str, int] = {}
        self._spans: dict[str, tuple[int, int]] = {}

    def reach(self) -> None:
        """Make sure that all links between parts lead somewhere.

        Raises:
            ProofFailed: when one does not.
        """
        self._destinations.reach(
            note.target for part in self._parts for note in part.segment.head.notes
        )

    def write(self, file: BinaryIO) -> BoundBook:
        """Write the file."""
        names = trees.name_tree(self._destinations.names, NAMES, self._plan.following)
        holders = self._plan.following + len(names)
        size = holders + self._most_holders(len(names)) + 1
        filing = Filing(file, size)
        self._write_shared(filing)
        for part, base in zip(self._parts, self._plan.bases, strict=True):
            numbers = self._plan.numbers(part.segment, base)
            self._write_part(filing, _Placed(part, base, numbers))
        self._loose += names
        self._write_trees()
        self._write_description(filing)
        filing.pack(sorted(self._loose), holders)
        roots = b"/Root %d 0 R/Info %d 0 R" % (CATALOGUE, INFO)
        identity = self._identity()
        filing.finish(size - 1, roots + b"/ID[<%s><%s>]" % (identity, identity))
        labels = [p.label(index) for p in self._parts for index in range(p.pages)]
        return BoundBook(tuple(labels), self._spans)

    def _most_holders(self, names: int) -> int:
        """Return how many object streams the loose objects need at most."""
        heads = [part.segment.head for part in self._parts]
        loose = 16 + names
        loose += sum(len(head.notes) + len(head.bookmarks) + 4 for head in heads)
        return -(-loose // CHUNK)

    # --- parts ------------------------------------------------------------------------
    def _write_shared(self, filing: Filing) -> None:
        waiting = dict(self._plan.shared)
        for part, base in zip(self._parts, self._plan.bases, strict=True):
            if waiting.keys().isdisjoint(e.digest for e in part.segment.head.resources):
                continue
            numbers = self._plan.numbers(part.segment, base)
            for each in part.segment.head.resources:
                number = waiting.pop(each.digest, None)
                if number is not None:
                    data = part.segment.stream(each)
                    filing.put(number, each.value.filled(numbers), data)

    def _write_part(self, filing: Filing, placed: _Placed) -> None:
        segment, base = placed.part.segment, placed.base
        head = segment.head
        rendition = render(segment, base, placed.numbers)
        span = filing.block(rendition.block, rendition.begins)
        self._spans[placed.part.name] = span
        filing.inside(
            base, head.plain, range(base + head.plain, base + head.first_stream)
        )
        for at, each in enumerate(head.resources):
            if each.digest not in self._plan.shared:
                value = each.value.filled(placed.numbers)
                filing.put(base + head.own + at, value, segment.stream(each))
        self._stamp(filing, placed)
        self._describe_links(placed)
        self._add_pages(placed)
        self._add_tags(placed)
        self._add_bookmarks(placed)

    def _stamp(self, filing: Filing, placed: _Placed) -> None:
        block, begins = bytearray(), []
        part = placed.part
        span = part.label(0)
        if part.segment.pages > 1:
            span += f"–{part.label(part.segment.pages - 1)}"
        for stamp in part.segment.head.stamps:
            shown = slots.stamped(
                stamp, f"{span}." if stamp.range else part.label(stamp.page)
            )
            number = placed.base + stamp.own
            begins.append((number, len(block)))
            block += written(number, b"<</Length %d>>" % len(shown), shown)
        filing.block(bytes(block), begins)

    def _describe_links(self, placed: _Placed) -> None:
        for note in placed.part.segment.head.notes:
            entries = note.entries.filled(placed.numbers)
            if note.target:
                entries += b"/Dest" + string(note.target.encode())
                told = self._destinations.described(note.target)
            else:
                told = note.words + placed.part.label(note.page)
            value = b"<<%s/Contents%s>>" % (entries, words(told))
            self._loose.append((placed.base + note.own, value))

    def _add_pages(self, placed: _Placed) -> None:
        head, base = placed.part.segment.head, placed.base
        leaves = [base + leaf for leaf in range(head.pages)]
        if placed.part.pages > head.pages:
            boxes = "".join(f"/{key} {value}" for key, value in head.boxes.items())
            page = b"<</Type/Page/Parent %d 0 R/Tabs/S/Resources<<>>%s>>"
            number = base + head.blank
            self._loose.append((number, page % (base + head.node, boxes.encode())))
            leaves.append(number)
        node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>"
        value = node % (PAGES, len(leaves), _references(leaves))
        self._loose.append((base + head.node, value))

    def _add_tags(self, placed: _Placed) -> None:
        head = placed.part.segment.head
        alone = len(self._parts) == 1
        kind, parent = (b"Document", STRUCTURE) if alone else (b"Part", DOCUMENT)
        element = b"<</Type/StructElem/S/%s/P %d 0 R/Lang%s/K%s>>"
        language = string(placed.part.language.encode())
        value = element % (kind, parent, language, head.kids.filled(placed.numbers))
        self._loose.append((placed.base + head.root, value))

    def _add_bookmarks(self, placed: _Placed) -> None:
        part, base, head = placed.part, placed.base, placed.part.segment.head
        own = [
            (base + each.own, each.entries.filled(placed.numbers))
            for each in head.bookmarks
        ]
        if part.title:
            item = b"/Title%s/Dest%s" % (words(part.title), string(part.name.encode()))
            if own:
                item += trees.ends(own) + b"/Count -%d" % len(own)
            self._loose += trees.chain(own, base + head.wrapper)
            own = [(base + head.wrapper, item)]
        above = self._leading.get(part.within)
        if above is None:
            self._top += own
        else:
            self._below.setdefault(above, []).extend(own)
        if len(own) == 1 and b"/First" not in own[0][1]:
            self._leading[part.name] = own[0][0]

    def _nested(self) -> list[tuple[int, bytes]]:
        """Return the bookmarks at the top, and write those below them."""
        top = []
        for number, entries in self._top:
            below, leads = self._below.get(number, []), b""
            if below:
                self._loose += trees.chain(below, number)
                leads = trees.ends(below) + b"/Count -%d" % len(below)
            top.append((number, entries + leads))
        return top

    # --- what leads to the parts --------------------------------------------------------
    def _write_trees(self) -> None:
        heads = [part.segment.head for part in self._parts]
        placed = list(zip(heads, self._plan.bases, strict=True))
        count = sum(part.pages for part in self._parts)
        nodes = _references(base + head.node for head, base in placed)
        self._loose.append(
            (PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, nodes))
        )
        roots = _references(base + head.root for head, base in placed)
        if len(placed) > 1:
            element = b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>"
            self._loose.append((DOCUMENT, element % (STRUCTURE, roots)))
            roots = _references([DOCUMENT])
        parents = _references(base + head.parents for head, base in placed)
        self._loose.append((PARENTS, b"<</Kids[%s]>>" % parents))
        following = max(base + head.keys[1] for head, base in placed) + 1
        tree = (
            b"<</Type/StructTreeRoot/K[%s]/ParentTree %d 0 R/ParentTreeNextKey %d%s>>"
        )
        more = self._id_tree(placed) + _role_map(heads)
        self._loose.append((STRUCTURE, tree % (roots, PARENTS, following, more)))
        top = self._nested()
        self._loose += trees.chain(top, OUTLINES)
        value = b"<</Type/Outlines%s/Count %d>>" % (trees.ends(top), len(top))
        self._loose.append((OUTLINES, value))

    def _id_tree(self, placed: Sequence[tuple[Head, int]]) -> bytes:
        leaves = sorted(
            (h.id_limits[0], base + h.ids) for h, base in placed if h.ids >= 0
        )
        if not leaves:
            return b""
        kids = _references(number for _, number in leaves)
        self._loose.append((IDS, b"<</Kids[%s]>>" % kids))
        return b"/IDTree %d 0 R" % IDS

    def _write_description(self, filing: Filing) -> None:
        """Write the catalogue, and what the file says of itself, from the first part."""
        first = self._parts[0]
        head = first.segment.head
        numbers = self._plan.numbers(first.segment, self._plan.bases[0])
        labels, at = b"", 0
        for part in self._parts:
            labels += b"%d%s" % (at, trees.label(part.numbering, part.first))
            at += part.pages
        entries = (
            b"/Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>"
            b"/Lang%s/Names<</Dests %d 0 R>>/PageLabels<</Nums[%s]>>"
        ) % (PAGES, STRUCTURE, string(first.language.encode()), NAMES, labels)
        if self._top:
            entries += b"/PageMode/UseOutlines/Outlines %d 0 R" % OUTLINES
        if head.intents:
            intents = (b"<<%s>>" % each.filled(numbers) for each in head.intents)
            entries += b"/OutputIntents[%s]" % b"".join(intents)
        if head.preferences:
            entries += b"/ViewerPreferences" + head.preferences
        if head.metadata:
            metadata = first.segment.data(head.metadata.start, head.metadata.length)
            metadata = _COUNTED.sub(rb"\g<1>%d\2" % at, metadata)
            metadata = _INSTANCE.sub(rb"\g<1>%s\2" % self._identity(), metadata)
            value = b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(metadata)
            filing.put(METADATA, value, metadata)
            entries += b"/Metadata %d 0 R" % METADATA
        filing.put(CATALOGUE, b"<<%s>>" % entries)
        filing.put(INFO, head.info or b"<<>>")

    def _identity(self) -> bytes:
        """Return what names this file: a digest of all that it is made from."""
        digest = hashlib.sha256(b"%d" % VERSION)
        for part in self._parts:
            told = (*part.told(), part.segment.digest)
            digest.update("\0".join(map(str, told)).encode())
        for number, value in self._loose:
            digest.update(b"%d" % number + value)
        return digest.hexdigest()[:32].upper().encode()


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _role_map(heads: Iterable[Head]) -> bytes:
    roles: dict[str, str] = {}
    for head in heads:
        roles = head.roles | roles
    table = "".join(f"/{role}{roles[role]}" for role in sorted(roles))
    return b"/RoleMap<<%s>>" % table.encode() if roles else b""
