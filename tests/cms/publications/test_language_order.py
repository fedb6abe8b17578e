"""PostgreSQL keeps no order of keys in JSON: whatever order they have, nothing changes."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.core.languages import own_language_first
from cms.publications.models import EditionPaper
from tests.factories import publications as factories

pytestmark = pytest.mark.django_db
WORDS = {"sl": ["zadruga"], "it": ["cooperativa"], "en": ["cooperative"]}
TEXTS = {"sl": "Povzetek", "it": "Riassunto", "en": "Abstract"}


def turned(value):
    """Return the same value with all keys the other way round."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return value


@pytest.fixture
def edition():
    """An edition whose recommendation is only in English and Slovenian."""
    made = factories.volume(language="en")
    row = factories.recommendation(made)
    factories.translated(row, "en", title="Buy", text="Buy from them.")
    edition = factories.edition(made)
    for paper in edition.papers.all():
        paper.abstracts, paper.keywords, paper.language = TEXTS, WORDS, "it"
        paper.save()
    return edition


def turn_keys(edition) -> None:
    for row in [edition, *edition.papers.all(), *edition.recommendations.all()]:
        for field in row._meta.get_fields():
            if field.concrete and field.get_internal_type() == "JSONField":
                setattr(row, field.name, turned(getattr(row, field.name)))
        row.save()


def pages(client, edition) -> list[str]:
    paper = edition.papers.first()
    with override("it"):
        addresses = [
            reverse("publications:volume", args=[edition.volume.slug]),
            reverse("publications:recommendations", args=[edition.volume.slug]),
            reverse("publications:paper", args=[edition.volume.slug, paper.slug]),
            reverse("publications:edition", args=[edition.volume.slug, 1]),
            reverse("search:search") + "?q=cooperative",
        ]
    addresses.append(f"/api/v1/papers/{edition.volume.slug}.{paper.slug}/?locale=it")
    addresses.append(f"/api/v1/volumes/{edition.volume.slug}/?locale=it")
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    return [answer.content.decode() for answer in answers]


def test_pages_with_turned_keys_stay_the_same(client, edition):
    before = pages(client, edition)
    turn_keys(edition)
    assert pages(client, edition) == before


def test_recommendation_without_translation_is_in_the_volumes_language(edition):
    turn_keys(edition)
    (printed,) = edition.recommendations.all()
    with override("it"):
        assert (printed.text_language, printed.title) == ("en", "Buy")


def test_keywords_of_the_papers_language_come_first(edition):
    turn_keys(edition)
    paper = EditionPaper.objects.filter(edition=edition).first()
    assert paper.all_keywords == ["cooperativa", "zadruga", "cooperative"]


def test_languages_unknown_to_the_site_come_last():
    found = own_language_first({"hr": 1, "de": 2, "en": 3, "sl": 4}, "en")
    assert found == [("en", 3), ("sl", 4), ("de", 2), ("hr", 1)]
