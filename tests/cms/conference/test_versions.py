"""What a file says of itself, what changed between two, and receipts."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone, translation
from pikepdf import Pdf

from cms.conference import operations, queries
from cms.conference.differences import Change, Piece, compare
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.kinds import Step
from cms.conference.models import Submission
from cms.conference.suggestions import place, suggestions_for
from cms.press.enums import WorkState
from tests.factories import accounts, conference, wizard
from tests.factories.wizard import address, step_address

pytestmark = pytest.mark.django_db
MARKDOWN = """---
title: Zadruge čez mejo
author:
  - name: Ana Žagar
    affiliation: Inštitut
    orcid: 0000-0002-1825-0097
lang: sl
keywords: [zadruga, meja]
---

## Povzetek

Članek govori o zadrugah ob meji, ki jih vodijo ljudje z obeh strani.

# Uvod

Zadruga je podjetje, ki ga vodijo člani. Ob meji je to težje.
""".encode()


@pytest.fixture
def speaker(client):
    person = accounts.user()
    client.force_login(person)
    return person


@pytest.fixture
def read(client, speaker):
    """Return a draft whose file was read."""
    draft = wizard.begin(client, conference.call(), paper_language="sl")
    made = conference.manuscript(draft, "clanek.md", MARKDOWN)
    operations.read_manuscript(manuscript_id=made.pk)
    return draft


# --- Suggestions ---------------------------------------------------------------------
def test_file_suggests_what_it_says_and_where(read):
    with translation.override("en"):
        found = suggestions_for(read)
    own = found.texts["sl"]
    assert (own["title"].value, own["title"].where) == (
        "Zadruge čez mejo",
        "in the metadata at the beginning",
    )
    assert own["abstract"].value.startswith("Članek govori")
    assert own["abstract"].where == "under the heading “Povzetek”"
    assert own["keywords"].value == "zadruga, meja"
    assert [(one["name"], one["orcid"]) for one in found.authors] == [
        ("Ana Žagar", "0000-0002-1825-0097")
    ]
    assert found.words == 13


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ("style:Title", "in the paragraph style “Title”"),
        ("property:creator", "in the properties of the file"),
        ("command:title", "in the metadata at the beginning"),
        ("line:2", "in line 2"),
        ("heading:Keywords", "under the heading “Keywords”"),
        ("", "in the text"),
    ],
)
def test_places_are_told_in_words(found, words):
    with translation.override("en"):
        assert place(found) == words


def test_suggestion_fills_a_free_field(client, read):
    where = step_address(read.code, Step.DETAILS)
    response = client.post(
        where, {"action": "use-sl-title", "text-sl-abstract": "Mine"}
    )
    form = response.context["forms"].texts[0]
    assert (form["title"].value(), form["abstract"].value()) == (
        "Zadruge čez mejo",
        "Mine",
    )
    assert read.texts.count() == 0


@pytest.mark.parametrize("action", ["use-sl-title", "use-all"])
def test_suggestion_never_replaces_what_was_typed(client, read, action):
    where = step_address(read.code, Step.DETAILS)
    response = client.post(where, {"action": action, "text-sl-title": "My title"})
    form = response.context["forms"].texts[0]
    assert form["title"].value() == "My title"
    page = response.content.decode()
    assert "You have typed something else" in page


def test_suggested_authors_are_added_behind_typed_ones(client, read):
    where = step_address(read.code, Step.AUTHORS)
    response = client.post(
        where, {"action": "use-authors", "author-count": "1", "author-0-name": "Žan"}
    )
    forms = response.context["forms"].authors
    assert [form["name"].value() for form in forms] == ["Žan", "Ana Žagar"]
    assert forms[1]["orcid"].value() == "0000-0002-1825-0097"
    assert forms[1].places[0]["affiliation"].value() == "Inštitut"
    assert response.context["forms"].offered == []


def test_page_says_while_the_file_is_being_read(client, speaker):
    draft = wizard.begin(client, conference.call())
    conference.manuscript(draft)
    page = client.get(step_address(draft.code, Step.DETAILS)).content.decode()
    assert "We are reading your file" in page


def test_file_that_cannot_be_read_suggests_nothing(client, speaker):
    draft = wizard.begin(client, conference.call())
    made = conference.manuscript(draft, "paper.docx", b"PK\x03\x04 and no more")
    operations.read_manuscript(manuscript_id=made.pk)
    reading = queries.reading(made)
    assert (reading.state, reading.said, reading.passages) == (WorkState.DONE, {}, [])
    page = client.get(step_address(draft.code, Step.DETAILS)).content.decode()
    assert "Found in your file" not in page


def test_same_file_is_read_once(read):
    made = read.manuscript
    again = conference.manuscript(read, "clanek.md", MARKDOWN)
    operations.read_manuscript(manuscript_id=again.pk)
    assert queries.reading(made) == queries.reading(again)


# --- Differences ------------------------------------------------------------------------
def whole(kind: str, words: str) -> Change:
    return Change(kind, (Piece(kind, words),))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            ["A b.", "C d."],
            ["A b.", "C d."],
            [whole("same", "A b."), whole("same", "C d.")],
        ),
        (["A b."], ["A b.", "New."], [whole("same", "A b."), whole("added", "New.")]),
        (["A b.", "Old."], ["A b."], [whole("same", "A b."), whole("removed", "Old.")]),
        (
            ["One two three four."],
            ["One two 3 four."],
            [
                Change(
                    "changed",
                    (
                        Piece("same", "One two"),
                        Piece("removed", "three"),
                        Piece("added", "3"),
                        Piece("same", "four."),
                    ),
                )
            ],
        ),
        (
            ["Red green blue."],
            ["Something else entirely here."],
            [
                whole("added", "Something else entirely here."),
                whole("removed", "Red green blue."),
            ],
        ),
        ([], [], []),
    ],
)
def test_texts_are_compared_by_paragraph_and_word(old, new, changes):
    assert compare(old, new) == changes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["a b c d"] * 3 + ["x"], ["x", "a b c e"]),
        (["one"], ["two", "three"]),
        (["alpha beta gamma delta", "b"], ["b", "alpha beta gamma epsilon"]),
    ],
)
def test_both_versions_can_be_read_out_of_the_difference(old, new):
    changes = compare(old, new)

    def version(gone: str) -> list[str]:
        paragraphs = (
            " ".join(piece.words for piece in change.pieces if piece.kind != gone)
            for change in changes
            if change.kind != gone
        )
        return [words for words in paragraphs if words]

    assert sorted(version("added")) == sorted(old)
    assert version("removed") == new


@pytest.fixture
def two_versions():
    made = conference.submission(state=SubmissionState.SUBMITTED)
    second = conference.manuscript(
        made, "second.md", b"# Podjetja\n\nSocialno podjetje ne zaposluje.\n\nKonec.\n"
    )
    for manuscript in made.manuscripts.all():
        operations.read_manuscript(manuscript_id=manuscript.pk)
    return made, second


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_difference_is_told_in_words_and_not_by_colour_alone(
    client, two_versions, language
):
    made, _second = two_versions
    client.force_login(made.submitter)
    where = address("difference", language, code=made.code, old=1, new=2)
    assert (
        where
        in client.get(address("submission", language, code=made.code)).content.decode()
    )
    page = client.get(where).content.decode()
    with translation.override(language):
        added = translation.gettext("added:")
    assert f'lang="{language}">{added} </span>ne<span' in page
    # The title, a word, and a paragraph.
    assert page.count("<ins>") == 3


def test_difference_of_versions_that_are_not_there_does_not_exist(client, two_versions):
    made, _second = two_versions
    client.force_login(made.submitter)
    for old, new in [(1, 3), (2, 1), (1, 1), (0, 1)]:
        where = address("difference", code=made.code, old=old, new=new)
        assert client.get(where).status_code == 404


def test_difference_waits_while_a_version_is_not_read(client):
    made = conference.submission(state=SubmissionState.SUBMITTED)
    conference.manuscript(made, "second.md", b"# Another\n")
    client.force_login(made.submitter)
    where = address("difference", code=made.code, old=1, new=2)
    assert "Both versions are being read" in client.get(where).content.decode()


# --- Receipts ---------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_receipt_is_an_accessible_pdf_in_the_authors_language(client, language):
    person = accounts.user(language=language)
    made = conference.submission(state=SubmissionState.SUBMITTED, submitter=person)
    client.force_login(person)
    receipt = made.receipts.get()
    where = address("receipt", language, code=made.code, uuid=receipt.uuid)
    response = client.get(where)
    body = b"".join(response.streaming_content)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    with Pdf.open(ContentFile(body)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert "pdfuaid:part" in pdf.Root.Metadata.read_bytes().decode()
    text = text_of(body)
    assert made.code in text
    assert "Social enterprises" in text
    funding = {"sl": "Evropske unije", "it": "Unione europea", "en": "European Union"}
    assert funding[language] in text


def text_of(body: bytes) -> str:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(body) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def test_receipt_stays_as_it_was_given(client):
    made = conference.submission(state=SubmissionState.SUBMITTED)
    before = made.receipts.get().content
    operations.apply(
        submission=made,
        event=SubmissionEvent.SAVE,
        actor=made.submitter,
        now=timezone.now(),
        content=conference.content(
            texts=[{"language": "en", "title": "New", "abstract": "New."}]
        ),
    )
    assert made.receipts.get().content == before


def test_receipt_of_another_does_not_exist(client, speaker):
    theirs = conference.submission(state=SubmissionState.SUBMITTED)
    mine = conference.submission(state=SubmissionState.SUBMITTED, submitter=speaker)
    uuid = theirs.receipts.get().uuid
    for code in (theirs.code, mine.code):
        assert client.get(address("receipt", code=code, uuid=uuid)).status_code == 404


def test_draft_has_no_receipt():
    made = conference.submission()
    assert Submission.objects.get(pk=made.pk).receipts.count() == 0
