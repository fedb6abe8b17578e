"""Editors write calls with everything in them, and give more time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from cms.conference.kinds import AnswerType
from cms.conference.models import Answer, Call, Extension
from tests.factories import accounts, conference, wizard

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = accounts.reads_english(accounts.editor())
    client.force_login(person)
    return person


def text(**fields) -> dict:
    return {"language": "en", **fields}


def filled(boxes: dict | None = None, **fields) -> dict:
    """Return the form of a call with one of everything, as a browser posts it."""
    data = {
        "slug": "whole",
        "opens_at": "2027-01-01 00:00",
        "submit_by": "2027-03-15 23:59",
        "edit_by": "2027-03-20 23:59",
        "camera_ready_by": "2027-06-01 23:59",
        "grace_minutes": "10",
        "review_mode": "double",
        "reviews_needed": "2",
        "timezone_name": "Europe/Ljubljana",
        "texts": inline_formset(
            [
                text(
                    title="Call",
                    introduction=rich_text("<p>Come.</p>"),
                    guidelines=rich_text(""),
                    checklist="One.\nTwo.",
                )
            ]
        ),
        "types": inline_formset(
            [
                {
                    "kind": "poster",
                    "needs_file": "",
                    "most_abstract_words": "200",
                    "most_words": "",
                    "texts": inline_formset([text(name="Poster", description="A1")]),
                }
            ]
        ),
        "tracks": inline_formset(
            [{"texts": inline_formset([text(name="Inclusion", description="")])}]
        ),
        "questions": inline_formset(
            [
                {
                    "answer_type": "choice",
                    "required": "on",
                    "visible_to_reviewers": "on",
                    "texts": inline_formset(
                        [text(wording="Size?", hint="", options="A0\nA1")]
                    ),
                }
            ]
        ),
        **fields,
    }
    # Boxes that are ticked share one name.
    ticked = {"licences": ["CC BY 4.0"], "questions-0-kinds": ["poster"]}
    return {**nested_form_data(data), **ticked, **(boxes or {})}


def test_editor_writes_a_call_with_one_of_everything(client, editor):
    response = client.post(reverse("calls:add"), filled())
    assert response.status_code == 302, response.context["form"].errors
    call = Call.objects.get()
    assert (call.grace_minutes, call.licences) == (10, ["CC BY 4.0"])
    (kind,), (track,), (question,) = (
        call.types.all(),
        call.tracks.all(),
        call.questions.all(),
    )
    assert (kind.kind, kind.needs_file, str(kind)) == ("poster", False, "Poster")
    assert str(track) == "Inclusion"
    assert (question.kinds, question.required, question.visible_to_reviewers) == (
        ["poster"],
        True,
        True,
    )
    assert question.texts.get().option_list == ["A0", "A1"]
    assert call.text.checklist_points == ["One.", "Two."]


@pytest.mark.parametrize(
    "fields",
    [
        {"boxes": {"licences": ["All mine"]}},
        {"boxes": {"questions-0-kinds": ["novel"]}},
        {"edit_by": "2027-03-01 23:59"},
    ],
)
def test_call_that_contradicts_itself_is_refused(client, editor, fields):
    response = client.post(reverse("calls:add"), filled(**fields))
    assert response.status_code == 200
    assert Call.objects.count() == 0


def test_editor_sees_the_whole_call_again(client, editor):
    call = wizard.whole_call()
    page = client.get(reverse("calls:edit", args=[call.pk])).content.decode()
    for words in ["Sklop 1", "poster sl", "The text is unpublished."]:
        assert words in page


def test_track_in_use_cannot_be_taken_away(client, editor):
    call = conference.call()
    track = wizard.track(call)
    made = conference.submission(call=call)
    made.track = track
    made.save()
    rows = [{"id": str(track.pk), "DELETE": "on", "texts": inline_formset([])}]
    stored = call.texts.first()
    response = client.post(
        reverse("calls:edit", args=[call.pk]),
        filled(
            slug=call.slug,
            types=inline_formset([]),
            questions=inline_formset([]),
            tracks=inline_formset(rows, initial=1),
            texts=inline_formset(
                [
                    text(
                        id=str(stored.pk),
                        language=stored.language,
                        title="Call",
                        introduction=rich_text("<p>Come.</p>"),
                        guidelines=rich_text(""),
                        checklist="",
                    )
                ],
                initial=1,
            ),
        ),
    )
    assert response.status_code == 200
    assert "cannot be removed" in response.content.decode()
    assert call.tracks.get() == track


def test_option_that_was_chosen_cannot_be_taken_away():
    call = conference.call()
    asked = wizard.question(call, AnswerType.CHOICE)
    made = conference.submission(call=call)
    row = asked.texts.first()
    row.options = "One\nTwo"
    row.clean()
    Answer.objects.create(submission=made, question=asked, value=3)
    with pytest.raises(ValidationError):
        row.clean()
    row.options = "One\nTwo\nThree\nFour"
    row.clean()


# --- Extensions ------------------------------------------------------------------
def wish(made: Call, **fields) -> dict:
    return {
        "call": str(made.pk),
        "name": "Ana Žagar",
        "email": "ana@example.org",
        "language": "sl",
        "until": (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M"),
        "reason": "Bolezen",
        **fields,
    }


def test_editor_gives_more_time(client, editor, django_capture_on_commit_callbacks):
    call = conference.call()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("extensions:add"), wish(call))
    assert response.status_code == 302, response.context["form"].errors
    given = Extension.objects.get()
    assert (given.granted_by, given.reason) == (editor, "Bolezen")
    (letter,) = mail.outbox
    assert "ana@example.org" in letter.to[0]
    assert "/sl/konferenca/podaljsanje/lk_" in letter.body


@pytest.mark.parametrize("name", ["reason", "email", "until", "call"])
def test_extension_without_what_it_needs_is_refused(client, editor, name):
    response = client.post(
        reverse("extensions:add"), wish(conference.call(), **{name: ""})
    )
    assert response.status_code == 200
    assert (Extension.objects.count(), mail.outbox) == (0, [])


def test_editor_takes_an_extension_back_after_being_asked(client, editor):
    given = wizard.extension(conference.call())
    where = reverse("extensions:revoke", args=[given.pk])
    assert client.get(where).status_code == 200
    given.refresh_from_db()
    assert given.revoked_at is None
    client.post(where)
    given.refresh_from_db()
    assert given.revoked_at is not None


def test_extensions_are_for_editors_alone(client):
    given = wizard.extension(conference.call())
    client.force_login(accounts.user())
    for where in [
        reverse("extensions:index"),
        reverse("extensions:add"),
        reverse("extensions:revoke", args=[given.pk]),
    ]:
        assert client.post(where).status_code == 302
    given.refresh_from_db()
    assert given.revoked_at is None


def test_list_of_extensions_asks_the_same_queries_for_one_and_many(client, editor):
    wizard.extension(conference.call())
    client.get(reverse("extensions:index"))
    counts = []
    for number in (0, 9):
        for _one in range(number):
            made = conference.submission()
            wizard.extension(made.call, submission=made)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("extensions:index"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_glossary_is_kept_by_editors(client, editor):
    data = nested_form_data(
        {
            "note": "",
            "texts": inline_formset(
                [
                    {"language": "sl", "words": "zadruga"},
                    {"language": "it", "words": "cooperativa"},
                ]
            ),
        }
    )
    assert client.post(reverse("terms:add"), data).status_code == 302
    assert (
        "zadruga / cooperativa" in client.get(reverse("terms:index")).content.decode()
    )
