"""Questions to what a bound file says of itself: its title, language and claims."""

import re
from collections.abc import Iterator, Sequence

from proceedings.proofs.objects import Objects, text_in

_CLAIMS = ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<")
_METADATA = re.compile(rb"/Metadata (\d+) 0 R")


def prove(
    objects: Objects, *, title: str, conforming: bool, forbidden: Sequence[str]
) -> Iterator[str]:
    """Yield what is wrong with what a file says of itself.

    `forbidden` (paths, file names of authors) may stand nowhere in it.
    """
    root = objects.named(objects.trailer, b"Root")
    info = objects.named(objects.trailer, b"Info")
    found = _METADATA.search(root)
    metadata = objects.content(int(found[1])).decode() if found else ""
    if not re.search(rb"/Marked\s+true", _held(objects, root, b"MarkInfo")):
        yield "The file does not say that it is tagged."
    if not text_in(root, b"Lang"):
        yield "The file has no language."
    preferences = _held(objects, root, b"ViewerPreferences")
    if conforming and not re.search(rb"/DisplayDocTitle\s+true", preferences):
        yield "The file does not show its title."
    if text_in(info, b"Title") != title:
        yield f"The file's title is not „{title}“."
    yield from _claims(root, metadata, conforming=conforming)
    if not re.search(rb"/First \d+ 0 R", _held(objects, root, b"Outlines")):
        yield "The file has no bookmarks."
    if b"/PageLabels" not in root:
        yield "The file has no page labels."
    # A volume has names by the hundred, and as many offprints.
    described = "\n".join((info.decode("latin-1"), metadata, text_in(info, b"Title")))
    for word in forbidden:
        if word and word in described:
            yield f"The metadata names „{word}“."


def _claims(root: bytes, metadata: str, *, conforming: bool) -> Iterator[str]:
    if conforming:
        for claim in _CLAIMS:
            if claim not in metadata:
                yield f"The metadata does not hold {claim[:-1]}."
        if b"/OutputIntents" not in root:
            yield "The file has no output intent."
    elif "pdfuaid:part" in metadata or "pdfaid:part" in metadata:
        yield "A draft claims to conform."


def _held(objects: Objects, value: bytes, key: bytes) -> bytes:
    """Return the dictionary of an entry, that stands there or is led to."""
    found = re.search(rb"/%s\s*<<(.*?)>>" % key, value, re.DOTALL)
    return found[1] if found else objects.named(value, key)
