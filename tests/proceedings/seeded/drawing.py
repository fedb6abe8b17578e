"""Pictures of the seeded set, drawn on the spot."""

import functools
import io

from PIL import Image, ImageDraw

Size = tuple[int, int]


def _saved(image: Image.Image, form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


@functools.cache
def house(size: Size = (1200, 800), shade: int = 90) -> bytes:
    """A house with a door, as a print-fine drawing."""
    image = Image.new("RGB", size, (200, 220, 235))
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle(
        (width // 5, height // 3, width * 4 // 5, height - 9), fill=(shade, 60, 40)
    )
    draw.polygon(
        [(width // 6, height // 3), (width // 2, 9), (width * 5 // 6, height // 3)],
        fill=(60, shade, 60),
    )
    draw.rectangle(
        (width * 4 // 9, height // 2, width * 5 // 9, height - 9), fill="white"
    )
    return _saved(image)


@functools.cache
def chart(shade: int = 0) -> bytes:
    """Bars above an axis with light grid lines: near to a table, but none."""
    image = Image.new("RGB", (1000, 600), "white")
    draw = ImageDraw.Draw(image)
    for y in range(60, 560, 100):
        draw.line((60, y, 960, y), fill=(215, 215, 215), width=2)
    for number, x in enumerate(range(120, 900, 160)):
        draw.rectangle((x, 500 - number * 70, x + 90, 558), fill=(shade, 80, 120))
    draw.line((60, 560, 960, 560), fill="black", width=3)
    draw.line((60, 40, 60, 560), fill="black", width=3)
    return _saved(image)


@functools.cache
def ruled_table() -> bytes:
    """A table of four rows and three columns, as a screenshot would show it."""
    image = Image.new("RGB", (900, 400), "white")
    draw = ImageDraw.Draw(image)
    for row in range(5):
        draw.line((0, 2 + row * 98, 899, 2 + row * 98), fill="black", width=3)
    for column in range(4):
        draw.line((2 + column * 297, 0, 2 + column * 297, 399), fill="black", width=3)
    for row in range(4):
        for column in range(3):
            words = f"{1905 + row * 13} {column * 41 + row}"
            place = (40 + column * 297, 30 + row * 98)
            draw.text(place, words, fill="black", font_size=36)
    return _saved(image)


@functools.cache
def line() -> bytes:
    """A long thin ornament."""
    return _saved(Image.new("RGB", (1400, 24), (150, 110, 60)))


@functools.cache
def for_presses() -> bytes:
    """A picture in the colours of a press."""
    return _saved(Image.new("CMYK", (1100, 700), (80, 30, 10, 20)), "JPEG")


@functools.cache
def damaged() -> bytes:
    """A picture whose end was lost on the way."""
    return house((640, 480))[:300]
