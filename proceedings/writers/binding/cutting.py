"""Cuts a part that typst has set into a segment that can be bound anywhere."""

import hashlib
import re
import zlib
from collections.abc import Iterable

from proceedings.exceptions import ToolFailed
from proceedings.writers.binding import links, resources, row_heads, slots, tags
from proceedings.writers.binding.segment import (
    CHUNK,
    OUTER,
    VERSION,
    Head,
    Resource,
    Segment,
    Stream,
    Template,
)
from proceedings.writers.binding.syntax import (
    Source,
    entries,
    mapping,
    members,
    number,
    references,
    string,
)
from proceedings.writers.binding.templates import Builder, Places

# The width of the page in `pages.typ` that comes first and is dropped, in points.
_PRIMER = re.compile(rb"\[\s*0 0 401\.37\d* ")
_BOXES = (b"MediaBox", b"CropBox", b"BleedBox", b"TrimBox", b"UserUnit")
_WRITTEN_ANEW = {b"Type", b"Parent", b"Contents", b"Annots", b"StructParents"}


def cut(pdf: bytes, *, name: str, language: str) -> Segment:
    """Return what typst has set as a segment, without its first, priming page.

    `name` makes the IDs of its elements unique, `language` is that of its text.

    Raises:
        ToolFailed: when the file is not as typst writes it.
    """
    digest = hashlib.sha256(f"{VERSION}\0{name}\0{language}\0".encode() + pdf)
    try:
        return _Cutter(pdf, name, language).segment(digest.hexdigest())
    except (KeyError, ValueError, IndexError, zlib.error) as problem:
        message = "The file is not as typst writes it."
        raise ToolFailed(message, repr(problem)) from None


