"""News, issues, articles and partners as partners' programs read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.network import partner
from tests.factories.news import news_item
from tests.factories.newspaper import article, issue

pytestmark = pytest.mark.django_db


def get(client, address: str, **parameters):
    return client.get(f"/api/v1/{address}", parameters)


def titles(answer) -> list[str]:
    return [entry["title"] for entry in answer.json()["results"]]


def test_news_list_is_in_the_language_asked_for(client):
    item = news_item(title="Prvi forum")
    translated(item, "it", title="Il primo forum")
    assert titles(get(client, "news/")) == ["Prvi forum"]
    assert titles(get(client, "news/", locale="it")) == ["Il primo forum"]
    assert titles(get(client, "news/", locale="en")) == []


def test_news_item_has_clean_text_with_absolute_links(client):
    other = news_item(title="Drugo")
    text = (
        f'<h2>Naslov</h2><p>Glej <a linktype="page" id="{other.pk}">drugo</a>'
        ' in <a href="/nekaj/">nekaj</a>.</p>'
    )
    item = news_item(title="Prvo", body=[{"type": "text", "value": text}])
    answer = get(client, f"news/{item.translation_key}/")
    body = answer.json()["body"]
    assert f'<a href="http://localhost:8000{other.url}">drugo</a>' in body
    assert '<a href="http://localhost:8000/nekaj/">nekaj</a>' in body
    assert "class=" not in body
    assert "style=" not in body


def test_links_lead_to_the_page_in_the_language_of_the_text(client):
    target = news_item(title="Cilj")
    italian_target = translated(target, "it", title="Meta")
    item = news_item(title="Prvo")
    text = f'<p><a linktype="page" id="{target.pk}">meta</a></p>'
    italian = translated(
        item, "it", title="Primo", body=[{"type": "text", "value": text}]
    )
    answer = client.get(
        f"/api/v1/news/{italian.translation_key}/?locale=it",
        headers={"accept-language": "sl"},
    )
    assert f'href="http://localhost:8000{italian_target.url}"' in answer.json()["body"]
    assert answer.headers["Content-Language"] == "it"


def test_translations_name_only_published_pages(client):
    item = news_item()
    translated(item, "it", title="Il primo forum")
    translated(item, "en", title="The first forum", live=False)
    entry = get(client, f"news/{item.translation_key}/").json()
    assert [one["locale"] for one in entry["translations"]] == ["sl", "it"]
    (_, italian) = entry["translations"]
    assert italian["api_url"] == (
        f"http://localhost:8000/api/v1/news/{item.translation_key}/?locale=it"
    )


def test_page_without_translation_says_which_languages_there_are(client):
    item = news_item()
    answer = get(client, f"news/{item.translation_key}/", locale="en")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "This is not published in the locale en.",
        "parameter": "locale",
        "allowed": ["sl"],
    }


@pytest.mark.parametrize("where", ["news", "newspaper-issues", "articles"])
def test_unpublished_and_restricted_pages_appear_nowhere(client, where):
    make = {"news": news_item, "newspaper-issues": issue, "articles": article}[where]
    hidden = make(title="SKRITO", live=False)
    assert "SKRITO" not in get(client, f"{where}/").content.decode()
    assert get(client, f"{where}/{hidden.translation_key}/").status_code == 404

    hidden.live = True
    hidden.save()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert "SKRITO" not in get(client, f"{where}/").content.decode()
    assert get(client, f"{where}/{hidden.translation_key}/").status_code == 404


def test_draft_changes_of_a_published_page_stay_hidden(client):
    item = news_item(title="Objavljeno")
    item.title = "SKRITO"
    item.save_revision()
    assert titles(get(client, "news/")) == ["Objavljeno"]


def test_article_of_an_unpublished_issue_is_hidden(client):
    hidden = article(parent=issue(live=False), title="SKRITO")
    assert titles(get(client, "articles/")) == []
    assert get(client, f"articles/{hidden.translation_key}/").status_code == 404


def test_issue_shows_its_articles_in_order(client):
    paper = issue()
    for title in ("Prvi", "Drugi", "Tretji"):
        article(parent=paper, title=title, body=[{"type": "text", "value": "<p>a</p>"}])
    article(parent=paper, title="SKRITO", live=False)
    listed = get(client, "newspaper-issues/").json()["results"][0]
    assert [one["title"] for one in listed["articles"]] == ["Prvi", "Drugi", "Tretji"]
    shown = get(client, f"newspaper-issues/{paper.translation_key}/").json()
    assert [one["body"] for one in shown["articles"]] == ["<p>a</p>"] * 3


def test_partners_are_in_the_language_asked_for(client):
    partner(name="Prizma", place="Maribor")
    partner("it", name="Projective", place="Rovigo")
    answer = get(client, "partners/", locale="it").json()
    assert [(one["name"], one["country_name"]) for one in answer["results"]] == [
        ("Projective", "Slovenia")
    ]


@pytest.mark.parametrize(
    ("address", "make"),
    [("news/", news_item), ("articles/", article), ("partners/", partner)],
)
def test_lists_take_the_same_queries_for_one_and_three(client, address, make):
    parents = {"parent": issue()} if make is article else {}
    make(**parents)
    get(client, address)
    with CaptureQueriesContext(connection) as one:
        get(client, address)
    make(**parents)
    make(**parents)
    with CaptureQueriesContext(connection) as three:
        assert get(client, address).json()["count"] == 3
    assert len(three) == len(one)


def test_issue_list_takes_the_same_queries_for_one_and_three(client):
    article(parent=issue(number=1))
    get(client, "newspaper-issues/")
    with CaptureQueriesContext(connection) as one:
        get(client, "newspaper-issues/")
    for number in (2, 3):
        paper = issue(number=number)
        article(parent=paper)
        article(parent=paper)
    with CaptureQueriesContext(connection) as three:
        assert get(client, "newspaper-issues/").json()["count"] == 3
    assert len(three) == len(one)


def test_pictures_come_with_alternative_text_credit_and_sizes(client):
    news_item(picture=coop_image(credit="Foto: COOP"), caption="V dvorani")
    (entry,) = get(client, "news/").json()["results"]
    picture = entry["picture"]
    assert (picture["alt"], picture["credit"], picture["caption"]) == (
        "Udeleženci foruma",
        "Foto: COOP",
        "V dvorani",
    )
    assert [size["width"] for size in picture["srcset"]] == [320, 480, 800, 1200, 1600]
    assert picture["url"] == picture["srcset"][-1]["url"]
    assert picture["url"].startswith("http://localhost:8000/pictures/")
    assert [one["media_type"] for one in picture["sources"]] == [
        "image/avif",
        "image/webp",
        "image/png",
    ]
    assert picture["sources"][-1]["srcset"] == picture["srcset"]


def test_list_with_pictures_takes_the_same_queries_for_one_and_three(client):
    news_item(picture=coop_image())
    get(client, "news/")
    with CaptureQueriesContext(connection) as one:
        get(client, "news/")
    news_item(picture=coop_image())
    news_item(picture=coop_image())
    get(client, "news/")
    with CaptureQueriesContext(connection) as three:
        assert get(client, "news/").json()["count"] == 3
    assert len(three) == len(one)
