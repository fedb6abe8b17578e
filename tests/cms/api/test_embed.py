"""What partners show on their own pages."""

import gzip
import json

import pytest
from lxml import etree

from cms.api.embed.views import SCRIPT
from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.news import news_index, news_item
from tests.factories.newspaper import article, issue
from tests.factories.programme import released
from tests.factories.publications import edition, recommendation, volume

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def test_script_is_small_and_for_every_site(client):
    answer = client.get("/embed/v1.js", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert gzip.decompress(answer.content) == SCRIPT.read_bytes()
    assert len(answer.content) < 10_240
    assert answer.cookies.output() == ""
    etag = {"if-none-match": client.get("/embed/v1.js").headers["ETag"]}
    assert client.get("/embed/v1.js", headers=etag).status_code == 304


def test_frame_shows_what_is_public_without_running_anything(client):
    news_item(title="Javna <novica>", picture=coop_image())
    news_item(title="SKRITO", live=False)
    answer = client.get("/embed/v1/news?lang=sl&limit=5&pictures=on")
    text = answer.content.decode()
    assert "Javna &lt;novica&gt;" in text
    assert "SKRITO" not in text
    assert "Participants" not in text
    assert "Udeleženci foruma" in text
    assert "Evropske unije" in text
    assert "<script" not in text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors *" in policy
    assert "X-Frame-Options" not in answer.headers
    assert answer.cookies.output() == ""


@pytest.mark.parametrize("kind", ["news", "papers", "events", "recommendations"])
@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_every_kind_has_a_frame_in_every_language(client, kind, language):
    book = volume(papers=2)
    recommendation(book)
    edition(book)
    released()
    news_item()
    answer = client.get(f"/embed/v1/{kind}?lang={language}")
    assert answer.status_code == 200
    assert answer.content.decode().count("<li") > 0
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize(
    "query", ["", "lang=de", "lang=sl&limit=0", "lang=sl&limit=21", "lang=sl&volume=x"]
)
def test_wrong_frame_says_what_is_wrong(client, query):
    assert client.get(f"/embed/v1/news?{query}").status_code == 400


def test_frame_is_narrowed_to_a_volume(client):
    first, second = edition(), edition()
    slug = first.volume.slug
    answer = client.get(f"/embed/v1/papers?lang=sl&volume={slug}").content.decode()
    assert f"/{slug}/" in answer
    assert f"/{second.volume.slug}/" not in answer


# --- oEmbed -------------------------------------------------------------------------
def oembed(client, url: str, **more):
    return client.get("/oembed", {"url": url, **more})


def addresses(client) -> list[str]:
    item = news_item()
    translated(item, "it", title="Il primo forum")
    paper = issue()
    text = article(parent=paper)
    made = edition()
    event = released()
    slug = made.volume.slug
    pages = [item, paper, text, news_index()]
    return [
        *(page.get_url() for page in pages),
        "/sl/",
        f"/sl/zbornik/{slug}/",
        f"/en/proceedings/{slug}/{made.papers.first().slug}/",
        "/it/programma/",
        f"/it/programma/{event.slug}/",
    ]


def test_pages_that_can_be_shown_say_so_and_can(client):
    for path in addresses(client):
        page = client.get(path).content.decode()
        links = etree.HTML(page).xpath("//link[@type='application/json+oembed']/@href")
        assert len(links) == 1, path
        told = client.get(links[0].removeprefix(SITE)).json()
        assert (told["version"], told["type"]) == ("1.0", "rich")
        frame = etree.HTML(told["html"]).xpath("//iframe/@src")[0]
        assert frame.startswith(f"{SITE}/embed/v1/")
        assert client.get(frame.removeprefix(SITE)).status_code == 200, path


def test_page_that_cannot_be_shown_says_nothing(client):
    page = client.get("/en/search/").content.decode()
    assert "oembed" not in page


def test_oembed_is_xml_too_and_keeps_to_limits(client):
    item = news_item(title="Novica & več")
    url = SITE + item.get_url()
    told = oembed(client, url, format="xml", maxwidth="320", maxheight="200")
    root = etree.fromstring(told.content)
    assert (root.findtext("width"), root.findtext("height")) == ("320", "200")
    assert root.findtext("title") == "Novica & več"


@pytest.mark.parametrize(
    ("url", "more", "status"),
    [
        ("", {}, 404),
        ("https://example.org/sl/", {}, 404),
        (f"{SITE}/sl/nothing/", {}, 404),
        (f"{SITE}/de/", {}, 404),
        (f"{SITE}/sl/", {"format": "yaml"}, 501),
        (f"{SITE}/sl/", {"maxwidth": "x"}, 400),
        ("http://[", {}, 404),
    ],
)
def test_what_cannot_be_shown_is_told(client, url, more, status):
    assert oembed(client, url, **more).status_code == status


def test_hidden_page_cannot_be_shown(client):
    item = news_item(title="SKRITO")
    url = SITE + item.get_url()
    assert oembed(client, url).status_code == 200
    item.unpublish()
    answer = oembed(client, url)
    assert answer.status_code == 404
    assert "SKRITO" not in json.dumps(answer.json())


# --- the builder --------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/sl/vgradnja/", "/it/incorpora/", "/en/embed/"])
def test_builder_gives_a_snippet_and_a_preview(client, path):
    edition()
    page = etree.HTML(client.get(path).content.decode())
    language = path[1:3]
    (preview,) = page.xpath("//iframe/@src")
    assert client.get(preview).headers["Content-Language"] == language
    assert f'<coop-news lang="{language}" limit="5">' in page.xpath(
        "string(//textarea[@id='snippet'])"
    )


def test_builder_builds_what_was_chosen_and_says_what_is_wrong(client):
    slug = edition().volume.slug
    given = {"kind": "papers", "lang": "it", "limit": "3", "volume": slug}
    page = etree.HTML(client.get("/en/embed/", given).content.decode())
    told = page.xpath("string(//textarea[@id='snippet'])")
    assert f'<coop-papers lang="it" limit="3" volume="{slug}">' in told
    wrong = client.get("/en/embed/", {**given, "limit": "99"}).content.decode()
    assert "error-summary" in wrong or "field--error" in wrong
