"""Draws social cards with the colours, type and marks of the identity."""

from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zlib import crc32

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.core.cards import SIZE, Card
from cms.identity.drawing import emblem, wordmark
from cms.identity.tokens import color

FONTS = settings.BASE_DIR / "proceedings" / "data" / "fonts"
SERIF, SANS = "Vollkorn-SemiBold.ttf", "FiraSans-Regular.ttf"
MARGIN = 64
PICTURE_WIDTH = 440
MARK_HEIGHT = 52
KICKER, SMALL = 30, 21
TITLE_SIZES = (78, 70, 62, 54, 48, 42)
LEADING = 1.14
# More than this is on no card.
LONGEST = 240


def draw(card: Card, statement: str) -> bytes:
    """Return the card as JPEG; a picture that cannot be read is left out."""
    sheet = Image.new("RGB", SIZE, color("paper"))
    pen = ImageDraw.Draw(sheet)
    right = SIZE[0] - MARGIN
    picture = _picture(card)
    if picture:
        sheet.paste(picture, (SIZE[0] - PICTURE_WIDTH, 0))
        right -= PICTURE_WIDTH - MARGIN + MARGIN // 2
    pen.rectangle([0, 0, SIZE[0], 11], fill=color("accent"))
    top = MARGIN
    if card.kicker:
        font = _font(SANS, KICKER)
        line = _lines(_clean(card.kicker), font, right - MARGIN)[0]
        pen.text((MARGIN, top), line, font=font, fill=color("accent"))
        top += round(KICKER * 1.7)
    foot = SIZE[1] - MARGIN - MARK_HEIGHT
    font, lines = _fitted(_clean(card.title), right - MARGIN, foot - 32 - top)
    for line in lines:
        pen.text((MARGIN, top), line, font=font, fill=color("ink"))
        top += round(font.size * LEADING)
    _foot(sheet, statement, foot, right)
    written = BytesIO()
    sheet.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def kept(card: Card, statement: str) -> str:
    """Return the card's name in the media folder, drawn now if it is not there yet."""
    name = f"cards/{card.mark}-{crc32(statement.encode()):08x}.jpg"
    path = Path(settings.MEDIA_ROOT) / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(draw(card, statement))
        # Whoever asks meanwhile gets nothing half-written.
        Path(file.name).replace(path)
    return name


def _foot(sheet: Image.Image, statement: str, top: int, right: int) -> None:
    mark = wordmark(MARK_HEIGHT, color("accent"))
    sheet.paste(mark, (MARGIN, top), mark)
    flag = emblem(MARK_HEIGHT)
    left = MARGIN + mark.width + 40
    sheet.paste(flag, (left, top))
    left += flag.width + 16
    font = _font(SANS, SMALL)
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(_lines(_clean(statement), font, right - left)[:4]):
        place = (left, top + number * (SMALL + 6))
        pen.text(place, line, font=font, fill=color("soft"))


def _picture(card: Card) -> Image.Image | None:
    if card.picture is None:
        return None
    spec = f"fill-{PICTURE_WIDTH}x{SIZE[1]}|format-jpeg"
    try:
        with card.picture.get_rendition(spec).file.open("rb") as file:
            found = Image.open(file).convert("RGB")
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    # A small picture is not made larger by the library.
    return found.resize((PICTURE_WIDTH, SIZE[1]), Image.Resampling.LANCZOS)


def _clean(text: str) -> str:
    return " ".join(text[:LONGEST].split())


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size)


def _fitted(
    text: str, width: int, height: int
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest type in which the text has room, and its lines."""
    for size in TITLE_SIZES:
        font = _font(SERIF, size)
        lines = _lines(text, font, width)
        room = int(height / (size * LEADING))
        if len(lines) <= room:
            return font, lines
    return font, [*lines[: room - 1], f"{lines[room - 1].rstrip('.,;: ')} …"]


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break text at spaces, and a word that is wider than a line inside."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and font.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines
