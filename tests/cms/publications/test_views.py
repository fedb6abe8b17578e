import json
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cms.publications.enums import EditionState, FileKind
from cms.publications.models import EditionPaper
from tests.factories import publications as factories

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def address(name: str, *args, language: str = "sl") -> str:
    with override(language):
        return reverse(f"publications:{name}", args=args)


def main_heading(response) -> str:
    (heading,) = re.findall(
        r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL
    )
    return heading.strip()


def first_paper(edition) -> EditionPaper:
    return edition.papers.first()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sl", "/sl/zbornik/z/p/"),
        ("it", "/it/atti/z/p/"),
        ("en", "/en/proceedings/z/p/"),
    ],
)
def test_paper_address_is_in_language(language, expected):
    assert address("paper", "z", "p", language=language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_volume_page_is_in_the_readers_language(client, language):
    edition = factories.edition()
    url = address("volume", edition.volume.slug, language=language)
    response = client.get(url)
    assert main_heading(response) == factories.TITLES[language]
    assert f'<h1 lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_page_marks_the_papers_language(client, language):
    edition = factories.edition()
    paper = first_paper(edition)
    url = address("paper", edition.volume.slug, paper.slug, language=language)
    page = client.get(url).content.decode()
    assert page.startswith(f'<!doctype html>\n<html lang="{language}"')
    assert '<h1 id="paper-title" lang="en">' in page
    assert '<div class="prose" lang="en">' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["volumes", "recommendations", "edition"])
def test_page_is_shown_in_each_language(client, language, name):
    edition = factories.edition()
    known = {
        "volumes": [],
        "recommendations": [edition.volume.slug],
        "edition": [edition.volume.slug, 1],
    }
    response = client.get(address(name, *known[name], language=language))
    assert response.status_code == 200


def test_volume_list_shows_only_published_volumes(client):
    shown = factories.edition()
    factories.volume()
    building = factories.volume()
    factories.building_edition(building)
    response = client.get(address("volumes"))
    assert [entry["volume"] for entry in response.context["volumes"]] == [shown.volume]


@pytest.mark.parametrize("name", ["volume", "recommendations", "cover", "cite_volume"])
def test_volume_without_edition_is_not_found(client, name):
    volume = factories.volume()
    factories.building_edition(volume)
    known = [volume.slug, "bib"] if name == "cite_volume" else [volume.slug]
    assert client.get(address(name, *known)).status_code == 404


def test_paper_page_holds_text_figure_and_meta(client):
    edition = factories.edition()
    paper = first_paper(edition)
    page = client.get(address("paper", edition.volume.slug, paper.slug))
    text = page.content.decode()
    meta = re.findall(r'<meta name="citation_(\w+)" content="([^"]*)">', text)
    base = "http://localhost:8000"
    own = address("paper", edition.volume.slug, paper.slug)
    assert meta == [
        ("title", paper.title),
        ("author", "Ana Žagar"),
        ("publication_date", "2013/05/30"),
        ("conference_title", factories.CONFERENCES["sl"]),
        ("inbook_title", factories.TITLES["sl"]),
        ("publisher", "Ekonomski institut Maribor"),
        ("firstpage", "5"),
        ("lastpage", "6"),
        ("language", "en"),
        ("keywords", "work"),
        ("keywords", "inclusion"),
        ("abstract_html_url", base + own),
        ("fulltext_html_url", base + own),
        ("pdf_url", f"{base}{own}paper.pdf"),
    ]
    assert f'src="{paper.slug}-1.png"' in text


def test_linked_data_of_paper_is_valid_and_cannot_end_its_element(client):
    volume = factories.volume(papers=0)
    factories.add_paper(volume, title="</script><b>Delo & trg")
    edition = factories.edition(volume)
    paper = first_paper(edition)
    page = client.get(address("paper", volume.slug, paper.slug)).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data = json.loads(block)
    assert data["headline"] == "</script><b>Delo & trg"
    assert data["isPartOf"]["@type"] == "Book"
    assert "<b>Delo" not in page


def test_figure_is_served_with_its_fingerprint(client):
    edition = factories.edition()
    paper = first_paper(edition)
    file = paper.files.get(kind=FileKind.FIGURE)
    url = address("figure", edition.volume.slug, paper.slug, file.name)
    response = client.get(url)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["ETag"] == f'"{file.sha256}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == file.disk_path.read_bytes()


@pytest.mark.parametrize(
    ("ending", "media_type", "disposition"),
    [
        ("pdf", "application/pdf", 'inline; filename="{}"'),
        ("epub", "application/epub+zip", 'attachment; filename="{}"'),
    ],
)
def test_volume_file_has_type_and_name(client, ending, media_type, disposition):
    edition = factories.edition()
    name = f"{edition.volume.slug}.{ending}"
    response = client.get(address("file", edition.volume.slug, 1, name))
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"] == disposition.format(name)
    response.close()


