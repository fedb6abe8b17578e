"""Every kind of public page is light, asks no other site, and carries no script."""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.factories.news import news_item
from tests.factories.public import public_site

pytestmark = pytest.mark.django_db
TEXT_PAGE = 60_000
WITH_PICTURE = 100_000
SCRIPTS = 15_000
QUERIES = 12
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


def test_pages_are_light_and_ask_little_of_database_and_nobody_else(client):
    site = public_site()
    weights, strange, queries = {}, {}, {}
    for kind, address in site.addresses.items():
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(address)
        queries[kind] = len(counted)
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
    assert {kind: n for kind, n in queries.items() if n > QUERIES} == {}
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


HOSTILE = (
    "<script>window.pwned=1</script><img src=x onerror=alert(1)><svg onload=alert(2)>"
    '<a href="javascript:alert(3)">x</a><iframe src="https://evil.example"></iframe>'
    "\"><p style='x' onclick='y'>{{ 7 }}</textarea></title><base href=//evil.example>"
)
# What runs or leads to what runs, wherever it stands.
RUNS = (
    "//script[not(@type='application/ld+json') and not(starts-with(@src, '/static/'))]"
    " | //iframe | //object | //embed | //base | //*[@style] | //svg//script"
    " | //*[@*[starts-with(name(), 'on')]]"
    " | //*[@*[starts-with(translate(normalize-space(.), 'JAVSCRIPT', 'javscript'),"
    " 'javascript:')]]"
)


def test_hostile_words_never_become_script(client):
    site = public_site(words=HOSTILE, every=True)
    strict = {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    for kind, address in site.addresses.items():
        answer = client.get(address)
        assert (kind, answer.status_code) == (kind, 200)
        tree = html.fromstring(answer.content.decode())
        found = [html.tostring(one)[:200] for one in tree.xpath(RUNS)]
        assert (kind, found) == (kind, [])
        for data in tree.xpath("//script[@type='application/ld+json']/text()"):
            assert "<" not in data
        policy = dict(
            part.strip().split(" ", 1)
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
        assert {policy[name] for name in strict} == {"'self'"}
        assert policy["object-src"] == "'none'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
    # The words themselves stay, as words.
    shown = html.fromstring(client.get(site.addresses["news"]).content.decode())
    assert "<script>window.pwned=1</script>" in shown.text_content()


BROKEN = [
    {
        "type": "chart",
        "value": {"kind": "bars", "caption": "x", "cells": ""},
        "id": "1",
    },
    {"type": "chart", "value": {"kind": "lines", "cells": "a | b\nc | NaN"}, "id": "2"},
    {"type": "table", "value": {"caption": "x", "cells": None}, "id": "3"},
    {"type": "table", "value": "no table", "id": "4"},
    {"type": "numbers", "value": {"numbers": "x"}, "id": "5"},
    {
        "type": "gallery",
        "value": {"pictures": [{"type": "item", "value": 7}]},
        "id": "6",
    },
    {"type": "picture", "value": {"image": 999_999}, "id": "7"},
    {"type": "picture", "value": {"image": "x"}, "id": "8"},
    {"type": "download", "value": {"document": 999_999}, "id": "9"},
    {"type": "video", "value": {"url": "http://[", "picture": None}, "id": "10"},
    {"type": "paper", "value": {"address": "http://["}, "id": "11"},
    {"type": "recommendation", "value": {"text": None, "address": "\\"}, "id": "12"},
    {"type": "callout", "value": None, "id": "13"},
    {"type": "quote", "value": [], "id": "14"},
    {"type": "gone", "value": "x", "id": "15"},
    {"type": "text", "value": None, "id": "16"},
]


def test_broken_block_takes_no_page_down(client):
    """Each alone, and all together, between two that are sound."""
    sound = [
        {"type": "text", "value": f"<p>{words}</p>", "id": words}
        for words in ("pred", "za")
    ]
    item = news_item()
    address = item.get_url()
    for broken in [*([one] for one in BROKEN), BROKEN]:
        stream = json.dumps([sound[0], *broken, sound[1]])
        # Past every form and every clean().
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE news_newspage SET body = %s WHERE page_ptr_id = %s",
                [stream, item.pk],
            )
        answer = client.get(address)
        assert (broken, answer.status_code) == (broken, 200)
        tree = html.fromstring(answer.content.decode())
        prose = tree.xpath("//div[@class='prose']")[0].text_content()
        assert [word in prose for word in ("pred", "za")] == [True, True]
