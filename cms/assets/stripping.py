"""Takes out of a picture what it tells of its maker: positions, times, devices."""

from io import BytesIO
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image, ImageOps

# What JPEG keeps in these is the frame, the colours and how they are stored.
HARMLESS_SEGMENTS = ("APP0", "APP14")
COLOURS = b"ICC_PROFILE\0"
TELLTALE = ("exif", "xmp", "XML:com.adobe.xmp", "comment")
FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep"},
    # Two pictures in one file, as telephones write them: the first is the picture.
    "MPO": {"format": "JPEG", "quality": 92},
    "PNG": {"save_all": True},
    "WEBP": {"save_all": True, "quality": 90},
    "GIF": {"save_all": True},
}


def stripped(file: File) -> File:
    """Return the file without metadata, or as it is when there is none.

    The colour profile stays, and the picture stands as its camera held it.

    Raises:
        OSError: when it cannot be decoded.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            if picture.format not in FORMATS or not _tells(picture):
                return file
            return ContentFile(_written_again(picture), name=file.name)
    except (SyntaxError, ValueError) as problem:
        # Pillow's ways to say that the bytes are no picture.
        raise OSError(str(problem)) from problem
    finally:
        file.seek(0)


def _tells(picture: Image.Image) -> bool:
    if picture.format == "MPO":
        return True
    segments = getattr(picture, "applist", [])
    return (
        any(key in picture.info for key in TELLTALE)
        or bool(picture.getexif())
        or bool(getattr(picture, "text", None))
        or any(
            name not in HARMLESS_SEGMENTS and not body.startswith(COLOURS)
            for name, body in segments
        )
    )


def _written_again(picture: Image.Image) -> bytes:
    options = {"format": picture.format, **FORMATS[picture.format]}
    turned = picture.getexif().get(0x0112, 1) != 1
    profile = picture.info.get("icc_profile")
    one = getattr(picture, "n_frames", 1) == 1
    if (turned and one) or picture.format == "MPO":
        if options.get("quality") == "keep":
            options["quality"] = 92
        options.pop("save_all", None)
        picture = ImageOps.exif_transpose(picture)
    picture.load()
    for key in TELLTALE:
        picture.info.pop(key, None)
    written = BytesIO()
    picture.save(written, icc_profile=profile, **options)
    return written.getvalue()
