"""Pictures and documents of the library."""

import random
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageChops

from cms.assets.models import CoopDocument, CoopImage


def png(width: int = 1600, height: int = 900, colour: str = "#336699") -> bytes:
    """Return a plain picture as PNG."""
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


def jpeg(width: int = 1600, height: int = 900) -> bytes:
    """Return a picture as busy as a photograph: light, shapes, and grain."""
    chance = random.Random(width)
    picture = Image.new("RGB", (width, height))
    for across, strength in ((8, 150), (40, 70), (160, 24)):
        down = across * height // width
        noise = Image.frombytes(
            "RGB", (across, down), chance.randbytes(across * down * 3)
        )
        layer = noise.resize((width, height), Image.Resampling.BICUBIC)
        picture = ImageChops.add(picture, _dimmed(layer, strength))
    file = BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def _dimmed(layer: Image.Image, strength: int) -> Image.Image:
    return layer.point([value * strength // 255 for value in range(256)] * 3)


def photograph(**fields) -> CoopImage:
    """Return a photograph of the library, with its texts."""
    fields = {
        "title": "Delavnica",
        "credit": "Ana Novak",
        "alt_sl": "Delavnica od zunaj",
        "alt_it": "Il laboratorio da fuori",
        "alt_en": "The workshop from outside",
        **fields,
    }
    return CoopImage.objects.create(
        file=ContentFile(jpeg(), name="delavnica.jpg"), **fields
    )


def coop_image(*, size: tuple[int, int] = (1600, 900), **fields) -> CoopImage:
    """Return a picture of the library with its texts in three languages."""
    fields = {
        "title": "Forum",
        "credit": "COOP",
        "alt_sl": "Udeleženci foruma",
        "alt_it": "I partecipanti al forum",
        "alt_en": "Participants of the forum",
        **fields,
    }
    return CoopImage.objects.create(
        file=ContentFile(png(*size), name="forum.png"), **fields
    )


def coop_document(content: bytes = b"%PDF-1.7\n", **fields) -> CoopDocument:
    """Return a document of the library."""
    fields = {"title": "Program", **fields}
    return CoopDocument.objects.create(
        file=ContentFile(content, name="program.pdf"), **fields
    )
