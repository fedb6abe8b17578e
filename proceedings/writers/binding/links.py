"""Links, named destinations and bookmarks of a part."""

import re
from collections.abc import Iterator, Mapping

from proceedings.writers.binding import tags
from proceedings.writers.binding.segment import Bookmark, Note, Place
from proceedings.writers.binding.syntax import (
    Source,
    entries,
    mapping,
    members,
    number,
    text_of,
    words_of,
)
from proceedings.writers.binding.templates import Places

# Links that a part cannot resolve alone are set as `coop:<destination>`.
SCHEME = b"coop:"
# What typst counts open pages from: `start` of `pages.typ`.
START = 7001
_NUMBERED = re.compile(r"(.*\D)(\d{4,})", re.DOTALL)


class Destinations:
    """Where the names and the links of a file lead, by page."""

    def __init__(
        self, source: Source, catalogue: dict[bytes, bytes], pages: Mapping[int, int]
    ) -> None:
        self._source = source
        self._pages = pages
        trees = entries(source.resolved(catalogue.get(b"Names", b"<<>>")))
        self.headings = {
            text_of(name): place
            for name, value in tags.names(source, trees.get(b"Dests", b"<<>>"))
            if (place := self._place(value))
        }

    def _place(self, value: bytes) -> Place | None:
        value = self._source.resolved(value)
        if value[:2] == b"<<":
            value = self._source.resolved(entries(value)[b"D"])
        page, *view = members(value)
        index = self._pages.get(number(page))
        if index is None:
            return None
        return Place(index, " ".join(each.decode() for each in view))

    def page(self, value: bytes) -> int | None:
        """Return the page that a destination leads to; None if it is not kept."""
        if value[:1] in {b"(", b"<"} and value[:2] != b"<<":
            place = self.headings.get(text_of(value))
        else:
            place = self._place(value)
        return place.page if place else None


def note(
    own: int, value: bytes, source: Source, destinations: Destinations, places: Places
) -> Note | None:
    """Return a link that the volume must describe; None for any other."""
    given = entries(value)
    action = entries(source.resolved(given.get(b"A", b"<<>>")))
    address = text_of(action.get(b"URI", b"()"))
    if address.startswith(SCHEME):
        kept = {k: v for k, v in given.items() if k not in {b"A", b"Contents"}}
        target = address.removeprefix(SCHEME).decode("utf-8", "replace")
        return Note(own, places.template(mapping(kept)), target=target)
    found = _NUMBERED.fullmatch(words_of(given.get(b"Contents", b"()")))
    if found is None or b"Dest" not in given:
        return None
    page = destinations.page(given[b"Dest"])
    if page is None or int(found[2]) != START + page:
        return None
    kept = {k: v for k, v in given.items() if k != b"Contents"}
    return Note(own, places.template(mapping(kept)), words=found[1], page=page)


def top_bookmarks(source: Source, catalogue: dict[bytes, bytes]) -> Iterator[int]:
    """Yield the bookmarks of the top level."""
    if b"Outlines" not in catalogue:
        return
    following = entries(source.resolved(catalogue[b"Outlines"])).get(b"First")
    while following:
        item = number(following)
        yield item
        following = entries(source.items[item].value).get(b"Next")


def bookmark(own: int, value: bytes, places: Places) -> Bookmark:
    """Return a bookmark of the top level, without its neighbours."""
    given = entries(value)
    kept = {k: v for k, v in given.items() if k not in {b"Parent", b"Prev", b"Next"}}
    return Bookmark(own, places.template(mapping(kept)))
