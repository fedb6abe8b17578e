"""Pictures come in the sizes they are needed in, and in three formats."""

from io import BytesIO
from pathlib import Path

import pytest
from django.utils.translation import override
from lxml import html
from PIL import Image

from cms.core.templatetags.core_tags import picture
from tests.factories.assets import coop_image
from tests.factories.news import news_item

pytestmark = pytest.mark.django_db
WIDTHS = [320, 480, 800, 1000]


def sets_of(shown) -> dict[str, list[tuple[str, int]]]:
    """Return the addresses and widths that a browser may choose from, by type."""
    found = {}
    for source in shown.xpath("//source | //img"):
        pairs = (each.split() for each in source.get("srcset").split(", "))
        found[source.get("type")] = [(url, int(width[:-1])) for url, width in pairs]
    return found


def test_picture_comes_as_avif_webp_and_fallback_in_four_widths(client):
    with override("it"):
        shown = html.fromstring(picture(coop_image(size=(1000, 500))))
    found = sets_of(shown)
    assert {
        kind: [width for _url, width in pairs] for kind, pairs in found.items()
    } == {
        "image/avif": WIDTHS,
        "image/webp": WIDTHS,
        None: WIDTHS,
    }
    made = {
        kind: Image.open(BytesIO(b"".join(client.get(pairs[0][0]).streaming_content)))
        for kind, pairs in found.items()
    }
    assert {kind: (each.format, each.size) for kind, each in made.items()} == {
        "image/avif": ("AVIF", (320, 160)),
        "image/webp": ("WEBP", (320, 160)),
        None: ("PNG", (320, 160)),
    }
    fallback = shown.find(".//img")
    assert fallback.get("src") == found[None][2][0]
    assert (fallback.get("width"), fallback.get("height")) == ("800", "400")
    assert fallback.get("alt") == "I partecipanti al forum"
    assert (fallback.get("loading"), fallback.get("class")) == ("lazy", None)


def test_focal_point_stays_visible_where_a_frame_cuts():
    image = coop_image(size=(1000, 500))
    image.focal_point_x, image.focal_point_y = 250, 490
    image.focal_point_width = image.focal_point_height = 20
    shown = html.fromstring(picture(image, css="cover"))
    assert shown.find(".//img").get("class") == "cover focus-x2 focus-y10"
    styles = Path("cms/static/css/components.css").read_text(encoding="utf-8")
    assert ".focus-x2 { --focus-x: 20%; }" in styles
    assert ".focus-y10 { --focus-y: 100%; }" in styles


def test_picture_text_is_escaped():
    shown = picture(coop_image(size=(40, 30), alt_sl='"><script>'))
    assert "<script>" not in shown


def test_decoration_has_an_empty_text():
    assert ' alt=""' in picture(coop_image(size=(40, 30)), "")


def test_picture_whose_file_is_lost_takes_no_page_down(client):
    image = coop_image(size=(40, 30))
    Path(image.file.path).unlink()
    page = html.fromstring(client.get(news_item(picture=image).get_url()).content)
    [shown] = page.xpath("//figure//picture")
    assert shown.find(".//img").get("alt") == "Udeleženci foruma"
    assert client.get(shown.find(".//img").get("src")).status_code == 404


def test_no_picture_leaves_a_gap():
    assert picture(None) == ""
    unmeasured = coop_image(size=(40, 30))
    unmeasured.width = 0
    assert picture(unmeasured) == ""