def test_file_that_the_reader_has_is_not_sent_again(client):
    edition = factories.edition()
    paper = first_paper(edition)
    url = address("paper_pdf", edition.volume.slug, paper.slug)
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    first.close()
    assert (again.status_code, again.content) == (304, b"")


def test_earlier_edition_stays_readable_by_number(client):
    volume = factories.volume()
    first = factories.edition(volume)
    factories.edition(volume)
    first.refresh_from_db()
    assert first.state == EditionState.SUPERSEDED
    name = f"{volume.slug}.pdf"
    response = client.get(address("file", volume.slug, 1, name))
    body = b"".join(response.streaming_content)
    assert body == first.files.get(kind=FileKind.PDF).disk_path.read_bytes()
    page = client.get(address("edition", volume.slug, 1))
    assert page.context["is_current"] is False


def test_paper_keeps_its_address_in_the_next_edition(client):
    volume = factories.volume(papers=1)
    before = first_paper(factories.edition(volume)).slug
    text = volume.papers.get().submission.texts.get()
    text.title = "Another title"
    text.save()
    after = first_paper(factories.edition(volume))
    assert (after.slug, after.title) == (before, "Another title")


def test_recommendations_stand_by_target_group_with_their_papers(client):
    volume = factories.volume()
    submissions = [paper.submission for paper in volume.papers.all()]
    row = factories.recommendation(volume, papers=submissions[:1])
    factories.translated(row, "en", title="Buy from social enterprises", text="Do.")
    edition = factories.edition(volume)
    response = client.get(address("recommendations", volume.slug, language="en"))
    (group,) = response.context["groups"]
    assert group["label"] == "Companies"
    (shown,) = group["recommendations"]
    assert (shown["title"], shown["language"]) == ("Buy from social enterprises", "en")
    assert [paper["title"] for paper in shown["papers"]] == [first_paper(edition).title]


def test_untranslated_recommendation_is_marked_with_its_language(client):
    volume = factories.volume()
    factories.recommendation(volume)
    factories.edition(volume)
    response = client.get(address("recommendations", volume.slug, language="it"))
    (group,) = response.context["groups"]
    assert group["recommendations"][0]["language"] == "sl"


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_citation_is_the_same_in_each_language_but_for_the_address(client, ending):
    edition = factories.edition()
    known = [edition.volume.slug, first_paper(edition).slug]
    bodies = set()
    for language in LANGUAGES:
        url = address("cite", *known, ending, language=language)
        page = "http://localhost:8000" + address("paper", *known, language=language)
        response = client.get(url)
        assert response.status_code == 200
        bodies.add(response.content.decode().replace(page, "PAGE"))
    assert len(bodies) == 1


def test_csl_json_of_paper(client):
    edition = factories.edition(factories.volume(papers=1))
    paper = first_paper(edition)
    slug = edition.volume.slug
    response = client.get(address("cite", slug, paper.slug, "json"))
    assert json.loads(response.content) == [
        {
            "id": paper.slug,
            "type": "paper-conference",
            "title": "Social enterprises 1",
            "author": [{"family": "Žagar", "given": "Ana"}],
            "container-title": factories.TITLES["sl"],
            "editor": [{"family": "Gavez", "given": "Sonja"}],
            "issued": {"date-parts": [[2013, 5, 30]]},
            "event-title": factories.CONFERENCES["sl"],
            "event-place": "Maribor",
            "publisher": "Ekonomski institut Maribor",
            "publisher-place": "Maribor",
            "page": "5-6",
            "language": "en",
            "abstract": "What they do.",
            "keyword": "work, inclusion",
            "URL": f"http://localhost:8000/sl/zbornik/{slug}/{paper.slug}/",
        }
    ]


def test_unknown_citation_format_is_not_found(client):
    edition = factories.edition()
    url = address("cite", edition.volume.slug, first_paper(edition).slug, "xml")
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_only_answer_to_reading(client, method):
    edition = factories.edition()
    url = address("volume", edition.volume.slug)
    assert getattr(client, method)(url).status_code == 405


def test_volume_list_needs_as_many_queries_for_three(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    factories.edition()
    url = address("volumes")
    client.get(url)
    with django_assert_max_num_queries(30) as one:
        client.get(url)
    factories.edition()
    factories.edition()
    with django_assert_num_queries(len(one)):
        client.get(url)


@pytest.mark.parametrize("name", ["volume", "recommendations"])
def test_volume_page_needs_as_many_queries_for_three_papers(
    client, django_assert_num_queries, django_assert_max_num_queries, name
):
    small, large = factories.volume(papers=1), factories.volume(papers=3)
    for volume in (small, large):
        for number, paper in enumerate(volume.papers.all(), start=1):
            factories.recommendation(volume, number=number, papers=[paper.submission])
        factories.edition(volume)
    client.get(address(name, small.slug))
    with django_assert_max_num_queries(30) as one:
        client.get(address(name, small.slug))
    with django_assert_num_queries(len(one)):
        client.get(address(name, large.slug))
