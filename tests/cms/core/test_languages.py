"""Every page names its languages, and is honest about those it lacks."""

import re

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format

from tests.factories.core import content_page, translated
from tests.factories.home import front_page
from tests.factories.news import news_item
from tests.factories.pages import LANGUAGES, MAKERS, in_three_languages

pytestmark = pytest.mark.django_db
BASE = "http://localhost:8000"


def hreflang(answer) -> dict[str, str]:
    html = answer.content.decode()
    found = re.findall(
        r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html
    )
    assert len(found) == len(dict(found))
    return dict(found)


def switcher(answer) -> dict[str, str]:
    html = answer.content.decode()
    nav = re.search(r'<nav class="masthead__languages".*?</nav>', html, re.DOTALL)
    links = re.findall(r'href="([^"]+)" lang="(\w+)"', nav.group())
    return {code: url for url, code in links}


@pytest.mark.parametrize("kind", MAKERS)
def test_page_type_is_shown_and_alternates_are_right_in_three_languages(client, kind):
    pages = in_three_languages(kind)
    wanted = {code: BASE + page.get_url() for code, page in pages.items()}
    for language, page in pages.items():
        answer = client.get(page.get_url())
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
        assert hreflang(answer) == {**wanted, "x-default": wanted["en"]}
        assert f'<link rel="canonical" href="{wanted[language]}">' in (
            answer.content.decode()
        )
        assert switcher(answer) == {c: p.get_url() for c, p in pages.items()}


def test_alternates_name_only_languages_that_exist(client):
    page = content_page()
    draft = translated(page, "it", live=False)
    answer = client.get(page.get_url())
    sl = BASE + page.get_url()
    assert hreflang(answer) == {"sl": sl, "x-default": sl}
    assert client.get(draft.get_url()).status_code == 404


def test_switcher_leads_to_the_honest_notice_without_a_translation(client):
    page = content_page()
    links = switcher(client.get(page.get_url()))
    assert links == {
        "sl": page.get_url(),
        "it": f"/it/non-ancora-tradotto/{page.translation_key}/",
        "en": f"/en/not-yet-translated/{page.translation_key}/",
    }


@pytest.mark.parametrize("language", ["it", "en"])
def test_notice_names_the_languages_that_exist(client, language):
    page = content_page()
    url = switcher(client.get(page.get_url()))[language]
    answer = client.get(url)
    assert answer.status_code == 404
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert [each["url"] for each in answer.context["found"]] == [page.get_url()]
    assert hreflang(answer) == {
        code: BASE + page.get_url() for code in ("sl", "x-default")
    }


def test_notice_redirects_once_the_translation_is_there(client):
    page = content_page()
    url = switcher(client.get(page.get_url()))["en"]
    english = translated(page, "en", title="About")
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Location"]) == (302, english.get_url())


def test_notice_says_nothing_of_a_draft(client):
    page = content_page()
    page.unpublish()
    url = f"/en/not-yet-translated/{page.translation_key}/"
    answer = client.get(url)
    assert answer.status_code == 404
    assert page.title not in answer.content.decode()


def test_ordinary_view_has_its_own_word_in_each_language(client):
    answer = client.get("/sl/iskanje/?q=forum")
    assert hreflang(answer) == {
        "sl": f"{BASE}/sl/iskanje/",
        "it": f"{BASE}/it/ricerca/",
        "en": f"{BASE}/en/search/",
        "x-default": f"{BASE}/en/search/",
    }


@pytest.mark.parametrize(
    ("header", "cookie", "wanted"),
    [
        ("it-IT,it;q=0.9,en;q=0.5", "", "it"),
        ("en-GB", "", "en"),
        ("sl", "", "sl"),
        ("de-AT,de", "", "en"),
        ("", "", "sl"),
        ("*", "", "sl"),
        ("it", "en", "en"),
        ("it", "xx", "it"),
        ("\x00;;q=x,,", "", "sl"),
    ],
)
def test_front_door_negotiates_the_language_once(client, header, cookie, wanted):
    if cookie:
        client.cookies["django_language"] = cookie
    answer = client.get("/", headers={"accept-language": header} if header else {})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{wanted}/")
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing/", "/media/nothing.png", "/novice/", "/documents/9/x.pdf"]
)
def test_missing_address_outside_the_languages_is_no_redirect(path):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_page_leads_to_the_front_pages(client, language):
    answer = client.get(f"/{language}/nothing/here/")
    assert answer.status_code == 404
    assert switcher(answer) == {code: f"/{code}/" for code in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_content_language_follows_the_address(client, language):
    answer = client.get(f"/{language}/", headers={"accept-language": "de"})
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("language", "written", "first"),
    [
        ("sl", "23. november 2026", "1. junij 2012"),
        ("it", "23 novembre 2026", "1 giugno 2012"),
        ("en", "23 November 2026", "1 June 2012"),
    ],
)
def test_dates_are_written_as_in_the_language(language, written, first):
    with translation.override(language):
        day = timezone.datetime(2026, 11, 23)
        assert date_format(day).lower() == written.lower()
        assert date_format(timezone.datetime(2012, 6, 1)).lower() == first.lower()


def test_date_of_a_news_item_is_shown_in_its_language(client):
    item = news_item()
    italian = translated(item, "it")
    html = client.get(italian.get_url()).content.decode()
    assert '<time datetime="2012-06-01">1 giugno 2012</time>' in html.lower()


def test_sitemap_lists_each_language_with_its_alternates(client):
    page = content_page()
    english = translated(page, "en", title="About", slug="about")
    answer = client.get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    xml = answer.content.decode()
    locs = re.findall(r"<loc>([^<]+)</loc>", xml)
    fronts = [BASE + front_page(code).get_url() for code in LANGUAGES]
    proceedings = [f"{BASE}/sl/zbornik/", f"{BASE}/it/atti/", f"{BASE}/en/proceedings/"]
    programme = [
        f"{BASE}/sl/program/",
        f"{BASE}/it/programma/",
        f"{BASE}/en/programme/",
    ]
    assert sorted(locs) == sorted(
        [
            *fronts,
            *proceedings,
            *programme,
            BASE + page.get_url(),
            BASE + english.get_url(),
        ]
    )
    line = next(u for u in xml.split("<url>") if f"{BASE}{page.get_url()}</loc>" in u)
    assert re.findall(r'hreflang="([^"]+)"', line) == ["en", "sl", "x-default"]


def test_robots_name_the_sitemap(client):
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /admin/\n\nSitemap: http://localhost:8000/sitemap.xml\n"
    )
