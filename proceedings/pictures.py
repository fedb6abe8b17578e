"""The only module that decodes pictures: an allow-list, a size limit, new files."""

import hashlib
import io
import re
import struct
import warnings
import zlib
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

import pypdfium2
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageCms, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from proceedings.exceptions import ProceedingsError
from proceedings.grids import has_grid
from proceedings.model import Picture

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
MOST_PIXELS = 40_000_000
LARGEST_FILE = 40 << 20
LARGEST_SVG = 4 << 20
# Elements, each counted as often as it is drawn; refused is what draws itself.
MOST_DRAWN = 300_000
PDF_DPI = 250
LONGEST_SIDE = 4000
_FEW_COLOURS = 256
# Of a hash: enough to tell the pictures of a volume apart.
_DIGITS = 16
# Colour spaces of presses, which no screen shows as they are meant.
_FOR_PRESSES = frozenset({"CMYK", "LAB"})

_PNG = b"\x89PNG\r\n\x1a\n"
_LAST_FILTER = 4


class _Kind(NamedTuple):
    """How PNG numbers a mode of eight bits, and how many bytes a pixel has."""

    number: int
    channels: int


_PNG_KINDS = {"L": _Kind(0, 1), "RGB": _Kind(2, 3), "RGBA": _Kind(6, 4)}

