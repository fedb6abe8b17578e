"""What readers find among texts that we wrote, by judgments that we made.

`pytest tests/search/test_judged.py -s` prints the figures of each language.
"""

import tomllib
from pathlib import Path

import pytest
from wagtail.models import Locale

from search import spelling
from search.queries import Choice, Query, answer
from tests.factories.core import content_page
from tests.factories.home import front_page

JUDGED = Path(__file__).parent / "judged"
DOCUMENTS = tomllib.loads((JUDGED / "documents.toml").read_text())
QUERIES = tomllib.loads((JUDGED / "queries.toml").read_text())
LANGUAGES = ("sl", "it", "en")


@pytest.fixture
def topics(db) -> dict[str, str]:
    """Write the texts as pages; return the topic by a document's key."""
    by_key = {}
    homes = {language: front_page(language) for language in LANGUAGES}
    assert {home.locale.language_code for home in homes.values()} == set(LANGUAGES)
    assert Locale.objects.count() >= len(LANGUAGES)
    for topic, texts in DOCUMENTS.items():
        for language in LANGUAGES:
            title, text = texts[language]
            page = content_page(
                parent=homes[language], title=title, lead=text, slug=topic
            )
            by_key[f"page:{page.translation_key}"] = topic
    return by_key


def first_ten(asked: str, language: str) -> list[str]:
    """Return the keys that the search page shows first, as it finds them."""
    query = Query.of(asked, language)
    found = answer(query, language, Choice())
    if not found.matches:
        meant = spelling.suggestion(query, found.wanted, language)
        found = answer(Query.of(meant, language), language, Choice())
    return [match.key for match in found.matches[:10]]


def test_the_set_is_large_enough():
    assert sum(map(len, DOCUMENTS.values())) >= 120
    assert min(len(QUERIES[language]) for language in LANGUAGES) >= 50
    assert {
        topic for each in QUERIES.values() for t in each.values() for topic in t
    } <= (DOCUMENTS.keys())


def test_readers_find_what_answers_them(topics):
    recalls = {}
    for language in LANGUAGES:
        each = []
        for asked, wanted in QUERIES[language].items():
            got = {topics.get(key) for key in first_ten(asked, language)}
            each.append(len(got & set(wanted)) / len(wanted))
            if each[-1] < 1:
                print(f"{language} {asked!r} misses {sorted(set(wanted) - got)}")  # noqa: T201
        recalls[language] = sum(each) / len(each)
        print(f"{language}: {len(each)} queries, recall at 10 {recalls[language]:.3f}")  # noqa: T201
    assert min(recalls.values()) >= 0.95
