"""How many queries an answer takes, however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.api.models import Clock
from cms.api.v1 import ledger
from tests.factories.assets import coop_image
from tests.factories.news import news_item
from tests.factories.newspaper import article, issue

pytestmark = pytest.mark.django_db


def queries(client, address: str, **headers: str) -> tuple[int, int]:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address, headers=headers)
    return answer.status_code, len(found)


def test_list_of_20_takes_four_queries(client):
    picture = coop_image()
    for _ in range(21):
        news_item(picture=picture)
    assert queries(client, "/api/v1/news/") == (200, 4)


def test_answer_is_repeated_with_one_query_until_something_changes(client):
    item = news_item()
    ledger.settle()
    address = f"/api/v1/news/{item.translation_key}/?locale=sl"
    first = client.get(address)
    with CaptureQueriesContext(connection) as found:
        again = client.get(address)
    assert len(found) == 1
    same = ("Content-Language", "Content-Type", "ETag", "Vary", "Cache-Control")
    assert again.content == first.content
    assert [again.headers[each] for each in same] == [
        first.headers[each] for each in same
    ]
    item.title = "Drugi forum"
    item.save()
    assert client.get(address).json()["title"] == "Drugi forum"
    ledger.settle()
    assert client.get(address).json()["title"] == "Drugi forum"


def test_list_is_counted_once_whichever_page_is_asked_for(client):
    for _ in range(3):
        news_item()
    ledger.settle()
    client.get("/api/v1/news/?page_size=1")
    with CaptureQueriesContext(connection) as found:
        told = client.get("/api/v1/news/?page_size=1&page=3").json()
    assert (told["count"], len(told["results"]), told["next"]) == (3, 1, None)
    assert [each["sql"] for each in found if "COUNT(" in each["sql"]] == []
    assert client.get("/api/v1/news/?page_size=1&since=2030-01-01").json()["count"] == 0


def test_entry_with_60_related_takes_few_queries(client):
    paper, picture = issue(), coop_image()
    for number in range(60):
        article(parent=paper, title=f"Članek {number}", picture=picture)
    status, count = queries(
        client, f"/api/v1/newspaper-issues/{paper.translation_key}/"
    )
    assert (status, count <= 15) == (200, True)


def test_unchanged_answer_takes_one_query(client):
    news_item()
    ledger.settle()
    Clock.objects.update(at="2026-01-01T00:00:00Z")
    tag = client.get("/api/v1/news/").headers["ETag"]
    told = queries(client, "/api/v1/news/", **{"if-none-match": tag})
    assert told == (304, 1)
