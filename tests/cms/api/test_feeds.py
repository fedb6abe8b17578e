"""Feeds: read by a parser of other people's making, in every form and language."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from cms.api.v1 import ledger
from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.news import news_item
from tests.factories.newspaper import article, issue
from tests.factories.publications import edition, volume

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FORMS = ["atom", "rss", "json"]


def titles(answer, form: str) -> list[str]:
    if form == "json":
        return [item["title"] for item in json.loads(answer.content)["items"]]
    root = etree.fromstring(answer.content)
    if form == "atom":
        return root.xpath("a:entry/a:title/text()", namespaces=ATOM)
    return root.xpath("channel/item/title/text()")


@pytest.mark.parametrize("form", FORMS)
def test_feed_lists_what_is_published_in_its_language(client, form):
    item = news_item(title="Prvi forum", picture=coop_image())
    translated(item, "it", title="Il primo forum")
    news_item(title="SKRITO", live=False)
    assert titles(client.get(f"/feeds/sl/news.{form}"), form) == ["Prvi forum"]
    assert titles(client.get(f"/feeds/it/news.{form}"), form) == ["Il primo forum"]
    assert titles(client.get(f"/feeds/en/news.{form}"), form) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["newspaper", "articles", "papers"])
def test_every_kind_has_a_feed(client, kind, form):
    article(parent=issue(title="COOP 1"), title="Zadruga")
    edition(volume(papers=1))
    expected = {
        "newspaper": "COOP 1",
        "articles": "Zadruga",
        "papers": "Social enterprises 1",
    }
    answer = client.get(f"/feeds/sl/{kind}.{form}")
    assert titles(answer, form) == [expected[kind]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("locale", "words"),
    [("sl", "Evropske unije"), ("it", "Unione europea"), ("en", "European Union")],
)
def test_feed_carries_the_funding_statement(client, form, locale, words):
    assert words in client.get(f"/feeds/{locale}/news.{form}").content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_stay_words(client, form):
    title = '<script>alert("1")</script> & ]]> \x0b'
    news_item(title=title)
    (found,) = titles(client.get(f"/feeds/sl/news.{form}"), form)
    assert found == (title if form == "json" else title.replace("\x0b", ""))


@pytest.mark.parametrize("form", FORMS)
def test_unchanged_feed_is_confirmed(client, form):
    news_item()
    ledger.settle()
    address = f"/feeds/sl/news.{form}"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    news_item(title="Drugi")
    ledger.settle()
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    "address", ["de/news.atom", "sl/secrets.atom", "sl/news.exe", "sl/news"]
)
def test_other_feeds_do_not_exist(client, address):
    assert client.get(f"/feeds/{address}").status_code == 404


@pytest.mark.parametrize("kind", ["news", "articles", "papers"])
def test_feed_takes_few_queries_more_for_many(client, kind):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/feeds/sl/{kind}.json")
        return len(queries)

    paper = issue()
    article(parent=paper)
    news_item()
    edition(volume(papers=1))
    count()
    one = count()
    for number in range(9):
        article(parent=paper, title=f"A {number}")
        news_item(title=f"N {number}")
    edition(volume(papers=9))
    assert count() == one


def test_pages_tell_of_the_feed_in_their_language(client):
    page = news_item(title="Prvi forum")
    italian = translated(page, "it", title="Il primo forum")
    assert 'href="/feeds/it/news.atom"' in client.get(italian.url).content.decode()
