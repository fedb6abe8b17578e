"""News as readers see them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.assets import coop_image
from tests.factories.news import news_index, news_item

pytestmark = pytest.mark.django_db


def queries(client, url: str) -> int:
    # The first visit makes the sizes of the pictures.
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_newest_comes_first(client):
    index = news_index()
    for day in (1, 3, 2):
        news_item(title=f"Novica {day}", date=dt.date(2012, 6, day))
    shown = client.get(index.get_url()).context["news"]
    assert [item.title for item in shown] == ["Novica 3", "Novica 2", "Novica 1"]


def test_draft_is_not_listed(client):
    index = news_index()
    news_item().unpublish()
    answer = client.get(index.get_url())
    assert list(answer.context["news"]) == []
    assert 'class="empty"' in answer.content.decode()


def test_list_costs_the_same_with_one_and_three_items(client):
    index = news_index()
    news_item(title="1", picture=coop_image(size=(60, 40)))
    one = queries(client, index.get_url())
    for number in (2, 3):
        news_item(title=str(number), picture=coop_image(size=(60, 40)))
    assert queries(client, index.get_url()) == one


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "1e9", "²"])
def test_odd_page_number_shows_a_page(client, page):
    index = news_index()
    news_item()
    assert client.get(f"{index.get_url()}?page={page}").status_code == 200


def test_item_shows_kicker_lead_byline_and_credit(client):
    item = news_item(
        kicker="Maribor", byline="Ana Novak", picture=coop_image(), caption="V dvorani."
    )
    html = client.get(item.get_url()).content.decode()
    assert '<p class="kicker">Maribor</p>' in html
    assert '<p class="standfirst">Deležniki so se prvič sešli.</p>' in html
    assert "<span>Ana Novak</span>" in html
    assert '<span class="figure__caption">V dvorani.</span>' in html
    assert 'class="figure__credit"' in html
    assert '<meta property="og:type" content="article">' in html
    assert '<meta property="og:image:width" content="1200">' in html
