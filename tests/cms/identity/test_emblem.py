"""The European emblem keeps its published geometry."""

import math

import pytest
from defusedxml.ElementTree import parse

from cms.identity.tokens import IDENTITY_DIR, STYLESHEET

SVG = "{http://www.w3.org/2000/svg}"
EMBLEM = IDENTITY_DIR / "eu-emblem.svg"


def stars() -> list[list[tuple[float, float]]]:
    found = parse(EMBLEM).getroot().iter(f"{SVG}polygon")
    return [
        [tuple(map(float, pair.split(","))) for pair in star.get("points").split()]
        for star in found
    ]


def test_emblem_is_three_to_two_in_its_colors():
    root = parse(EMBLEM).getroot()
    ground = root.find(f"{SVG}rect")
    assert (
        root.get("viewBox"),
        ground.get("fill"),
        root.find(f"{SVG}g").get("fill"),
    ) == (
        "0 0 300 200",
        "#003399",
        "#ffcc00",
    )


def test_twelve_stars_stand_upright_on_a_circle_of_a_third_of_the_height():
    tips = [star[0] for star in stars()]
    centres = [(x, y + 200 / 18) for x, y in tips]
    distances = [math.dist(centre, (150, 100)) for centre in centres]
    assert distances == pytest.approx([200 / 3] * 12, abs=0.01)


def test_site_and_books_show_the_same_emblem():
    web = STYLESHEET.parents[1] / "img" / "eu-emblem.svg"
    assert web.read_bytes() == EMBLEM.read_bytes()
