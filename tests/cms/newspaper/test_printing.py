"""An issue goes to press in all its languages, and readers get what is theirs."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from django.urls import reverse
from django.utils import timezone

from cms.newspaper import operations, queries
from cms.newspaper.emails import email_edition
from cms.newspaper.enums import IssueState, PlaceState
from cms.newspaper.exceptions import IssueEmpty, IssueNotAllowed, IssueRunning
from cms.newspaper.models import IssueEdition, IssueFile
from tests.factories.accounts import editor, reads_english, user
from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.newspaper import article, issue, newspaper

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = ("sl", "it", "en")
TITLES = ("Uvodnik", "Kako kupuje občina", "Pogovor", "Iz treh držav")
TEXT = (
    "<p>" + "Zadruga zaposluje in izstavlja račune kakor druga podjetja. " * 14 + "</p>"
)


def trilingual(*, live: bool = True, languages=LANGUAGES):
    """Return an issue with four articles in the languages; its key."""
    paper = newspaper(imprint="Izdajatelj: Inštitut\nUredila: redakcija")
    made = issue(index=paper)
    for title in TITLES:
        article(
            parent=made,
            title=title,
            section=title,
            picture=coop_image() if title == "Pogovor" else None,
            body=[
                ("text", TEXT + "<h2>Vmesni naslov</h2>" + TEXT * 2),
                ("quote", {"quote": "Delo je dostojanstvo.", "source": "Ana"}),
                (
                    "table",
                    {
                        "caption": "Zaposleni",
                        "cells": "Leto | Število\n2011 | 9\n2012 | 12",
                        "row_headings": True,
                        "source": "",
                    },
                ),
            ],
        )
    for language in languages[1:]:
        translated(paper, language, title=f"COOP {language}")
        translated(made, language, title=f"COOP 1 {language}")
        for each in made.get_children().specific():
            translated(each, language, title=f"{each.title} {language}")
    if not live:
        for page in made.get_translations(inclusive=True):
            page.unpublish()
    return queries.issue_in_languages(made.translation_key)


def compiled(found) -> IssueEdition:
    edition = operations.compile_issue(issue=found, by=editor(), now=timezone.now())
    edition.refresh_from_db()
    if edition.state == IssueState.BUILDING:
        operations.build_issue(edition=edition)
    return edition


def words_of(file: IssueFile) -> str:
    document = pdfium.PdfDocument(file.disk_path)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def test_issue_is_printed_alike_in_all_languages(client):
    found = trilingual()
    edition = compiled(found)
    assert edition.state == IssueState.PUBLISHED, edition.job.error
    assert sorted(edition.pages) == ["en", "it", "sl"]
    assert {pages % 4 for pages in edition.pages.values()} == {0}
    assert len(edition.plan) == len(TITLES)
    kinds = set(edition.files.values_list("language", "kind"))
    assert kinds == {
        (language, kind)
        for language in LANGUAGES
        for kind in ("pdf", "epub", "print", "booklet", "cover")
    }
    for language in LANGUAGES:
        told = words_of(edition.files.get(language=language, kind="pdf"))
        page = found.pages[language]
        titles = [each.title for each in page.get_children()]
        assert [title for title in titles if title not in told] == []
    shown = client.get(found.main.get_url()).content.decode()
    pdf = edition.files.get(language="sl", kind="pdf")
    url = reverse("newspaper:file", args=[edition.uuid, "sl", pdf.name])
    assert url in shown
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == pdf.disk_path.read_bytes()
    assert client.get(url, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_proof_of_an_issue_not_yet_public_is_for_editors_alone(client):
    found = trilingual(live=False, languages=("sl",))
    edition = compiled(found)
    assert edition.state == IssueState.PROOF, edition.job.error
    pdf = edition.files.get(kind="pdf")
    public = reverse("newspaper:file", args=[edition.uuid, "sl", pdf.name])
    desk = reverse("newspaper_desk:file", args=[found.key, pdf.pk])
    assert client.get(public).status_code == 404
    client.force_login(user())
    assert client.get(desk).status_code in {302, 403}
    client.force_login(editor())
    answer = client.get(desk)
    assert b"".join(answer.streaming_content) == pdf.disk_path.read_bytes()
    assert answer["Content-Disposition"].startswith("attachment")


def test_printers_files_are_not_given_to_readers(client):
    edition = compiled(trilingual(languages=("sl",)))
    url = reverse("newspaper:file", args=[edition.uuid, "sl", "print.pdf"])
    assert client.get(url).status_code == 404


def test_issue_withdrawn_takes_its_files_with_it(client):
    found = trilingual(languages=("sl",))
    edition = compiled(found)
    url = reverse("newspaper:file", args=[edition.uuid, "sl", "volume.pdf"])
    assert b"".join(client.get(url).streaming_content)[:5] == b"%PDF-"
    found.main.unpublish()
    assert client.get(url).status_code == 404


def test_new_edition_supersedes_the_one_before():
    found = trilingual(languages=("sl",))
    first, second = compiled(found), compiled(found)
    first.refresh_from_db()
    assert (first.state, second.state) == (IssueState.SUPERSEDED, IssueState.PUBLISHED)


def test_issue_without_articles_is_not_printed():
    made = issue()
    found = queries.issue_in_languages(made.translation_key)
    with pytest.raises(IssueEmpty) as refusal:
        operations.compile_issue(issue=found, by=editor(), now=timezone.now())
    assert refusal.value.subject == "sl"


def test_issue_is_compiled_once_at_a_time(settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }
    found = trilingual(languages=("sl",))
    operations.compile_issue(issue=found, by=editor(), now=timezone.now())
    with pytest.raises(IssueRunning):
        operations.compile_issue(issue=found, by=editor(), now=timezone.now())


def test_speaker_may_not_compile():
    found = trilingual(languages=("sl",))
    with pytest.raises(IssueNotAllowed):
        operations.compile_issue(issue=found, by=user(), now=timezone.now())


def test_article_moves_in_every_language_and_leaves_the_tree_sound():
    found = trilingual()
    second = found.rows[1]
    assert operations.move_article(
        issue=found, article=second.key, up=True, by=editor()
    )
    again = queries.issue_in_languages(found.key)
    for language in LANGUAGES:
        titles = [page.title for page in again.pages[language].get_children()]
        suffix = "" if language == "sl" else f" {language}"
        wanted = [TITLES[1], TITLES[0], *TITLES[2:]]
        assert titles == [f"{title}{suffix}" for title in wanted]
    assert [list(each) for each in type(found.main).find_problems()] == [[]] * 5


def test_first_article_cannot_move_up():
    found = trilingual(languages=("sl",))
    first = found.rows[0].key
    assert not operations.move_article(issue=found, article=first, up=True, by=editor())


def test_panel_shows_which_article_lacks_which_language(client):
    found = trilingual()
    found.rows[2].places["it"].page.delete()
    found.rows[3].places["en"].page.unpublish()
    again = queries.issue_in_languages(found.key)
    states = [[row.places[code].state for code in LANGUAGES] for row in again.rows]
    live = PlaceState.LIVE
    assert states == [
        [live, live, live],
        [live, live, live],
        [live, PlaceState.MISSING, live],
        [live, live, PlaceState.DRAFT],
    ]
    client.force_login(reads_english(editor()))
    shown = client.get(reverse("newspaper_desk:issue", args=[found.key]))
    assert "Not every article is in every language yet." in shown.content.decode()


def test_email_edition_is_small_and_carries_the_statement():
    found = trilingual()
    for language, statement in {
        "sl": "Ta projekt je prejel sredstva Evropske unije.",
        "it": "Questo progetto ha ricevuto finanziamenti dall'Unione europea.",
        "en": "This project has received funding from the European Union.",
    }.items():
        letter = email_edition(found, language)
        titles = [each.title for each in found.pages[language].get_children()]
        assert letter.bytes < 100_000
        assert statement in letter.text
        assert [title for title in titles if title not in letter.text] == []
        assert [title for title in titles if title not in letter.html] == []
        assert b"X-Unsent: 1" in BytesIO(letter.as_file()).read()
