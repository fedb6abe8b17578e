"""The search page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.snippets import Passage, snippet
from tests.factories.core import content_page, translated
from tests.factories.news import news_item
from tests.factories.publications import building_edition, edition, volume

pytestmark = pytest.mark.django_db
URL = "/sl/iskanje/"


def titles(answer) -> list[str]:
    return [hit.title for hit in answer.context["hits"]]


@pytest.mark.parametrize("asked", ["čebela", "cebela", "ČEBELA", "čebel", " cebela  "])
def test_word_is_found_with_and_without_accents(client, asked):
    news_item(title="Delavnica", lead="Zadruga Čebela zaposluje.")
    news_item(title="Drugo", lead="Nič takega.")
    assert titles(client.get(URL, {"q": asked})) == ["Delavnica"]


def test_all_words_must_fit(client):
    news_item(title="Forum", lead="V Mariboru.")
    assert titles(client.get(URL, {"q": "forum maribor"})) == ["Forum"]
    assert titles(client.get(URL, {"q": "forum padova"})) == []


def test_title_counts_more_than_text(client):
    news_item(title="Poročilo", lead="O forumu: forum, forum.")
    news_item(title="Forum", lead="Vabilo.")
    assert titles(client.get(URL, {"q": "forum"})) == ["Forum", "Poročilo"]


def test_other_languages_and_drafts_are_not_shown(client):
    page = content_page(title="Poslanstvo")
    translated(page, "it", title="Poslanstvo it")
    translated(page, "en", live=False, title="Poslanstvo en")
    assert titles(client.get(URL, {"q": "poslanstvo"})) == ["Poslanstvo"]
    assert titles(client.get("/it/ricerca/", {"q": "poslanstvo"})) == ["Poslanstvo it"]
    assert titles(client.get("/en/search/", {"q": "poslanstvo"})) == []


@pytest.mark.parametrize("url", ["/sl/iskanje/", "/it/ricerca/", "/en/search/"])
def test_page_is_shown_before_anything_is_asked(client, url):
    answer = client.get(url)
    assert (answer.status_code, answer.context["asked"]) == (200, False)
    assert 'class="empty"' not in answer.content.decode()


def test_nothing_found_says_what_to_do(client):
    assert 'class="empty"' in client.get(URL, {"q": "xyzzy"}).content.decode()


def test_too_long_a_query_is_kept_and_explained(client):
    asked = "a" * 300
    answer = client.get(URL, {"q": asked})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert asked in html
    assert 'class="error-summary"' in html


def test_what_was_typed_is_escaped(client):
    news_item(title="<script>x", lead="<script>x")
    html = client.get(URL, {"q": "<script>x"}).content.decode()
    assert "<script>" not in html


def test_results_are_paged(client):
    for number in range(12):
        news_item(title=f"Forum {number:02}")
    first = client.get(URL, {"q": "forum"})
    second = client.get(URL, {"q": "forum", "page": "2"})
    assert (len(titles(first)), len(titles(second))) == (10, 2)
    assert "q=forum" in first.content.decode()


def test_search_costs_the_same_with_one_and_three_hits(client):
    counts = []
    for added in (1, 2):
        for number in range(added):
            news_item(title=f"Forum {added}-{number}")
        client.get(URL, {"q": "forum"})
        with CaptureQueriesContext(connection) as counted:
            client.get(URL, {"q": "forum"})
        counts.append(len(counted))
    assert counts[0] == counts[1]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=st.text(max_size=300), page=st.text(max_size=20))
def test_odd_parameters_never_break_the_page(client, asked, page):
    assert client.get(URL, {"q": asked, "page": page}).status_code in {200, 400}


def test_snippet_marks_what_was_found():
    text = "Nova zadruga Čebela zaposluje."
    assert snippet(text, re.compile("čebela", re.IGNORECASE)) == [
        Passage("Nova zadruga ", found=False),
        Passage("Čebela", found=True),
        Passage(" zaposluje.", found=False),
    ]


def test_snippet_of_a_long_text_stands_around_the_word():
    text = "beseda " * 200 + "cilj " + "beseda " * 200
    passages = snippet(text, re.compile(r"\bcilj\b"))
    assert [p.text for p in passages if p.found] == ["cilj"]
    assert (passages[0].text, passages[-1].text) == ("… ", " …")
    assert sum(len(p.text) for p in passages) < 260


def test_published_papers_and_volumes_are_found_in_every_language(client):
    made = edition(volume(papers=1))
    building_edition(volume(papers=1))
    for url in (URL, "/it/ricerca/", "/en/search/"):
        hits = client.get(url, {"q": "enterprises 1"}).context["hits"]
        assert [(hit.title, hit.title_language) for hit in hits] == [
            ("Social enterprises 1", "" if url.startswith("/en") else "en")
        ]
        assert client.get(hits[0].url).status_code == 200
    assert titles(client.get(URL, {"q": "sodelovanje"})) == [made.title, "COOP"]


def test_papers_cost_the_same_with_one_and_three(client):
    counts = []
    for papers in (1, 2):
        edition(volume(papers=papers))
        client.get(URL, {"q": "enterprises"})
        with CaptureQueriesContext(connection) as counted:
            client.get(URL, {"q": "enterprises"})
        counts.append(len(counted))
    assert counts[0] == counts[1]