class _Cutter:
    """A part on its way into a segment."""

    def __init__(self, pdf: bytes, name: str, language: str) -> None:
        source = self._source = Source(pdf)
        self._prefix = f"{name}/".encode()
        self._catalogue = entries(source.resolved(source.trailer[b"Root"]))
        kids = list(_pages(source, self._catalogue[b"Pages"]))
        dropped = self._is_primer(kids[0])
        self._primer = entries(source.items[kids[0]].value) if dropped else {}
        self._numbers = kids[1:] if dropped else kids
        self._pages = [entries(source.items[each].value) for each in self._numbers]
        self._annots = [
            [number(each) for each in members(source.resolved(page[b"Annots"]))]
            if b"Annots" in page
            else []
            for page in self._pages
        ]
        self._tags = tags.read(source, self._catalogue, self._prefix)
        row_heads.settle(source, self._tags.ids, self._prefix)
        index = {each: at for at, each in enumerate(self._numbers)}
        self._destinations = links.Destinations(source, self._catalogue, index)
        self._places = Places()
        self._head = Head(name, language, len(kids) - dropped)
        self._data = bytearray()

    def _is_primer(self, page: int) -> bool:
        box = entries(self._source.items[page].value)[b"MediaBox"]
        return bool(_PRIMER.match(self._source.resolved(box)))

    def segment(self, digest: str) -> Segment:
        """Return the segment."""
        cuts = self._cut_pages()
        shared = self._shared()
        tops = list(links.top_bookmarks(self._source, self._catalogue))
        open_links, plain = self._sorted_out(set(shared), tops)
        self._allot(plain, open_links, tops, cuts, shared)
        text = self._write_plain(plain, cuts)
        self._write_resources(shared)
        self._write_open(open_links, tops)
        self._describe()
        return Segment.of(digest, self._head, text, bytes(self._data))

    def _keep(self, data: bytes) -> Stream:
        start = len(self._data)
        self._data += data
        return Stream(start, len(data))

    # --- pages and what they use ----------------------------------------------------
    def _cut_pages(self) -> list[slots.Cut]:
        cuts = []
        for index, page in enumerate(self._pages):
            cut_page = slots.cut_page(self._source, page, index)
            for piece in cut_page.pieces:
                self._head.streams.append(self._keep(zlib.compress(piece)))
            cuts.append(cut_page)
        return cuts

    def _shared(self) -> list[int]:
        roots = [
            each for page in self._pages for each in references(page[b"Resources"])
        ]
        self._intents = [
            entries(self._source.resolved(each))
            for each in members(
                self._source.resolved(self._catalogue.get(b"OutputIntents", b"[]"))
            )
        ]
        for intent in self._intents:
            roots += references(mapping(intent))
        return resources.closure(self._source, roots)

    def _sorted_out(
        self, shared: set[int], tops: list[int]
    ) -> tuple[list[int], list[int]]:
        """Return links that the volume describes, and what else the part keeps."""
        apart = {*tops, self._tags.document}
        ends = shared | set(self._numbers) | self._outside()
        seen: set[int] = set()
        waiting = [
            *tops,
            self._tags.document,
            *self._tags.parents.values(),
            *self._tags.ids.values(),
            *(each for annots in self._annots for each in annots),
        ]
        while waiting:
            item = waiting.pop()
            if item in seen or item in ends:
                continue
            seen.add(item)
            waiting += references(self._source.items[item].value)
        annots = sorted({each for annots in self._annots for each in annots})
        probe = _Anything()
        open_links = [
            each
            for each in annots
            if links.note(
                0,
                self._source.items[each].value,
                self._source,
                self._destinations,
                probe,
            )
        ]
        return open_links, sorted(seen - apart - set(open_links))

    def _outside(self) -> set[int]:
        """Return what the bound file has once, and no part keeps."""
        named = (b"StructTreeRoot", b"Outlines", b"Pages")
        return {number(self._catalogue[key]) for key in named if key in self._catalogue}

    # --- numbers --------------------------------------------------------------------
    def _allot(
        self,
        plain: list[int],
        open_links: list[int],
        tops: list[int],
        cuts: list[slots.Cut],
        shared: list[int],
    ) -> None:
        """Give every object its place: plain ones, streams, open ones, resources."""
        head, place = self._head, self._places
        for at, original in enumerate([*self._numbers, *plain]):
            place.put(original, OUTER + at)
        head.parents = len(self._numbers) + len(plain)
        head.ids = head.parents + 1 if self._tags.ids else -1
        head.plain = head.parents + 1 + bool(self._tags.ids)
        head.first_stream = head.plain + -(-head.plain // CHUNK)
        following = head.first_stream + len(head.streams)
        for original in [*open_links, *tops]:
            place.put(original, OUTER + following)
            following += 1
        head.root, head.node, head.blank, head.wrapper = range(following, following + 4)
        place.put(self._tags.document, OUTER + head.root)
        following += 4
        for each in cuts:
            for stamp in each.stamps:
                head.stamps.append(stamp._replace(own=following))
                following += 1
        head.own = following
        for at, original in enumerate(shared):
            place.put(original, OUTER + head.own + at)
        for key in (b"StructTreeRoot", b"Outlines"):
            if key in self._catalogue:
                place.put(number(self._catalogue[key]), 0)

    # --- objects --------------------------------------------------------------------
    def _write_plain(self, plain: list[int], cuts: list[slots.Cut]) -> Template:
        build = Builder()
        stream = stamp = 0
        for page, annots, pieces in zip(self._pages, self._annots, cuts, strict=True):
            contents = []
            for at in range(len(pieces.pieces)):
                if at:
                    contents.append(OUTER + self._head.stamps[stamp].own)
                    stamp += 1
                contents.append(OUTER + self._head.first_stream + stream)
                stream += 1
            self._write_page(build, page, annots, contents)
        items = self._source.items
        values = (tags.unique(items[each].value, self._prefix) for each in plain)
        build.append(self._places.series(values))
        self._write_trees(build)
        return build.template()

    def _write_page(
        self,
        build: Builder,
        page: dict[bytes, bytes],
        annots: Iterable[int],
        contents: list[int],
    ) -> None:
        kept = {key: value for key, value in page.items() if key not in _WRITTEN_ANEW}
        build.add(b"<</Type/Page/Parent ", OUTER + self._head.node).add(b" 0 R")
        build.append(self._places.template(mapping(kept)))
        if b"StructParents" in page:
            build.add(b"/StructParents ", OUTER + int(page[b"StructParents"]))
        build.references(b"/Contents", contents)
        places = [self._places.of(each) for each in annots]
        if places:
            build.references(b"/Annots", places)
        build.add(b">>").end()

    def _write_trees(self, build: Builder) -> None:
        """Write the leaves that hang in the parent tree and the ID tree."""
        parents = sorted(self._tags.parents.items())
        if parents:
            self._head.keys = (parents[0][0], parents[-1][0])
            if parents[-1][0] >= self._head.own:
                message = "The file has more links than objects."
                raise ToolFailed(message)
        low, high = self._head.keys
        build.add(b"<</Limits[", OUTER + low, OUTER + high).add(b"]/Nums[")
        for key, original in parents:
            build.add(b"", OUTER + key, self._places.of(original)).add(b" 0 R ")
        build.add(b"]>>").end()
        ids = sorted(self._tags.ids.items())
        if ids:
            limits = string(ids[0][0]), string(ids[-1][0])
            self._head.id_limits = (ids[0][0], ids[-1][0])
            build.add(b"<</Limits[%s%s]/Names[" % limits)
            for identifier, original in ids:
                build.add(string(identifier) + b" ", self._places.of(original)).add(
                    b" 0 R "
                )
            build.add(b"]>>").end()

    def _write_resources(self, shared: list[int]) -> None:
        digests = resources.digests(self._source, shared)
        for original in shared:
            item = self._source.items[original]
            start, length = -1, 0
            if item.stream is not None:
                kept = self._keep(item.stream)
                start, length = kept.start, kept.length
            template = self._places.template(item.value)
            self._head.resources.append(
                Resource(digests[original], template, start, length)
            )

    def _write_open(self, open_links: list[int], tops: list[int]) -> None:
        source, places = self._source, self._places
        for original in open_links:
            found = links.note(
                places.of(original) - OUTER,
                source.items[original].value,
                source,
                self._destinations,
                places,
            )
            if found:
                self._head.notes.append(found)
        for original in tops:
            own = places.of(original) - OUTER
            self._head.bookmarks.append(
                links.bookmark(own, source.items[original].value, places)
            )

    # --- what the volume says of itself -----------------------------------------------
    def _describe(self) -> None:
        head, source = self._head, self._source
        document = entries(source.items[self._tags.document].value)
        head.kids = self._places.template(source.resolved(document.get(b"K", b"[]")))
        head.roles = self._tags.roles
        head.headings = {
            name.decode("utf-8", "replace"): place
            for name, place in self._destinations.headings.items()
        }
        heights = [
            float(members(source.resolved(page[b"MediaBox"]))[3])
            for page in self._pages
        ]
        if self._primer:
            told = slots.passages(source, self._primer)
            head.passages = slots.places(told, heights)
        head.boxes = {
            key.decode(): self._pages[-1][key].decode()
            for key in _BOXES
            if key in self._pages[-1]
        }
        head.intents = [
            self._places.template(mapping(intent)) for intent in self._intents
        ]
        head.preferences = self._catalogue.get(b"ViewerPreferences", b"")
        if b"Info" in source.trailer:
            head.info = source.resolved(source.trailer[b"Info"])
        if b"Metadata" in self._catalogue:
            item = source.items[number(self._catalogue[b"Metadata"])]
            head.metadata = self._keep(item.content())


class _Anything(Places):
    """Places before they are known."""

    def of(self, original: int) -> int:
        return original


def _pages(source: Source, node: bytes) -> Iterable[int]:
    given = entries(source.resolved(node))
    for kid in members(source.resolved(given[b"Kids"])):
        if b"/Kids" in source.resolved(kid):
            yield from _pages(source, kid)
        else:
            yield number(kid)
