"""What is shared stands with a picture of its own, in its language."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import html
from PIL import Image, ImageChops
from wagtail.images import get_image_model

from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.news import news_item

pytestmark = pytest.mark.django_db


def said(client, page) -> dict[str, str]:
    """Return what the page says of itself where it is shared."""
    shown = html.fromstring(client.get(page.get_url()).content.decode())
    return {
        each.get("property"): each.get("content")
        for each in shown.iterfind(".//meta[@property]")
    }


def path_of(facts: dict[str, str]) -> str:
    return facts["og:image"].removeprefix(settings.WAGTAILADMIN_BASE_URL)


def drawn(client, address: str) -> Image.Image:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    return Image.open(BytesIO(b"".join(answer.streaming_content))).convert("RGB")


def differs(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is not None


def test_each_language_has_its_card_which_changes_with_its_title(client):
    item = news_item(title="Prvi forum", kicker="Maribor")
    italian = translated(item, "it", title="Il primo forum")
    here, there = said(client, item), said(client, italian)
    assert "Prvi forum" in here["og:image:alt"]
    assert "Il primo forum" in there["og:image:alt"]
    first, second = drawn(client, path_of(here)), drawn(client, path_of(there))
    assert first.size == second.size == (1200, 630)
    assert (here["og:image:width"], here["og:image:height"]) == ("1200", "630")
    assert differs(first, second)
    item.title = "Drugi forum"
    item.save()
    moved = client.get(path_of(here))
    assert (moved.status_code, moved.url) == (302, path_of(said(client, item)))
    assert differs(first, drawn(client, moved.url))


def test_card_is_drawn_once_and_kept(client):
    address = path_of(said(client, news_item()))
    drawn(client, address)
    [kept] = (Path(settings.MEDIA_ROOT) / "cards").glob("*" + address[-20:-4] + "*")
    kept.write_bytes(b"kept")
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"kept"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    kept.unlink()


def test_card_shows_the_picture_and_stands_without_its_file(client):
    item = news_item(title="S sliko", picture=coop_image())
    facts = said(client, item)
    assert facts["og:image:alt"].endswith(": Udeleženci foruma")
    assert drawn(client, path_of(facts)).getpixel((1000, 300)) == pytest.approx(
        (0x33, 0x66, 0x99), abs=6
    )
    lost = coop_image()
    get_image_model().objects.filter(pk=lost.pk).update(file_hash="b" * 40)
    Path(lost.file.path).unlink()
    item.picture = lost
    item.save()
    paper = drawn(client, path_of(said(client, item))).getpixel((1000, 300))
    assert paper == pytest.approx((0xFB, 0xFA, 0xF7), abs=6)


@pytest.mark.parametrize(
    "title",
    [
        "Č" * 255,
        "beseda " * 36,
        "<script>alert(1)</script>",
        "\u202e\u0301 \ufffd 漢字 😀",
    ],
)
def test_any_title_finds_room(client, title):
    item = news_item(title=title[:255], slug="x", kicker="K" * 80)
    card = drawn(client, path_of(said(client, item)))
    # The margin to the right stays free.
    margin = card.crop((1150, 40, 1200, 600))
    assert max(high - low for low, high in margin.getextrema()) <= 12


def test_draft_has_no_card(client):
    item = news_item()
    address = path_of(said(client, item))
    item.unpublish()
    assert client.get(address).status_code == 404
    for kind, key in (("page", "x"), ("nothing", "x"), ("volume", "x"), ("paper", "x")):
        odd = reverse("card", args=["sl", kind, key, "0" * 16])
        assert client.get(odd).status_code == 404
