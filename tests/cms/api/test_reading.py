"""Choosing what is read: languages to fall back on, filters, order and fields."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.api.keys import operations
from cms.api.models import ApiKey
from tests.factories.accounts import user
from tests.factories.core import translated
from tests.factories.network import partner
from tests.factories.news import news_item
from tests.factories.newspaper import article, issue
from tests.factories.publications import edition

pytestmark = pytest.mark.django_db


def get(client, address: str, **parameters):
    return client.get(f"/api/v1/{address}", parameters)


def titles(answer) -> list[str]:
    return [entry["title"] for entry in answer.json()["results"]]


# --- fallback -----------------------------------------------------------------------
def test_entry_falls_back_in_the_order_asked_for(client):
    item = news_item(title="Prvi forum")
    translated(item, "en", title="The first forum")
    address = f"news/{item.translation_key}/"
    for asked, served in [("sl,en", "sl"), ("en,sl", "en"), ("en", "en")]:
        answer = get(client, address, locale="it", fallback=asked)
        entry = answer.json()
        assert (entry["served_locale"], entry["locale"]) == (served, served)
        assert entry["api_url"].endswith(f"?locale={served}")
        assert answer.headers["Content-Language"] == served
    assert get(client, address, locale="it", fallback="none").status_code == 404
    assert get(client, address, locale="it").status_code == 404


def test_entry_in_the_language_asked_for_needs_no_fallback(client):
    item = news_item()
    translated(item, "it", title="Il primo forum")
    address = f"news/{item.translation_key}/"
    entry = get(client, address, locale="it", fallback="sl").json()
    assert (entry["title"], entry["served_locale"]) == ("Il primo forum", "it")


def test_list_holds_each_thing_once_in_its_best_language(client):
    both = news_item(title="Oboje", date=dt.date(2026, 3, 3))
    translated(both, "it", title="Entrambi")
    news_item(title="Samo slovensko", date=dt.date(2026, 2, 2))
    hidden = news_item(title="Skrito", date=dt.date(2026, 1, 1))
    translated(hidden, "it", title="SKRITO", live=False)
    answer = get(client, "news/", locale="it", fallback="en,sl")
    assert titles(answer) == ["Entrambi", "Samo slovensko", "Skrito"]
    assert answer.json()["count"] == 3
    assert answer.headers["Content-Language"] == "it, sl"
    served = [each["served_locale"] for each in answer.json()["results"]]
    assert served == ["it", "sl", "sl"]


@pytest.mark.parametrize("value", ["de", "sl,sl", "none,none", "", "sl,"])
def test_wrong_fallback_is_refused_with_what_is_allowed(client, value):
    answer = get(client, "news/", fallback=value)
    assert (answer.status_code, answer.json()["parameter"]) == (400, "fallback")
    assert answer.json()["allowed"] == ["none", "sl", "it", "en"]


def test_key_falls_back_only_on_its_languages(client):
    token = operations.make_key(key=ApiKey(owner=user(), name="F", locales=["it"]))
    answer = client.get(
        "/api/v1/news/?locale=it&fallback=sl",
        headers={"authorization": f"Bearer {token}"},
    )
    assert (answer.status_code, answer.json()["parameter"]) == (403, "fallback")


def test_book_says_which_language_was_served(client):
    edition()
    answer = get(client, "volumes/", locale="it")
    (entry,) = answer.json()["results"]
    assert entry["served_locale"] == entry["text_language"]
    assert answer.headers["Content-Language"] == entry["served_locale"]


# --- filters and order --------------------------------------------------------------
def test_news_are_filtered_by_year_and_day_and_ordered(client):
    for title, day in [("B", "2025-12-31"), ("A", "2026-01-01"), ("C", "2026-05-05")]:
        news_item(title=title, date=dt.date.fromisoformat(day))
    assert titles(get(client, "news/")) == ["C", "A", "B"]
    assert titles(get(client, "news/", year="2026")) == ["C", "A"]
    assert titles(get(client, "news/", since="2026-01-02")) == ["C"]
    assert titles(get(client, "news/", order="date")) == ["B", "A", "C"]
    assert titles(get(client, "news/", order="-title")) == ["C", "B", "A"]


def test_articles_are_filtered_by_section_and_partners_by_kind(client):
    paper = issue()
    article(parent=paper, title="Prvi", section="Intervju")
    article(parent=paper, title="Drugi", section="Reportaža")
    assert titles(get(client, "articles/", section="Intervju")) == ["Prvi"]
    partner()
    kind = get(client, "partners/").json()["results"][0]["kind"]
    assert get(client, "partners/", kind=kind).json()["count"] == 1


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        ("news/", "year", "26"),
        ("news/", "since", "2026-02-30"),
        ("news/", "since", "20260201"),
        ("news/", "since", "²026-02-01"),
        ("news/", "order", "colour"),
        ("articles/", "order", "date"),
        ("partners/", "kind", "friend"),
        ("papers/", "order", "title"),
        ("news/", "fields", "title,colour"),
        ("news/", "fields", "title,title"),
        ("news/", "fields", "body"),
    ],
)
def test_wrong_choice_is_refused_and_named(client, where, name, value):
    answer = get(client, where, **{name: value})
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)
    assert answer.json()["allowed"]


# --- fields -------------------------------------------------------------------------
def test_only_the_fields_asked_for_are_served(client):
    item = news_item(title="Novica")
    answer = get(client, "news/", fields="title,served_locale")
    assert answer.json()["results"] == [{"title": "Novica", "served_locale": "sl"}]
    entry = get(client, f"news/{item.translation_key}/", fields="body,title").json()
    assert set(entry) == {"title", "body"}


# --- costs --------------------------------------------------------------------------
def test_list_with_fallback_takes_the_same_queries_for_one_and_25(client):
    asked = {"locale": "it", "fallback": "en,sl", "order": "title", "page_size": "25"}
    translated(news_item(), "it", title="Uno")
    get(client, "news/", **asked)
    with CaptureQueriesContext(connection) as one:
        assert get(client, "news/", **asked).json()["count"] == 1
    for _ in range(24):
        news_item()
    with CaptureQueriesContext(connection) as many:
        assert get(client, "news/", **asked).json()["count"] == 25
    assert len(many) == len(one)
