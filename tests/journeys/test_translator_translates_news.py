"""A reader asks for a page; a translator finds it, translates it, and publishes."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.translation import queries
from cms.translation.models import Target, Translator
from tests.factories.accounts import PASSWORD, administrator
from tests.factories.translation import ITALIAN, locale, story

pytestmark = [pytest.mark.journey, pytest.mark.waiting]


def sign_in(page: Page, email: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("form [type=submit], form button").last.click()
    expect(page).not_to_have_url("/admin/login/")


def ask_as_a_reader(page: Page, news) -> None:
    page.goto(f"/it/non-ancora-tradotto/{news.translation_key}/")
    page.locator("form[action*='richiesta'] button").click()
    expect(page).to_have_url(f"/it/traduzioni/richiesta/{news.translation_key}/grazie/")
    assert page.context.cookies() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_translator_does_what_a_reader_asked_for(page, site, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    news = story()
    ask_as_a_reader(page, news)
    axe(page)
    assert Target.objects.get(locale=locale("it"), source_page=news.pk).wishes == 1

    person = administrator(language="sl")
    Translator.objects.create(user=person, locale=locale("it"))
    sign_in(page, person.email)
    expect(page.locator("#next-translations-section")).to_contain_text(news.title)
    page.goto(reverse("translation:board"))
    axe(page)
    page.locator(
        f"a[href='{reverse('translation:start', args=[news.pk])}?to=it']"
    ).click()
    page.locator("main form button.button").click()
    translation = queries.translation_of(news.get_translation(locale("it")))
    expect(page).to_have_url(reverse("translation:edit", args=[translation.pk]))
    axe(page)

    preview = page.frame_locator("#preview")
    for section in page.locator(".translation-passage").all():
        source = section.locator(".translation-source").inner_text()
        if source in ITALIAN:
            section.locator("textarea").fill(ITALIAN[source])
    # The preview follows what is typed, before anything is saved.
    expect(preview.locator("h1")).to_have_text("La cooperativa assume")
    page.locator("button[value=publish]").click()
    expect(page).to_have_url(reverse("translation:edit", args=[translation.pk]))
    page.goto("/it/novice/la-cooperativa-assume/")
    expect(page.locator("h1")).to_have_text("La cooperativa assume")
    axe(page)
