"""The programme is printed by the book library: tagged, in three languages."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation

from cms.programme import operations
from cms.programme.models import ProgrammePrint
from tests.factories import programme as factory

pytestmark = pytest.mark.once

LANGUAGES = ["sl", "it", "en"]
HOSTILE = '#read("x") | <b>{=typst} *bold* [link](http://evil.example) $x$ `code`'


@pytest.fixture
def released(db):
    """A released programme with a talk whose title is full of marks."""
    made = factory.programme()
    held = factory.session(made, chairs="Sonja Gavez")
    factory.talk(held, titles={"sl": HOSTILE}, speakers="Ana *Žagar* | Bor")
    paper = factory.accepted("Social enterprises", "Carla Relatore")
    factory.talk(held, submission=paper, starts=factory.dt.time(10, 30), minutes=20)
    factory.release(made)
    operations.print_release(release_id=made.releases.get().pk)
    return made


def pdf_of(client, made, language: str) -> bytes:
    with translation.override(language):
        address = reverse("programme:programme_pdf", args=[made.slug])
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    return b"".join(answer.streaming_content)


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def test_booklet_holds_days_times_talks_and_people(client, released):
    assert {code: missing_words(client, released, code) for code in LANGUAGES} == {
        code: [] for code in LANGUAGES
    }


def missing_words(client, released, language: str) -> list[str]:
    words = words_of(pdf_of(client, released, language)).lower()
    [session] = released.releases.get().snapshot["sessions"]
    wanted = [
        factory.TITLES[language],
        session["titles"][language],
        "10:30–10:50",
        "Social enterprises",
        "Carla Relatore",
        "Sonja Gavez",
        "Europe/Ljubljana",
        {"sl": "četrtek", "it": "giovedì", "en": "Thursday"}[language],
    ]
    return [text for text in wanted if text.lower() not in words]


def test_booklet_is_tagged_and_says_its_language(client, released):
    for language in LANGUAGES:
        with pikepdf.open(BytesIO(pdf_of(client, released, language))) as pdf:
            assert str(pdf.Root.Lang)[:2] == language
            assert bool(pdf.Root.MarkInfo.Marked) is True
            assert "/StructTreeRoot" in pdf.Root
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"].startswith(factory.TITLES[language])
                assert metadata["pdfuaid:part"] == "1"


def test_what_people_typed_is_printed_as_text(client, released):
    words = words_of(pdf_of(client, released, "sl"))
    assert HOSTILE in words
    assert "Ana *Žagar* | Bor" in words
    with pikepdf.open(BytesIO(pdf_of(client, released, "sl"))) as pdf:
        targets = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    assert [target for target in targets if "evil" in target] == []


def test_page_offers_the_file_in_its_language(client, released):
    for language in LANGUAGES:
        with translation.override(language):
            page = client.get(reverse("programme:programme", args=[released.slug]))
            address = reverse("programme:programme_pdf", args=[released.slug])
        assert f'href="{address}"' in page.content.decode()


def test_release_prints_itself_in_the_background(
    db, django_capture_on_commit_callbacks, client
):
    with django_capture_on_commit_callbacks(execute=True):
        made = factory.released(talks=1)
    kept = ProgrammePrint.objects.filter(release__programme=made)
    assert sorted(each.language for each in kept) == sorted(LANGUAGES)


def test_nothing_is_offered_before_it_is_made(db, client):
    made = factory.released(talks=1)
    with translation.override("en"):
        page = client.get(reverse("programme:programme", args=[made.slug]))
        address = reverse("programme:programme_pdf", args=[made.slug])
    assert address not in page.content.decode()
    assert client.get(address).status_code == 404


def test_older_release_is_not_printed_any_more(db):
    made = factory.released(talks=1)
    first = made.releases.get()
    factory.talk(made.sessions.get(), starts=factory.dt.time(11, 0))
    factory.release(made)
    assert operations.print_release(release_id=first.pk) == []
    assert ProgrammePrint.objects.count() == 0


def test_printing_again_leaves_one_file_a_language(released):
    operations.print_release(release_id=released.releases.get().pk)
    assert ProgrammePrint.objects.count() == len(LANGUAGES)


def test_programme_that_was_not_released_has_no_file(db, client):
    made = factory.programme()
    with translation.override("en"):
        address = reverse("programme:programme_pdf", args=[made.slug])
    assert client.get(address).status_code == 404
