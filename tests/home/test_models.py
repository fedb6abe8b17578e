"""The front page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.home import front_page
from tests.factories.network import partner, partners_page
from tests.factories.news import news_index, news_item
from tests.factories.newspaper import article, issue

pytestmark = pytest.mark.django_db


def test_newest_news_leads_when_none_is_chosen(client):
    old = news_item(title="Staro", date=dt.date(2012, 5, 1))
    new = news_item(title="Novo", date=dt.date(2012, 7, 1))
    context = client.get("/sl/").context
    assert context["lead_news"] == new
    assert context["news"] == [old]


def test_chosen_news_leads_in_each_language(client):
    chosen = news_item(title="Izbrano", date=dt.date(2012, 5, 1))
    news_item(title="Novo", date=dt.date(2012, 7, 1))
    italian = translated(chosen, "it", title="Scelta")
    for language in ("sl", "it"):
        home = front_page(language)
        home.lead_news = chosen
        home.save()
    assert client.get("/sl/").context["lead_news"] == chosen
    assert client.get("/it/").context["lead_news"] == italian


def test_chosen_news_without_translation_gives_way(client):
    home = front_page("it")
    home.lead_news = news_item()
    home.save()
    assert client.get("/it/").context["lead_news"] is None


def test_front_page_shows_the_latest_issue_and_the_partners(client):
    made = issue()
    first = article(parent=made)
    partner()
    page = partners_page()
    context = client.get("/sl/").context
    assert context["issue"] == made
    assert context["issue_articles"] == [first]
    assert [each.name for each in context["partners"]] == ["Aha Emmi, d. o. o."]
    assert context["partners_page"].pk == page.pk


def test_front_page_costs_the_same_with_few_and_many_news(client):
    counts = []
    for added in (4, 3):
        for number in range(added):
            news_item(title=f"{added}-{number}", picture=coop_image(size=(60, 40)))
        client.get("/sl/")
        with CaptureQueriesContext(connection) as counted:
            client.get("/sl/")
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_main_menu_names_the_sections_in_the_language_of_the_page(client):
    index = news_index()
    translated(index, "it", title="Notizie")
    partners_page()
    menus = {
        language: [
            (item.title, item.current) for item in main_menu_of(client, f"/{language}/")
        ]
        for language in ("sl", "it")
    }
    assert menus["sl"][:2] == [("Novice", False), ("Partnerji", False)]
    assert menus["it"][0] == ("Notizie", False)
    assert main_menu_of(client, index.get_url())[0].current is True


def main_menu_of(client, url: str):
    return client.get(url).context["menu"]
