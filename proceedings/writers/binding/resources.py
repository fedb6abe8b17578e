"""What pages use and another part may use as well: fonts, pictures, colours."""

import hashlib
from collections.abc import Iterable

from proceedings.exceptions import ToolFailed
from proceedings.writers.binding.syntax import Source, references


def closure(source: Source, roots: Iterable[int]) -> list[int]:
    """Return the objects that are reached from some, each after what it needs.

    Raises:
        ToolFailed: when one needs itself, or belongs to the structure.
    """
    ordered: dict[int, None] = {}
    opened: set[int] = set()
    waiting = [(root, False) for root in sorted(set(roots), reverse=True)]
    while waiting:
        item, done = waiting.pop()
        if done:
            ordered[item] = None
            continue
        if item in ordered:
            continue
        value = source.items[item].value
        if item in opened or b"/StructParent" in value or b"/StructElem" in value:
            message = "A picture or font of the file is tied to one page."
            raise ToolFailed(message)
        opened.add(item)
        waiting.append((item, True))
        waiting += [(each, False) for each in references(value) if each not in ordered]
    return list(ordered)


def digests(source: Source, ordered: Iterable[int]) -> dict[int, str]:
    """Return a digest of each object and all that it needs."""
    found: dict[int, str] = {}
    for item in ordered:
        value = source.items[item].value
        digest = hashlib.sha256(_neutral(value))
        for each in references(value):
            digest.update(found[each].encode())
        digest.update(b"\0" + (source.items[item].stream or b""))
        found[item] = digest.hexdigest()[:32]
    return found


def _neutral(value: bytes) -> bytes:
    """Return the value without the numbers that it refers to."""
    for each in sorted(set(references(value)), reverse=True):
        value = value.replace(b"%d 0 R" % each, b"R")
    return value
