"""Every kind of public page is light, asks no other site, and carries no script."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from lxml import html

from tests.factories.public import public_site

pytestmark = pytest.mark.django_db
TEXT_PAGE = 60_000
WITH_PICTURE = 100_000
SCRIPTS = 15_000
FACES = ["vollkorn-regular", "vollkorn-semibold", "vollkorn-italic"]
FACES += ["fira-sans-regular", "fira-sans-semibold"]
# The widest place of a lead picture on a screen of 1280 points.
SHOWN = 1088


@cache
def compressed(name: str) -> int:
    """Return what a static file weighs on the way: fonts and pictures as they are."""
    body = Path(finders.find(name)).read_bytes()
    packed = name.endswith((".woff2", ".png", ".ico"))
    return len(body) if packed else len(gzip.compress(body, 9))


def files(tree, *paths: str) -> set[str]:
    """Return the static files that these expressions name."""
    found = {address for path in paths for address in tree.xpath(path)}
    return {one.removeprefix("/static/") for one in found if one.startswith("/static/")}


def weight(answer, tree) -> int:
    """Return the bytes of the page itself, its styles, drawings and all core faces."""
    parts = files(
        tree,
        "//link[@rel='stylesheet']/@href",
        "//link[@rel='icon'][@type]/@href",
        "//script/@src",
        "//img/@src",
    )
    parts |= {f"fonts/{face}-core.woff2" for face in FACES}
    return len(gzip.compress(answer.content, 9)) + sum(map(compressed, parts))


def lead_picture(client, tree) -> int:
    """Return the bytes of the size that a browser takes for the first picture."""
    offered = tree.xpath("(//source[@type='image/avif'])[1]/@srcset")[0].split(", ")
    sizes = [(int(one.split()[1][:-1]), one.split()[0]) for one in offered]
    chosen = min(size for size in sizes if size[0] >= SHOWN)
    return len(b"".join(client.get(chosen[1]).streaming_content))


def beyond_core(tree) -> set[str]:
    """Return the letters for which a browser would fetch the rest of a face."""
    text = " ".join(tree.xpath("//body//text()[not(ancestor::script)]"))
    return {letter for letter in text if ord(letter) >= 32 and not in_core(letter)}


@cache
def in_core(letter: str) -> bool:
    styles = Path(finders.find("css/base.css")).read_text(encoding="utf-8")
    ranges = styles.split("-core.woff2", 1)[1].split("unicode-range: ")[1].split(";")[0]
    for part in ranges.split(","):
        first, _dash, last = part.removeprefix("U+").partition("-")
        if int(first, 16) <= ord(letter) <= int(last or first, 16):
            return True
    return False


def test_pages_are_light_set_no_cookie_and_ask_no_other_site(client):
    site = public_site()
    weights, strange = {}, {}
    for kind, address in site.addresses.items():
        answer = client.get(address)
        assert (kind, answer.status_code) == (kind, 200)
        assert (kind, list(answer.cookies)) == (kind, [])
        tree = html.fromstring(answer.content.decode())
        weights[kind] = weight(answer, tree)
        strange[kind] = beyond_core(tree)
        loaded = tree.xpath(
            "//img/@src | //script/@src | //iframe/@src | //source/@src | //video/@src"
            " | //link[not(contains('canonical alternate license', @rel))]/@href"
        )
        foreign = [one for one in loaded if urlsplit(one).netloc]
        assert (kind, foreign) == (kind, [])
        scripts = sum(map(compressed, files(tree, "//script/@src")))
        assert scripts <= SCRIPTS
        if kind in site.with_picture:
            weights[f"{kind} with picture"] = weights[kind] + lead_picture(client, tree)
    heavy = {
        kind: bytes_
        for kind, bytes_ in weights.items()
        if bytes_ > (WITH_PICTURE if kind.endswith("with picture") else TEXT_PAGE)
    }
    assert heavy == {}
    assert {kind: letters for kind, letters in strange.items() if letters} == {}


def test_every_style_sheet_is_whole():
    """A bracket too few would hide all rules behind it from narrow screens."""
    folder = Path(finders.find("css/base.css")).parent
    depths = {}
    for file in folder.glob("*.css"):
        rules = re.sub(
            r"/\*.*?\*/|\"[^\"]*\"", "", file.read_text("utf-8"), flags=re.DOTALL
        )
        depths[file.name] = rules.count("{") - rules.count("}")
    assert {name for name, depth in depths.items() if depth} == set()
