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
