"""Volumes, papers and recommendations as partners' programs read them."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.press.models import BuildJob
from cms.publications.enums import EditionState, FileKind, TargetGroup
from cms.publications.models import (
    Edition,
    EditionFile,
    EditionPaper,
    EditionRecommendation,
    Volume,
)

pytestmark = pytest.mark.django_db


def edition_of(
    volume: Volume, *, number: int = 1, state=EditionState.PUBLISHED, title="Zbornik"
) -> Edition:
    """Return an edition with one file, as the desk of the publications writes it."""
    edition = Edition.objects.create(
        volume=volume,
        number=number,
        state=state,
        job=BuildJob.objects.create(),
        published_at=timezone.now(),
        pages=120,
        texts={"sl": {"title": title, "conference_name": "Konferenca COOP"}},
        details={
            "language": "sl",
            "year": 2013,
            "issued": "2013-05-31",
            "publisher": "EIM",
            "licence": "CC BY 4.0",
            "editors": [{"name": "Ana Novak", "affiliation": "EIM"}],
            "isbn": {"pdf": "978-961-90000-0-0"},
        },
    )
    add_file(edition, f"{volume.slug}.pdf", FileKind.PDF)
    if state == EditionState.PUBLISHED:
        volume.current_edition = edition
        volume.save()
    return edition


def add_file(edition, name, kind, paper=None) -> EditionFile:
    return EditionFile.objects.create(
        edition=edition,
        paper=paper,
        kind=kind,
        name=name,
        path=name,
        media_type="application/pdf",
        sha256="0" * 64,
        bytes=1000,
    )


def add_paper(edition, slug="prvi", position=1, **fields) -> EditionPaper:
    fields = {
        "title": "Prvi prispevek",
        "language": "sl",
        "authors": [{"name": "Ana Novak", "affiliations": ["EIM"], "orcid": ""}],
        "abstracts": {"sl": "Povzetek.", "en": "Abstract."},
        "keywords": {"sl": ["zadruga"]},
        "html": '<p class="x">Glej <img src="slika-1.png" alt="Graf"/>.</p>',
        "first_page": 11,
        "last_page": 24,
        **fields,
    }
    paper = EditionPaper.objects.create(
        edition=edition, slug=slug, position=position, **fields
    )
    add_file(edition, f"{slug}.pdf", FileKind.PAPER_PDF, paper)
    return paper


def add_recommendation(edition, papers=(), **fields) -> EditionRecommendation:
    fields = {
        "translation_key": uuid.uuid4(),
        "position": 1,
        "number": 1,
        "target_group": TargetGroup.COMPANIES,
        "texts": {"sl": {"title": "Sodelujte", "text": "Besedilo."}},
        **fields,
    }
    row = EditionRecommendation.objects.create(edition=edition, **fields)
    row.papers.set(papers)
    return row


def volume(slug="coop-2013", year=2013) -> Volume:
    return Volume.objects.create(slug=slug, year=year)


def get(client, address, **parameters):
    return client.get(f"/api/v1/{address}", parameters)


def test_volume_is_shown_as_its_current_edition_printed_it(client):
    book = volume()
    edition = edition_of(book)
    paper = add_paper(edition)
    add_recommendation(edition, [paper])
    shown = get(client, "volumes/coop-2013/").json()
    assert (shown["title"], shown["year"], shown["pages"]) == ("Zbornik", 2013, 120)
    assert shown["licence"] == {
        "name": "CC BY 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert shown["isbn"] == {"pdf": "978-961-90000-0-0", "epub": ""}
    assert [file["name"] for file in shown["files"]] == ["coop-2013.pdf"]
    assert [one["id"] for one in shown["papers"]] == ["coop-2013.prvi"]
    assert [one["papers"] for one in shown["recommendations"]] == [["coop-2013.prvi"]]


def test_missing_translation_of_a_volume_is_owned_up_to(client):
    edition_of(volume())
    shown = get(client, "volumes/coop-2013/", locale="it").json()
    assert (shown["title"], shown["text_language"]) == ("Zbornik", "sl")


def test_paper_is_shown_with_its_text_and_files(client):
    edition = edition_of(volume())
    add_paper(edition)
    shown = get(client, "papers/coop-2013.prvi/").json()
    assert shown["abstracts"] == [
        {"language": "sl", "text": "Povzetek."},
        {"language": "en", "text": "Abstract."},
    ]
    assert [file["name"] for file in shown["files"]] == ["prvi.pdf"]
    (file,) = shown["files"]
    base = file["url"].removesuffix("prvi.pdf")
    assert base.startswith("http://localhost:8000/sl/")
    assert shown["body"] == f'<p>Glej <img src="{base}slika-1.png" alt="Graf">.</p>'


def test_only_the_current_edition_appears(client):
    book = volume()
    old = edition_of(book, number=1, state=EditionState.SUPERSEDED, title="SKRITO")
    add_paper(old, slug="star", title="SKRITO")
    add_recommendation(old, texts={"sl": {"title": "SKRITO", "text": "SKRITO"}})
    building = Edition.objects.create(volume=book, job=BuildJob.objects.create())
    add_paper(building, slug="nov", title="SKRITO")
    add_paper(edition_of(book, number=2))
    for address in (
        "volumes/",
        "volumes/coop-2013/",
        "papers/",
        "papers/coop-2013.prvi/",
        "recommendations/",
    ):
        answer = get(client, address)
        assert (answer.status_code, "SKRITO" in answer.content.decode()) == (200, False)
    for slug in ("star", "nov"):
        assert get(client, f"papers/coop-2013.{slug}/").status_code == 404


def test_volume_without_an_edition_does_not_appear(client):
    volume()
    assert get(client, "volumes/").json()["count"] == 0
    assert get(client, "volumes/coop-2013/").status_code == 404


def test_papers_can_be_asked_for_by_volume(client):
    add_paper(edition_of(volume()), slug="prvi")
    add_paper(edition_of(volume("coop-2012", 2012)), slug="drugi")
    everything = get(client, "papers/").json()["results"]
    assert [one["id"] for one in everything] == ["coop-2013.prvi", "coop-2012.drugi"]
    some = get(client, "papers/", volume="coop-2012").json()["results"]
    assert [one["id"] for one in some] == ["coop-2012.drugi"]


def test_recommendations_can_be_asked_for_by_target_group(client):
    edition = edition_of(volume())
    add_recommendation(edition)
    chambers = TargetGroup.CHAMBERS
    add_recommendation(edition, number=2, position=2, target_group=chambers)
    found = get(client, "recommendations/", target_group="chambers", locale="it")
    assert [one["number"] for one in found.json()["results"]] == [2]
    refused = get(client, "recommendations/", target_group="kings")
    assert (refused.status_code, refused.json()["allowed"]) == (
        400,
        list(TargetGroup.values),
    )


def test_recommendation_of_two_volumes_is_listed_once(client):
    key = uuid.uuid4()
    add_recommendation(edition_of(volume()), translation_key=key)
    add_recommendation(edition_of(volume("coop-2014", 2014)), translation_key=key)
    (one,) = get(client, "recommendations/").json()["results"]
    assert (one["id"], one["volume"]["id"]) == (str(key), "coop-2014")
    shown = get(client, f"recommendations/{key}/").json()
    assert shown["volume"]["id"] == "coop-2014"
    (of_first,) = get(client, "recommendations/", volume="coop-2013").json()["results"]
    assert of_first["volume"]["id"] == "coop-2013"


@pytest.mark.parametrize("name", ["volumes", "papers", "recommendations"])
def test_lists_take_the_same_queries_for_one_and_three(client, name):
    edition = edition_of(volume())
    add_recommendation(edition, [add_paper(edition)])
    get(client, f"{name}/")
    with CaptureQueriesContext(connection) as one:
        get(client, f"{name}/")
    for year in (2011, 2012):
        other = edition_of(volume(f"coop-{year}", year))
        add_recommendation(other, [add_paper(other)])
    with CaptureQueriesContext(connection) as three:
        assert get(client, f"{name}/").json()["count"] == 3
    assert len(three) == len(one)
