"""Bringing along, going on by cursor, searching, and the forms of a text."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.api.v1 import people
from cms.newspaper.models import NewspaperIssuePage
from search import operations as search
from tests.factories.assets import coop_image
from tests.factories.core import content_page
from tests.factories.home import front_page
from tests.factories.news import news_item
from tests.factories.newspaper import article, issue
from tests.factories.programme import programme, released, session, talk
from tests.factories.publications import edition, recommendation, volume

pytestmark = pytest.mark.django_db


def get(client, address: str, **parameters):
    return client.get(f"/api/v1/{address}", parameters)


def article_of_its_own_issue():
    number = NewspaperIssuePage.objects.count() + 1
    return article(parent=issue(number=number), picture=coop_image())


def book_with_recommendation():
    made = volume(papers=2)
    recommendation(made, papers=[made.papers.first().submission])
    return edition(made)


# --- include ------------------------------------------------------------------------
def test_things_named_are_brought_along_to_the_second_step(client):
    paper = issue(picture=coop_image())
    article(parent=paper, title="Prvi")
    article(parent=paper, title="Drugi")
    answer = get(client, "articles/", include="issue.picture").json()
    included = answer["included"]
    assert set(included) == {"newspaper-issues", "pictures"}
    (brought,) = included["newspaper-issues"]
    assert brought["id"] == str(paper.translation_key)
    assert [one["id"] for one in included["pictures"]] == [brought["picture"]["id"]]


def test_what_is_brought_is_what_its_own_list_says(client):
    book_with_recommendation()
    wanted = "papers.recommendations,papers.authors,recommendations,editors"
    answer = get(client, "volumes/", include=wanted).json()
    for name in ("papers", "recommendations", "people"):
        listed = get(client, f"{name}/").json()["results"]
        brought = answer["included"][name]
        assert sorted(brought, key=str) == sorted(listed, key=str)


def test_entry_brings_along_too_beside_the_fields_asked_for(client):
    made = released()
    address = f"events/{made.uuid}/"
    answer = get(client, address, include="items.speakers", fields="title").json()
    assert set(answer) == {"title", "included"}
    assert len(answer["included"]["programme-items"]) == 2
    assert len(answer["included"]["people"]) == 2


@pytest.mark.parametrize("value", ["colour", "picture.picture", "picture,picture", ""])
def test_unknown_relation_is_refused_with_those_there_are(client, value):
    answer = get(client, "news/", include=value)
    assert (answer.status_code, answer.json()["parameter"]) == (400, "include")
    assert answer.json()["allowed"] == ["picture"]


@pytest.mark.parametrize(
    ("address", "include", "make"),
    [
        ("articles/", "issue.picture,picture", article_of_its_own_issue),
        ("news/", "picture", lambda: news_item(picture=coop_image())),
        (
            "volumes/",
            "papers.authors,recommendations.papers,editors.papers",
            book_with_recommendation,
        ),
        ("papers/", "volume.editors,recommendations", book_with_recommendation),
        ("events/", "items.speakers,items.event", released),
        ("programme-items/", "event,paper,speakers.papers", released),
        ("people/", "papers.volume,programme_items.event", released),
        ("pages/", "parent,picture", content_page),
        ("pictures/", "", lambda: news_item(picture=coop_image())),
    ],
)
def test_queries_do_not_grow_with_what_is_brought(client, address, include, make):
    asked = {"page_size": "100"} | ({"include": include} if include else {})
    make()
    get(client, address, **asked)
    with CaptureQueriesContext(connection) as few:
        assert get(client, address, **asked).status_code == 200
    for _ in range(3):
        make()
    get(client, address, **asked)
    with CaptureQueriesContext(connection) as many:
        assert get(client, address, **asked).status_code == 200
    assert len(many) == len(few)


# --- cursors ------------------------------------------------------------------------
@pytest.mark.parametrize("order", [None, "date", "-title"])
def test_cursor_reads_everything_once_whatever_comes_meanwhile(client, order):
    for number in range(7):
        news_item(title=f"Novica {number}", date=dt.date(2026, 1, 1 + number // 3))
    asked = {"page_size": "2"} | ({"order": order} if order else {})
    everything = get(client, "news/", **(asked | {"page_size": "100"})).json()
    answer, read = get(client, "news/", **asked).json(), []
    while True:
        read += [entry["id"] for entry in answer["results"]]
        if answer["next_cursor"] is None:
            break
        # Whatever comes before the place shifts nothing.
        first = {None: dt.date(2026, 9, 9), "date": dt.date(2020, 1, 1)}
        news_item(title="Ž", date=first.get(order, dt.date(2026, 9, 9)))
        asked["cursor"] = answer["next_cursor"]
        answer = get(client, "news/", **asked).json()
    assert read == [entry["id"] for entry in everything["results"]]


@pytest.mark.parametrize("name", ["people", "programme-items"])
def test_cursor_goes_through_lists_that_are_no_rows(client, name):
    released(talks=3)
    whole = get(client, f"{name}/").json()
    read, asked = [], {"page_size": "1"}
    answer = get(client, f"{name}/", **asked).json()
    while answer["next_cursor"]:
        read += answer["results"]
        asked["cursor"] = answer["next_cursor"]
        answer = get(client, f"{name}/", **asked).json()
    assert read + answer["results"] == whole["results"]


def test_next_leads_on_by_cursor_when_a_cursor_was_given(client):
    for _ in range(5):
        news_item()
    first = get(client, "news/", page_size="2").json()
    second = get(client, "news/", page_size="2", cursor=first["next_cursor"]).json()
    third = client.get(second["next"]).json()
    assert (third["count"], len(third["results"]), third["next"]) == (5, 1, None)


def test_foreign_cursor_is_refused(client):
    for _ in range(2):
        news_item()
    cursor = get(client, "news/", page_size="1").json()["next_cursor"]
    for address, given in [
        ("news/", {"cursor": "x"}),
        ("news/", {"cursor": cursor[:-1]}),
        ("news/", {"cursor": cursor, "order": "title"}),
        ("articles/", {"cursor": cursor}),
        ("news/", {"cursor": cursor, "page": "2"}),
    ]:
        answer = get(client, address, **given)
        assert (answer.status_code, answer.json()["parameter"]) == (400, "cursor")


# --- search -------------------------------------------------------------------------
def test_search_finds_other_forms_of_a_word_best_first(client):
    item = news_item(title="Socialna podjetja", lead="O podjetjih.")
    news_item(title="Nekaj drugega", lead="O vremenu.")
    search.rebuild()
    answer = get(client, "news/", search="podjetij").json()
    assert [entry["id"] for entry in answer["results"]] == [str(item.translation_key)]
    assert get(client, "news/", search="nosorog").json()["count"] == 0


def test_search_shows_no_hidden_page(client):
    item = news_item(title="Skrivnost")
    search.rebuild()
    assert get(client, "news/", search="skrivnost").json()["count"] == 1
    item.unpublish()
    assert get(client, "news/", search="skrivnost").json()["count"] == 0


def test_people_are_searched_by_name(client):
    released(talks=2)
    edition()
    search.rebuild()
    name = get(client, "papers/").json()["results"][0]["authors"][0]["name"]
    found = get(client, "people/", search=name).json()["results"]
    assert [one["id"] for one in found] == [str(people.person_id(name))]


# --- the forms of a text ------------------------------------------------------------
def blocks_item():
    picture = coop_image()
    body = [
        {"type": "text", "value": "<h2>Uvod</h2><p>Prvi <b>odstavek</b>.</p>"},
        {"type": "picture", "value": {"image": picture.pk, "caption": "Dvorana"}},
        {"type": "quote", "value": {"quote": "Skupaj.", "source": "Ana"}},
        {
            "type": "table",
            "value": {
                "caption": "Štetje",
                "cells": "leto | število\n2012 | 9",
                "row_headings": True,
                "source": "",
            },
        },
    ]
    return news_item(body=body)


def test_text_comes_as_blocks(client):
    item = blocks_item()
    answer = get(client, f"news/{item.translation_key}/", body="blocks").json()
    told = {block["type"]: block["value"] for block in answer["body"]}
    assert list(told) == ["text", "picture", "quote", "table"]
    assert told["text"] == {"html": "<h2>Uvod</h2><p>Prvi <b>odstavek</b>.</p>"}
    assert told["picture"]["picture"]["caption"] == "Dvorana"
    assert told["quote"] == {"quote": "Skupaj.", "source": "Ana"}
    assert told["table"]["headings"] == ["leto", "število"]
    assert told["table"]["rows"] == [["2012", "9"]]


def test_text_comes_as_words(client):
    item = blocks_item()
    answer = get(client, f"news/{item.translation_key}/", body="text").json()
    assert answer["body"].startswith("Uvod\n\nPrvi odstavek.\n\n")
    assert "<" not in answer["body"]


def test_paper_comes_as_words_and_as_one_block(client):
    edition()
    paper = get(client, "papers/").json()["results"][0]["id"]
    words = get(client, f"papers/{paper}/", body="text").json()["body"]
    assert words == "Uvod\n\nBesedilo."
    (block,) = get(client, f"papers/{paper}/", body="blocks").json()["body"]
    assert block["type"] == "text"


# --- new resources ------------------------------------------------------------------
def test_pages_tell_their_place(client):
    home = front_page("sl")
    page = content_page(title="O projektu")
    entries = get(client, "pages/").json()["results"]
    kinds = {entry["id"]: (entry["kind"], entry["parent"]) for entry in entries}
    assert kinds[str(page.translation_key)] == ("general", str(home.translation_key))
    assert kinds[str(home.translation_key)] == ("front", None)
    below = get(client, "pages/", parent=str(home.translation_key)).json()["results"]
    assert [entry["id"] for entry in below] == [str(page.translation_key)]


def test_only_released_programmes_are_told(client):
    draft = programme()
    talk(session(draft))
    assert get(client, "events/").json()["count"] == 0
    assert get(client, "programme-items/").json()["count"] == 0
    made = released(talks=2)
    (entry,) = get(client, "events/", locale="it").json()["results"]
    assert (entry["id"], entry["title"]) == (str(made.uuid), "Convegno COOP")
    items = get(client, "programme-items/", event=str(made.uuid), kind="talks").json()
    assert items["count"] == 2
    assert items["results"][0]["starts"] == "2013-04-18T09:00:00+02:00"


def test_person_is_gone_with_the_last_thing_that_names_them(client):
    made = edition()
    name = made.papers.first().authors[0]["name"]
    address = f"people/{people.person_id(name)}/"
    assert get(client, address).json()["name"] == name
    made.state = "superseded"
    made.save()
    assert get(client, address).status_code == 404


def test_only_pictures_of_public_pages_are_told(client):
    item = blocks_item()
    coop_image(title="Nikjer")
    (entry,) = get(client, "pictures/").json()["results"]
    assert entry["focal_point"] is None
    item.unpublish()
    assert get(client, "pictures/").json()["count"] == 0


def test_picture_is_made_when_it_is_asked_for(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    news_item(picture=coop_image(size=(900, 450)))
    (entry,) = get(client, "pictures/").json()["results"]
    for source in entry["sources"]:
        assert [one["width"] for one in source["srcset"]] == [320, 480, 800, 900]
        for one in source["srcset"]:
            path = one["url"].removeprefix("http://localhost:8000")
            answer = client.get(path)
            assert answer.headers["Content-Type"] == source["media_type"]
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            body = b"".join(answer.streaming_content)
            assert len(body) == int(answer.headers["Content-Length"])
    # Neither another size nor another file's mark.
    assert client.get(path.replace("900.", "901.")).status_code == 404
    parts = path.split("/")
    parts[3] = "0" * 12
    assert client.get("/".join(parts)).status_code == 404
