"""The token file, its stylesheet, and how readable its colours are."""

import pytest

from cms.identity.tokens import IDENTITY_DIR, STYLESHEET, color, stylesheet, tokens

SCHEMES = ["light", "dark"]


def luminance(value: str) -> float:
    channels = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(kind: str, least: float, scheme: str) -> list[tuple[str, str]]:
    return [
        (front, back)
        for front, back in tokens()["contrast"][kind]
        if contrast(color(front, scheme), color(back, scheme)) < least
    ]


def test_stylesheet_is_up_to_date():
    assert STYLESHEET.read_text(encoding="utf-8") == stylesheet()


def test_contrast_of_black_on_white():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_passes_aa(scheme):
    assert too_weak("text", 4.5, scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_graphics_pass_aa(scheme):
    assert too_weak("graphics", 3.0, scheme) == []


def test_both_schemes_name_the_same_colors():
    palette = tokens()["colour"]
    assert list(palette["light"]) == list(palette["dark"])


def test_every_font_file_is_there_with_its_licence():
    fonts = IDENTITY_DIR.parent / "fonts"
    named = {name for family in tokens()["fonts"].values() for name in family.values()}
    assert {file.name for file in fonts.glob("*.ttf")} == named
    assert sorted(file.name for file in fonts.glob("OFL-*.txt")) == [
        "OFL-FiraSans.txt",
        "OFL-Vollkorn.txt",
    ]


def test_web_fonts_stay_light():
    fonts = STYLESHEET.parents[1] / "fonts"
    assert sum(file.stat().st_size for file in fonts.glob("*-core.woff2")) < 45_000
