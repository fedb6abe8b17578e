"""A reader looks around in Slovenian, Italian and English."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.core import translated
from tests.factories.news import news_item
from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey
# The demo shows what a page looks like that is not translated yet.
NOT_IN_ITALIAN = {"/sl/za-medije/", "/en/for-the-media/"}
FUNDED = {
    "sl": "Ta projekt je prejel sredstva Evropske unije.",
    "it": "Questo progetto ha ricevuto finanziamenti dall'Unione europea.",
    "en": "This project has received funding from the European Union.",
}


def inner_pages(page: Page, language: str) -> list[str]:
    """Return the menu's pages, and the first page that each of them lists."""
    page.goto(f"/{language}/")
    own = f"/{language}/"
    menu = page.locator("header nav a:not([hreflang])").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    found = list(dict.fromkeys(path for path in menu if path.startswith(own)))
    for path in list(found):
        page.goto(path)
        inside = page.locator("main a[href]").evaluate_all(
            "links => links.map(link => link.pathname)"
        )
        found += [each for each in inside if each.startswith(path) and each != path][:1]
    return list(dict.fromkeys(found))


def test_reader_is_greeted_in_the_language_of_the_browser(browser, site):
    for browser_language, language in (("it-IT", "it"), ("sl-SI", "sl"), ("de", "en")):
        context = browser.new_context(base_url=site, locale=browser_language)
        page = context.new_page()
        page.goto("/")
        assert page.url == f"{site}/{language}/"
        assert page.locator("html").get_attribute("lang") == language
        context.close()


def test_reader_walks_through_the_site_in_three_languages(page, demo_site, axe):
    for language in LANGUAGES:
        pages = [f"/{language}/", *inner_pages(page, language)]
        assert len(pages) >= 8, pages
        for path in pages:
            answer = page.goto(path)
            assert answer.status == 200, path
            assert page.locator("html").get_attribute("lang") == language
            alternates = page.locator("link[rel=alternate][hreflang]").evaluate_all(
                "links => links.map(link => link.hreflang)"
            )
            missing = {"it"} if path in NOT_IN_ITALIAN else set()
            assert {*LANGUAGES, "x-default"} - missing <= set(alternates), path
            funded = page.get_by_role("contentinfo").inner_text()
            assert FUNDED[language] in funded.replace("\n", " "), path
            axe(page)


def test_language_switcher_stays_on_the_page(page, site):
    item = news_item(title="Prvi forum")
    translated(item, "it", title="Il primo forum")
    page.goto(item.url)
    page.locator("header a[hreflang=it]").first.click()
    expect(page.locator("h1")).to_have_text("Il primo forum")
    expect(page.locator("html")).to_have_attribute("lang", "it")
    page.locator("header a[hreflang=sl]").first.click()
    expect(page.locator("h1")).to_have_text("Prvi forum")


def test_page_without_translation_says_so(page, site, axe):
    item = news_item(title="Samo po slovensko")
    page.goto(item.url)
    page.locator("header a[hreflang=en]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text("Samo po slovensko")
    axe(page)
