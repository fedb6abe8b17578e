"""The sizes and formats in which browsers get a picture, and where each one lies.

An address is known before the file is made, so that nobody who reads of a picture
waits for one: it is made when it is first asked for, and kept.
"""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.urls import reverse

from cms.assets.models import CoopImage, CoopRendition

WIDTHS = (320, 480, 800, 1200, 1600)
MEDIA_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
}
MARK_LENGTH = 12


@dataclass(frozen=True)
class Size:
    """One size of a picture in one format."""

    path: str
    width: int
    height: int


def sizes(image: CoopImage, ending: str) -> tuple[Size, ...]:
    """Return the sizes in one format, the smallest first; never larger than it is."""
    return _sizes(image.uuid, mark(image), image.width, image.height, ending)


@lru_cache(maxsize=2_048)
def _sizes(
    uuid: UUID, mark: str, width: int, height: int, ending: str
) -> tuple[Size, ...]:
    return tuple(
        Size(
            reverse("picture", args=[uuid, mark, each, ending]),
            each,
            max(int(height * (each / width)), 1),
        )
        for each in _widths(width)
    )


def widths(image: CoopImage) -> list[int]:
    """Return how wide the sizes are."""
    return _widths(image.width)


def _widths(most: int) -> list[int]:
    return sorted({min(width, most) for width in WIDTHS})


def fallback(image: CoopImage) -> str:
    """Return the format that every reader knows: JPEG stays JPEG, the rest is PNG."""
    name = image.file.name.lower()
    return "jpg" if name.endswith((".jpg", ".jpeg")) else "png"


def mark(image: CoopImage) -> str:
    """Return what is different in the address of another file."""
    return (image.file_hash or "0")[:MARK_LENGTH]


def make(image: CoopImage, width: int, ending: str) -> CoopRendition:
    """Return the file of one size, made now if there is none yet.

    Raises:
        SourceImageIOError: when the picture's own file cannot be read.
    """
    spec = f"width-{width}"
    if ending in {"avif", "webp"} or not image.file.name.lower().endswith(ending):
        form = {"jpg": "jpeg"}.get(ending, ending)
        spec = f"{spec}|format-{form}"
    return image.get_rendition(spec)
