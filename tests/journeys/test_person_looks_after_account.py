"""A person comes in by mail, writes a profile, takes the data along, and leaves."""

import json
import re
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from cms.accounts.models import User
from tests.factories import accounts
from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey


def address(language: str, name: str) -> str:
    with override(language):
        return reverse(f"accounts:{name}")


def press(page: Page) -> None:
    page.locator("main form button").last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", LANGUAGES)
def test_person_comes_takes_the_data_along_and_leaves(page, site, axe, language):
    accounts.user(email="spela@example.org", name="Špela Žagar", language=language)
    page.goto(address(language, "mail_link_wish"))
    axe(page)
    page.fill("[name=email]", "spela@example.org")
    press(page)
    axe(page)
    page.goto(re.search(r"https?://\S+", mail.outbox[-1].body).group())
    axe(page)
    press(page)
    page.goto(address(language, "profile"))
    axe(page)
    page.fill("[name=orcid]", "0000-0002-1825-0098")
    page.fill(f"[name=biography_{language}]", "Raziskuje zadruge.")
    press(page)
    axe(page)
    expect(page.locator("#id_orcid_error")).to_be_visible()
    page.fill("[name=orcid]", "0000-0002-1825-0097")
    press(page)
    expect(page.locator(".notice--success")).to_be_visible()

    page.goto(address(language, "own_data"))
    axe(page)
    with page.expect_download() as waiting:
        page.locator("main form button").last.click()
    with ZipFile(waiting.value.path()) as archive:
        account = json.loads(archive.read("account.json"))
    assert account["profile"]["biographies"][language] == "Raziskuje zadruge."

    page.goto(address(language, "erase"))
    axe(page)
    page.fill("[name=email]", "spela@example.org")
    press(page)
    assert User.objects.get().erased_at is not None
    expect(page.locator(".notice--success")).to_be_visible()


def test_administrator_acts_as_somebody_and_stops_with_one_click(page, site, axe):
    person = accounts.user(name="Carla Relatore")
    accounts.administrator(email="ana@example.org", name="Ana Skrbnik")
    page.goto(address("sl", "sign_in"))
    page.fill("[name=username]", "ana@example.org")
    page.fill("[name=password]", accounts.PASSWORD)
    press(page)
    page.goto(f"/admin/roles/{person.pk}/")
    axe(page)
    page.fill("[name=reason]", "Ne najde osnutka.")
    page.locator("form[action$='/act/'] button").click()
    bar = page.locator(".acting-bar")
    expect(bar).to_contain_text("Carla Relatore")
    axe(page)
    page.goto("/it/")
    expect(bar).to_contain_text("Ana Skrbnik")
    bar.locator("button").click()
    page.wait_for_url(f"**/admin/roles/{person.pk}/")
    expect(bar).to_have_count(0)
