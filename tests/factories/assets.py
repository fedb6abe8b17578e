"""Pictures and documents of the library."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from cms.assets.models import CoopDocument, CoopImage


def png(width: int = 1600, height: int = 900, colour: str = "#336699") -> bytes:
    """Return a plain picture as PNG."""
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


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
