"""The structure tree of a part: what to keep of it, and its IDs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proceedings.exceptions import ToolFailed
from proceedings.writers.binding.syntax import (
    Source,
    dictionary,
    entries,
    members,
    number,
    string,
    text_of,
)

_HEADERS = re.compile(rb"/Headers\[[^\]]")
_WORDS = re.compile(rb"/(?:T|Alt|E|ActualText|Summary)[(<]|\\|<[0-9A-F]")
_NAMING = re.compile(rb"/(?:ID\(|Headers\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Tags:
    """The structure of a part.

    `document` is its root element, `parents` leads from the keys of pages and
    links to what holds them, `ids` from unique IDs to elements.
    """

    document: int
    parents: dict[int, int]
    ids: dict[bytes, int]
    roles: dict[str, str]


def read(source: Source, catalogue: dict[bytes, bytes], prefix: bytes) -> Tags:
    """Return the structure of a file, its IDs made unique.

    Raises:
        ToolFailed: when there is none, or one of another shape.
    """
    tree = entries(source.resolved(catalogue.get(b"StructTreeRoot", b"<<>>")))
    kids = members(source.resolved(tree.get(b"K", b"[]")))
    if len(kids) != 1 or b"ParentTree" not in tree:
        message = "The file has no structure tree with one root."
        raise ToolFailed(message)
    parents = {
        int(key): number(value)
        for key, value in _leaves(source, tree[b"ParentTree"], b"Nums")
    }
    ids = {
        prefix + text_of(key): number(value)
        for key, value in _leaves(source, tree.get(b"IDTree", b"<<>>"), b"Names")
    }
    roles = {
        role.decode(): standard.decode()
        for role, standard in entries(
            source.resolved(tree.get(b"RoleMap", b"<<>>"))
        ).items()
    }
    return Tags(number(kids[0]), parents, ids, roles)


def names(source: Source, node: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pairs of a name tree."""
    return _leaves(source, node, b"Names")


def _leaves(source: Source, node: bytes, key: bytes) -> Iterator[tuple[bytes, bytes]]:
    given = entries(source.resolved(node))
    for kid in members(source.resolved(given.get(b"Kids", b"[]"))):
        yield from _leaves(source, kid, key)
    flat = members(source.resolved(given.get(key, b"[]")))
    yield from zip(flat[::2], flat[1::2], strict=True)


def unique(value: bytes, prefix: bytes) -> bytes:
    """Return a structure element with its ID, and those of its headers, unique."""
    if b"/ID" not in value and not _HEADERS.search(value):
        return value
    if prefix.isascii() and not _WORDS.search(value):
        # All its strings are names without escapes, which is quickly done.
        begin = b"(" + string(prefix)[1:-1]
        return _NAMING.sub(lambda found: found[0].replace(b"(", begin), value)
    given = entries(value)
    if given.get(b"Type") != b"/StructElem":
        return value
    if b"ID" in given:
        given[b"ID"] = string(prefix + text_of(given[b"ID"]))
    if _HEADERS.search(given.get(b"A", b"")):
        given[b"A"] = _with_headers(given[b"A"], prefix)
    return dictionary(given)


def _with_headers(attributes: bytes, prefix: bytes) -> bytes:
    if attributes[:1] == b"[":
        rows = [_with_headers(each, prefix) for each in members(attributes)]
        return b"[%s]" % b"".join(rows)
    if attributes[:2] != b"<<":
        return attributes
    given = entries(attributes)
    if b"Headers" in given:
        headers = [string(prefix + text_of(h)) for h in members(given[b"Headers"])]
        given[b"Headers"] = b"[%s]" % b"".join(headers)
    return dictionary(given)
