"""The index follows every change, and shows nothing that is not public."""

import random

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from search.models import Document, Posting
from search.spelling import edits
from tests.factories.core import content_page, translated
from tests.factories.network import partner, partners_page
from tests.factories.news import news_item
from tests.factories.publications import edition, recommendation, volume

pytestmark = pytest.mark.django_db
URL = "/sl/iskanje/"


def titles(answer) -> list[str]:
    return [hit.title for hit in answer.context["hits"]]


def everything() -> tuple[list, list]:
    """Return all that the index says, without the numbers of its rows."""
    names = [
        field.attname
        for field in Document._meta.concrete_fields
        if not field.primary_key
    ]
    document = ("document__key", "document__language", "document__title")
    postings = Posting.objects.values_list(
        "term__language", "term__key", *document, "weight"
    )
    return (
        sorted(map(repr, Document.objects.values_list(*names))),
        sorted(map(repr, postings)),
    )


def test_index_equals_a_rebuild_after_any_edits():
    chance = random.Random(5)
    partners_page()
    edition(volume(papers=1))
    pages = [news_item(title=f"Novica {number}") for number in range(4)]
    for number in range(25):
        page = chance.choice(pages)
        page.refresh_from_db()
        match chance.choice(["edit", "unpublish", "publish", "delete", "partner"]):
            case "edit":
                page.title = f"Zadruga {number}"
                page.save()
            case "unpublish":
                page.unpublish()
            case "publish":
                page.save_revision().publish()
            case "delete":
                pages.remove(page)
                Page.objects.get(pk=page.pk).delete()
                pages.append(news_item(title=f"Nova {number}"))
            case "partner":
                partner(name=f"Partner {number}")
    kept = everything()
    call_command("rebuild_search", verbosity=0)
    assert everything() == kept
    assert len(kept[0]) > 10


def test_a_page_behind_a_password_is_not_found(client):
    page = content_page(title="Skrivnost")
    assert titles(client.get(URL, {"q": "skrivnost"})) == ["Skrivnost"]
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert titles(client.get(URL, {"q": "skrivnost"})) == []
    assert client.get(URL, {"q": "skrivnosd"}).context["meant"] == ""


def test_an_unpublished_page_is_not_found(client):
    page = content_page(title="Skrivnost")
    page.unpublish()
    assert titles(client.get(URL, {"q": "skrivnost"})) == []


def test_a_superseded_edition_is_not_found_twice(client):
    made = volume(papers=1)
    edition(made)
    edition(made)
    answer = client.get(URL, {"q": "enterprises", "kind": "paper"})
    assert titles(answer) == ["Social enterprises 1"]


@pytest.mark.parametrize(
    "asked", ["zadruga", "zadruge", "zadrug", "zadrugi", "zadrugo", "zadrugah"]
)
def test_forms_of_a_word_find_each_other(client, asked):
    for form in ("zadruga", "zadrug", "zadrugah"):
        content_page(title=f"Naslov {form}", slug=form)
    assert len(titles(client.get(URL, {"q": asked}))) == 3


def test_phrase_stands_as_it_is(client):
    content_page(title="Prva", lead="Dober zgled dobrih praks.")
    content_page(title="Druga", lead="Praksa je dobra.")
    assert len(titles(client.get(URL, {"q": "dobrih praks"}))) == 2
    assert titles(client.get(URL, {"q": "„dobrih praks“"})) == ["Prva"]


def test_a_mistyped_word_is_put_right_and_said(client):
    content_page(title="Čebela", lead="Med.")
    answer = client.get(URL, {"q": "čbeela"})
    assert (answer.context["meant"], titles(answer)) == ("čebela", ["Čebela"])
    assert 'href="?q=%C4%8Debela"' in answer.content.decode()


def test_other_languages_are_found_on_request_after_ones_own(client):
    page = content_page(title="Forum", lead="Slovensko.")
    translated(page, "it", title="Forum it")
    content = translated(content_page(title="Poslanstvo"), "it", title="Forum due")
    assert titles(client.get(URL, {"q": "forum"})) == ["Forum"]
    answer = client.get(URL, {"q": "forum", "everywhere": "on"})
    assert titles(answer) == ["Forum", content.title]
    assert [hit.title_language for hit in answer.context["hits"]] == ["", "it"]


def test_facets_count_what_they_lead_to(client):
    news_item(title="Forum ena")
    news_item(title="Forum dve")
    content_page(title="Forum stran")
    facet = client.get(URL, {"q": "forum"}).context["facets"][0]
    assert facet.name == "kind"
    for option in facet.options:
        narrowed = client.get(URL + option.url)
        assert len(titles(narrowed)) == option.number
    assert sorted(option.number for option in facet.options) == [1, 2]


def test_people_partners_and_recommendations_are_found(client):
    partners_page()
    partner(name="Zavod Sonce")
    made = volume(papers=1)
    recommendation(made)
    edition(made)
    assert titles(client.get(URL, {"q": "zavod sonce", "kind": "partner"})) == [
        "Zavod Sonce"
    ]
    assert titles(client.get(URL, {"q": "zagar", "kind": "person"})) == ["Ana Žagar"]
    found = client.get(URL, {"q": "naročati", "kind": "recommendation"})
    assert titles(found) == ["Naročajte pri socialnih podjetjih"]
    assert client.get(found.context["hits"][0].url).status_code == 200


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("", "ab", 2), ("abc", "abc", 0), ("abc", "acb", 1), ("zdarga", "zadruga", 2)],
)
def test_edits_are_counted(one, other, distance):
    assert edits(one, other) == distance
