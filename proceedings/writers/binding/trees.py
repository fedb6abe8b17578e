"""The trees of a bound file that lead to its parts: names, labels, bookmarks."""

from collections.abc import Mapping, Sequence

from proceedings.writers.binding.syntax import string

_LEAF = 64


def name_tree(
    pairs: Mapping[bytes, bytes], root: int, first: int
) -> list[tuple[int, bytes]]:
    """Return the objects of a name tree with values; leaves have numbers from `first`.

    Sorted, as a name tree must be (ISO 32000-1, 7.9.6).
    """
    keys = sorted(pairs)
    leaves = [keys[at : at + _LEAF] for at in range(0, len(keys), _LEAF)]
    objects = [
        (
            first + number,
            b"<</Limits[%s%s]/Names[%s]>>"
            % (
                string(leaf[0]),
                string(leaf[-1]),
                b"".join(string(key) + pairs[key] for key in leaf),
            ),
        )
        for number, leaf in enumerate(leaves)
    ]
    kids = b" ".join(b"%d 0 R" % number for number, _ in objects)
    return [(root, b"<</Kids[%s]>>" % kids), *objects]


def chain(items: Sequence[tuple[int, bytes]], parent: int) -> list[tuple[int, bytes]]:
    """Return bookmarks of one level, each with its neighbours."""
    objects = []
    for at, (number, entries) in enumerate(items):
        value = b"/Parent %d 0 R" % parent
        if at:
            value += b"/Prev %d 0 R" % items[at - 1][0]
        if at + 1 < len(items):
            value += b"/Next %d 0 R" % items[at + 1][0]
        objects.append((number, b"<<%s%s>>" % (entries, value)))
    return objects


def ends(items: Sequence[tuple[int, bytes]]) -> bytes:
    """Return the entries that lead to the first and the last bookmark below."""
    if not items:
        return b""
    return b"/First %d 0 R/Last %d 0 R" % (items[0][0], items[-1][0])


def label(numbering: str, first: int) -> bytes:
    """Return a page label dictionary (ISO 32000-1, 12.4.2)."""
    style = {"roman": b"/S/r", "arabic": b"/S/D"}.get(numbering)
    if style is None:
        return b"<<>>"
    return b"<<%s/St %d>>" % (style, first)