_VECTOR_MAGIC = (
    (b"\x01\x00\x00\x00", "EMF"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00", "WMF"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
)
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DRAWN = (
    "svg g path rect circle ellipse line polyline polygon text tspan defs use symbol "
    "clipPath mask linearGradient radialGradient stop title desc marker pattern"
)
_SVG_ELEMENTS = frozenset(_DRAWN.split())
_SET = (
    "id class x y x1 y1 x2 y2 cx cy r rx ry fx fy d points width height viewBox "
    "preserveAspectRatio transform fill fill-opacity fill-rule stroke stroke-width "
    "stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset "
    "stroke-miterlimit opacity font-family font-size font-weight font-style "
    "font-variant text-anchor dominant-baseline dx dy rotate textLength lengthAdjust "
    "offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod "
    "clip-path clip-rule clipPathUnits mask maskUnits marker-start marker-mid "
    "marker-end markerWidth markerHeight markerUnits refX refY orient patternUnits "
    "patternTransform color display visibility letter-spacing version"
)
_SVG_ATTRIBUTES = frozenset(_SET.split())
_STYLE = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
_FOREIGN = re.compile(
    r"url\s*\(\s*['\"]?(?!#)|javascript:|expression|@import|\\", re.IGNORECASE
)


class PictureUnreadable(ProceedingsError):
    """The picture cannot be used; `subject` is the code of the finding."""


def decode(source: Path, folder: Path) -> Picture:
    """Write a picture of ours, made from an author's file, into a folder."""
    if source.stat().st_size > LARGEST_FILE:
        raise PictureUnreadable("More bytes than a picture may have.", "picture-large")
    data = source.read_bytes()
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _VECTOR_MAGIC:
        if data.startswith(magic):
            raise PictureUnreadable(name, "picture-format")
    own = hashlib.sha256(data).hexdigest()[:_DIGITS]
    if head.startswith(b"<") and b"<svg" in data[:4096].lower():
        picture, seen = _clean_svg(data, folder), own
    else:
        image, colours = (
            (_first_page(data), "") if head.startswith(b"%PDF") else _decoded(data)
        )
        seen = _digest(image)
        made = _kept(data, image, folder) or _save(image, folder)
        picture = replace(made, colours=colours, ruled=has_grid(image))
    return replace(picture, digests=tuple(dict.fromkeys((seen, own))))


def _digest(image: Image.Image) -> str:
    """Return a name of the pixels, whatever file held them."""
    pixels = hashlib.sha256(f"{image.mode} {image.size}".encode())
    pixels.update(image.tobytes())
    return pixels.hexdigest()[:_DIGITS]


def _decoded(data: bytes) -> tuple[Image.Image, str]:
    """Return the picture in sRGB, and the colour space it came in."""
    try:
        with (
            warnings.catch_warnings(action="ignore", category=UserWarning),
            Image.open(io.BytesIO(data), formats=FORMATS) as image,
        ):
            if image.width * image.height > MOST_PIXELS:
                raise PictureUnreadable("Too many pixels.", "picture-large")
            image.load()
            colours = image.mode
            shown = _from_profile(image) if colours in _FOR_PRESSES else image
            return _to_srgb(ImageOps.exif_transpose(shown)), colours
    except PictureUnreadable:
        raise
    except (DecompressionBombError, DecompressionBombWarning):
        raise PictureUnreadable("Too many pixels.", "picture-large") from None
    except Exception as error:  # noqa: BLE001 - decoders fail in every way there is
        raise PictureUnreadable(str(error)[:200], "picture-unreadable") from None


def _from_profile(image: Image.Image) -> Image.Image:
    """Return a picture made for a press as its own profile says it looks."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, own, screen, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return turned or image


def _to_srgb(image: Image.Image) -> Image.Image:
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "I;16N", "F"}:
        image = _to_eight_bits(image)
    if image.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in {"1", "L", "RGB", "RGBA"}:
        return image
    return image.convert("RGB")


def _to_eight_bits(image: Image.Image) -> Image.Image:
    low, high = image.getextrema()
    span = float(high) - float(low) or 1.0  # type: ignore[arg-type]
    if image.mode.startswith("I;16") or (image.mode == "I" and float(high) > 255):  # type: ignore[arg-type]
        low, span = 0, 65535.0
    factor = 255.0 / span
    wide = image.convert("F")
    return wide.point(lambda value: value * factor - float(low) * factor).convert("L")  # type: ignore[arg-type]


def _first_page(data: bytes) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[0]
            longest = max(page.get_width(), page.get_height(), 1)
            scale = min(PDF_DPI / 72, LONGEST_SIDE / longest)
            image: Image.Image = page.render(scale=scale).to_pil()
            return image.convert("RGB")
        finally:
            document.close()
    except Exception as error:  # noqa: BLE001 - any damage means unreadable
        raise PictureUnreadable(str(error)[:200], "picture-unreadable") from None


def _kept(data: bytes, image: Image.Image, folder: Path) -> Picture | None:
    """Keep the pixels of a plain PNG as they are packed, and nothing else of it.

    Packing them anew takes longer than all the rest. None when more than pixels
    is in there, or when the picture was turned or is a photograph.
    """
    stream = _only_pixels(data, image)
    if stream is None or (image.mode in {"L", "RGB"} and _is_photograph(image)):
        return None
    head = struct.pack(
        ">IIBBBBB", *image.size, 8, _PNG_KINDS[image.mode].number, 0, 0, 0
    )
    made = _PNG + b"".join(
        _chunk(kind, content)
        for kind, content in ((b"IHDR", head), (b"IDAT", stream), (b"IEND", b""))
    )
    return _store(made, "png", "image/png", image.size, folder)


def _only_pixels(data: bytes, image: Image.Image) -> bytes | None:
    """Return what a PNG packs, if that is the rows of this picture to the byte."""
    kind = _PNG_KINDS.get(image.mode)
    chunks = _chunks(data)
    head = chunks.get(b"IHDR", b"")
    if kind is None or b"eXIf" in chunks or b"tRNS" in chunks:
        return None
    if head != struct.pack(">IIBBBBB", *image.size, 8, kind.number, 0, 0, 0):
        return None
    row = image.width * kind.channels + 1
    unpacking = zlib.decompressobj()
    rows = unpacking.decompress(chunks.get(b"IDAT", b""), row * image.height + 1)
    whole = unpacking.eof and len(rows) == row * image.height
    # Each row begins with one of five filters.
    if not whole or unpacking.unused_data or max(rows[::row]) > _LAST_FILTER:
        return None
    return chunks[b"IDAT"]


def _chunks(png: bytes) -> dict[bytes, bytes]:
    """Return what a PNG holds by kind, pieces of the same kind joined."""
    found: dict[bytes, list[bytes]] = {}
    at = len(_PNG) if png.startswith(_PNG) else len(png)
    while at + 8 <= len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        found.setdefault(kind, []).append(png[at + 8 : at + 8 + length])
        at += length + 12
    return {kind: b"".join(pieces) for kind, pieces in found.items()}


def _chunk(kind: bytes, content: bytes) -> bytes:
    packed = kind + content
    return (
        struct.pack(">I", len(content)) + packed + struct.pack(">I", zlib.crc32(packed))
    )


def _save(image: Image.Image, folder: Path) -> Picture:
    """Encode pixels alone: no metadata, no profile, no remark survives."""
    photograph = image.mode in {"L", "RGB"} and _is_photograph(image)
    buffer = io.BytesIO()
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    if photograph:
        bare.save(buffer, "JPEG", quality=88, optimize=False)
    else:
        bare.save(buffer, "PNG", compress_level=6)
    suffix, media_type = ("jpg", "image/jpeg") if photograph else ("png", "image/png")
    return _store(buffer.getvalue(), suffix, media_type, image.size, folder)


def _is_photograph(image: Image.Image) -> bool:
    # Few colours mean a drawing, which JPEG would blur.
    if image.getcolors(maxcolors=_FEW_COLOURS):
        return False
    small = image.resize((min(image.width, 256), min(image.height, 256)))
    return small.getcolors(maxcolors=12_000) is None


def _store(
    data: bytes, suffix: str, media_type: str, size: tuple[int, int], folder: Path
) -> Picture:
    name = f"fig-{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
    path = folder / name
    path.write_bytes(data)
    return Picture(name, path, size[0], size[1], media_type)


def _clean_svg(data: bytes, folder: Path) -> Picture:
    if len(data) > LARGEST_SVG:
        raise PictureUnreadable("More bytes than a drawing may have.", "picture-large")
    try:
        tree = fromstring(_without_doctype(data), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise PictureUnreadable(str(error)[:200], "picture-unreadable") from None
    if tree.tag not in {"svg", f"{_SVG}svg"}:
        raise PictureUnreadable("No svg element.", "picture-unreadable")
    clean = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    _copy(tree, clean, 0)
    if _drawn(clean) > MOST_DRAWN:
        raise PictureUnreadable("Draws itself too often.", "picture-unreadable")
    size = _svg_size(clean)
    return _store(tostring(clean), "svg", "image/svg+xml", size, folder)


def _drawn(svg: Element) -> int:
    """Return how many elements are drawn when all that is used again is counted."""
    named = {each.get("id"): each for each in svg.iter() if each.get("id")}
    known: dict[Element, int] = {}

    def count(element: Element) -> int:
        if element not in known:
            # Who comes back here while it is counted is drawn without end.
            known[element] = MOST_DRAWN + 1
            used = named.get(element.get("href", "")[1:] or None)
            inner = [*element, *([used] if used is not None else [])]
            known[element] = 1 + sum(map(count, inner))
        return known[element]

    try:
        return count(svg)
    except RecursionError:
        return MOST_DRAWN + 1


def _without_doctype(data: bytes) -> bytes:
    # The plain doctype that drawing programs write is harmless; entities are not.
    return re.sub(rb"<!DOCTYPE svg[^\[>]*>", b"", data, count=1)


def _copy(source: Element, target: Element, depth: int) -> None:
    if depth > 64:
        raise PictureUnreadable("Nested too deeply.", "picture-unreadable")
    for name, value in source.attrib.items():
        _copy_attribute(target, name, value)
    target.text = source.text
    for child in source:
        name = child.tag if isinstance(child.tag, str) else ""
        name = name.removeprefix(_SVG)
        if name not in _SVG_ELEMENTS:
            continue
        copied = SubElement(target, name)
        _copy(child, copied, depth + 1)
        copied.tail = child.tail


def _copy_attribute(target: Element, name: str, value: str) -> None:
    if name in {"href", _XLINK}:
        if value.startswith("#"):
            target.set("href", value)
    elif name == "style":
        for property_, setting in _STYLE.findall(value):
            if property_ in _SVG_ATTRIBUTES and not _FOREIGN.search(setting):
                target.set(property_, setting.strip())
    elif name in _SVG_ATTRIBUTES and not _FOREIGN.search(value):
        target.set(name, value)


def _svg_size(svg: Element) -> tuple[int, int]:
    box = re.findall(r"-?[\d.]+", svg.get("viewBox", ""))
    sides = []
    for position, name in ((2, "width"), (3, "height")):
        given = re.match(r"\s*([\d.]+)\s*(px|pt|mm|cm|in)?\s*$", svg.get(name, ""))
        text = given[1] if given else (box[position] if len(box) == 4 else "")
        try:
            sides.append(min(max(1, round(float(text))), 100_000))
        except (ValueError, OverflowError):
            sides.append(300)
    return sides[0], sides[1]
