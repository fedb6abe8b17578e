"""A picture of the library tells nothing of where, when and by whom it was taken."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from cms.assets.models import CoopImage
from tests.factories.accounts import administrator
from tests.factories.assets import png

pytestmark = pytest.mark.django_db
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>46.55 N</a></x:xmpmeta>"


def photo(kind: str = "JPEG", *, orientation: int = 1, **more) -> bytes:
    """Return a picture, left half red, with a position and a maker."""
    picture = Image.new("RGB", (80, 40), "blue")
    picture.paste("red", (0, 0, 40, 40))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Telephone"
    exif.get_ifd(GPS).update({1: "N", 2: (46.0, 33.0, 0.0)})
    file = BytesIO()
    picture.save(file, kind, exif=exif, icc_profile=PROFILE, **more)
    return file.getvalue()


def stored(body: bytes, name: str) -> Image.Image:
    made = CoopImage.objects.create(title="x", file=ContentFile(body, name=name))
    made.refresh_from_db()
    with made.file.open("rb") as file:
        picture = Image.open(BytesIO(file.read()))
    assert (made.width, made.height) == picture.size
    return picture


@pytest.mark.parametrize(
    ("kind", "more"),
    [("JPEG", {"xmp": XMP, "comment": b"Ana"}), ("PNG", {}), ("WEBP", {"xmp": XMP})],
)
def test_position_is_not_stored(kind, more):
    picture = stored(photo(kind, **more), f"a.{kind.lower()}")
    assert picture.format == kind
    assert dict(picture.getexif()) == {}
    assert picture.info.get("xmp") is None
    assert picture.info.get("comment") is None
    assert picture.info["icc_profile"] == PROFILE


def test_words_in_a_png_are_not_stored():
    words = PngInfo()
    words.add_text("Author", "Ana")
    assert stored(photo("PNG", pnginfo=words), "a.png").text == {}


def test_picture_taken_upright_stays_upright():
    picture = stored(photo(orientation=6), "a.jpg").convert("RGB")
    assert picture.size == (40, 80)
    red, _green, blue = picture.getpixel((20, 10))
    assert red > 200 > 60 > blue


def test_picture_that_tells_nothing_keeps_its_bytes():
    body = png(20, 10)
    made = CoopImage.objects.create(title="x", file=ContentFile(body, name="a.png"))
    with made.file.open("rb") as file:
        assert file.read() == body


def upload(client, body: bytes):
    client.force_login(administrator())
    collection = CoopImage._meta.get_field("collection").get_default()
    return client.post(
        reverse("wagtailimages:add"),
        {
            "title": "Forum",
            "file": SimpleUploadedFile("a.jpg", body, "image/jpeg"),
            "collection": getattr(collection, "pk", collection),
            "tags": "",
        },
    )


def test_editors_upload_is_stripped(client):
    assert upload(client, photo()).status_code == 302
    made = CoopImage.objects.get()
    with made.file.open("rb") as file:
        body = file.read()
    assert b"Telephone" not in body
    assert made.file_size == len(body)


def test_damaged_picture_is_refused_in_words(client):
    response = upload(client, photo()[:-40] + b"")
    assert response.status_code == 200
    with translation.override("en"):
        errors = list(response.context["form"].errors["file"])
    assert errors == ["The picture is damaged: save it again, and upload that file."]
    assert CoopImage.objects.count() == 0
