"""Pictures come in the sizes they are needed in."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from cms.core.templatetags.core_tags import picture
from tests.factories.assets import coop_image

pytestmark = pytest.mark.django_db


def test_picture_has_webp_sizes_and_a_fallback_with_size_and_text():
    with override("it"):
        html = picture(coop_image(size=(1000, 500)))
    assert re.findall(r" (\d+)w", html) == ["480", "800", "1000"]
    assert html.count(".webp") == 3
    fallback = re.search(r"<img [^>]+>", html).group()
    assert ' width="800" height="400"' in fallback
    assert ' alt="I partecipanti al forum"' in fallback
    assert ' loading="lazy"' in fallback


def test_picture_text_is_escaped():
    html = picture(coop_image(size=(40, 30), alt_sl='"><script>'), widths="40")
    assert "<script>" not in html


def test_decoration_has_an_empty_text():
    assert ' alt=""' in picture(coop_image(size=(40, 30)), "", widths="40")


def test_picture_whose_file_is_lost_leaves_a_gap():
    image = coop_image(size=(40, 30))
    Path(image.file.path).unlink()
    assert picture(image) == ""


def test_no_picture_leaves_a_gap():
    assert picture(None) == ""
