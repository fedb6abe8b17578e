"""A reader looks around in Slovenian, Italian and English."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey


def menu(page: Page) -> list[str]:
    """Return the addresses of the main menu."""
    links = page.locator("header nav a[href]").all()
    return [link.get_attribute("href") for link in links]


def test_reader_is_greeted_in_the_language_of_the_browser(browser, demo_site):
    for browser_language, language in (("it-IT", "it"), ("sl-SI", "sl"), ("de", "en")):
        context = browser.new_context(base_url=demo_site, locale=browser_language)
        page = context.new_page()
        page.goto("/")
        assert page.url == f"{demo_site}/{language}/"
        assert page.locator("html").get_attribute("lang") == language
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_walks_through_the_whole_menu(page, demo_site, axe, language):
    page.goto(f"/{language}/")
    axe(page)
    addresses = menu(page)
    assert len(addresses) >= 4
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.locator("html").get_attribute("lang") == language
        axe(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_its_languages_and_the_funder(page, demo_site, language):
    page.goto(f"/{language}/")
    for address in [f"/{language}/", *menu(page)]:
        page.goto(address)
        alternates = page.locator("link[rel=alternate][hreflang]").evaluate_all(
            "links => links.map(link => link.hreflang)"
        )
        assert {*LANGUAGES, "x-default"} <= set(alternates), address
        footer = page.locator("footer").inner_text()
        assert (
            "European Union" in footer
            or "Evropske unije" in footer
            or ("Unione europea" in footer)
        )


def test_language_switcher_stays_on_the_page(page, demo_site):
    page.goto("/sl/")
    page.locator("main a[href*='/sl/novice/']").first.click()
    slovenian = page.url
    page.locator("header a[hreflang=it]").first.click()
    assert re.search(r"/it/.+/.+/", page.url)
    expect(page.locator("html")).to_have_attribute("lang", "it")
    page.locator("header a[hreflang=sl]").first.click()
    assert page.url == slovenian


def test_page_without_translation_says_so(page, demo_site, axe):
    from tests.factories.news import news_item

    item = news_item(title="Samo po slovensko")
    page.goto(item.url)
    page.locator("header a[hreflang=en]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text("Samo po slovensko")
    axe(page)
