"""The translation editor works with the keyboard and without scripts."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.translation import operations
from cms.translation.enums import PassageState
from tests.factories.accounts import administrator, user
from tests.factories.translation import (
    block,
    body,
    draft,
    edited,
    form_of,
    fully,
    italian,
    passage,
    refreshed,
    started,
    story,
    typed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """The admin, in English."""
    client.force_login(administrator(language="en"))
    client.cookies["django_language"] = "en"
    return client


def address(translation, name="edit", *more) -> str:
    return reverse(f"translation:{name}", args=[translation.pk, *more])


def field(translation, source: str) -> str:
    return f"passage-{passage(translation, source).segment_id}"


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_edit_button_leads_to_the_translation_editor(desk):
    translation = started(story())
    page = translation.get_target_instance()
    answer = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (answer.status_code, answer.url) == (302, address(translation))


def test_page_itself_can_be_edited_by_hand(desk):
    page = started(story()).get_target_instance()
    answer = desk.get(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {"by_hand": "1"}
    )
    assert answer.status_code == 200
    assert "wagtailadmin/pages/edit.html" in [t.name for t in answer.templates]


def test_every_passage_stands_beside_its_source(desk):
    page = story(body=body(block("callout", {"heading": "Opomba", "text": "<p>A</p>"})))
    answer = desk.get(address(started(page)))
    lines = answer.context["lines"]
    assert [(line.label, line.passage.source) for line in lines][-2:] == [
        ("1. Call-out · Heading", "Opomba"),
        ("1. Call-out · Text", "A"),
    ]


def test_typed_text_is_saved_and_the_rest_left_alone(desk):
    page = story()
    translation = fully(started(page))
    edited(page, lead="Nov uvod v novico.")
    refreshed(page)
    lines = desk.get(address(translation)).context["lines"]
    everything = {line.name: line.typed for line in lines}
    everything[field(translation, "Delamo skupaj.")] = "Lavoriamo insieme."
    desk.post(address(translation), everything)
    assert passage(translation, "Delamo skupaj.").text == "Lavoriamo insieme."
    assert passage(translation, "Nov uvod v novico.").state == PassageState.STALE


def test_broken_markup_is_refused_beside_its_passage_and_stays_typed(desk):
    translation = started(story())
    name = field(translation, "Delamo skupaj.")
    good = field(translation, "Ana Novak")
    answer = desk.post(
        address(translation), {name: "<script>x</script>", good: "Ana N."}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#{name}"' in page
    assert "&lt;script&gt;x&lt;/script&gt;</textarea>" in page
    assert passage(translation, "Ana Novak").text == "Ana N."


def test_line_breaks_are_typed_as_such(desk):
    table = {"caption": "Izvoz", "cells": "A | B\n1 | 2", "row_headings": False}
    translation = started(story(body=body(block("table", table))))
    name = field(translation, "A | B<br/>1 | 2")
    assert "A | B\n1 | 2</div>" in desk.get(address(translation)).content.decode()
    desk.post(address(translation), {name: "C | D\r\n1 | 2"})
    assert draft(translation).body[0].value["cells"] == "C | D\n1 | 2"


def test_publishing_says_what_is_missing(desk):
    translation = typed(started(story()), {"Delamo skupaj.": "Lavoriamo insieme."})
    answer = desk.post(address(translation), {"action": "publish"}, follow=True)
    assert told(answer)[0].startswith("The translation was saved, but not published.")
    assert "Publish anyway, with a reason" in told(answer)[0]
    assert translation.get_target_instance().live is False


def test_complete_translation_is_published(desk):
    translation = italian(started(story()))
    answer = desk.post(address(translation), {"action": "publish"}, follow=True)
    assert told(answer) == ["The translation is published."]
    assert translation.get_target_instance().live is True


def test_outdated_passages_are_reviewed_at_once(desk):
    page = story()
    translation = fully(started(page))
    edited(page, lead="Nov uvod v novico.")
    refreshed(page)
    answer = desk.post(address(translation), {"action": "review"}, follow=True)
    assert told(answer) == ["1 passage is marked as reviewed."]
    assert passage(translation, "Nov uvod v novico.").state == PassageState.DONE


def test_preview_shows_what_is_typed_but_not_saved(desk):
    translation = started(story())
    name = field(translation, "Delamo skupaj.")
    answer = desk.post(address(translation, "preview"), {name: "Lavoriamo insieme."})
    assert "Lavoriamo insieme." in answer.content.decode()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert passage(translation, "Delamo skupaj.").state == PassageState.MISSING


def test_preview_survives_broken_markup(desk):
    translation = started(story())
    name = field(translation, "Delamo skupaj.")
    answer = desk.post(address(translation, "preview"), {name: "<script>x</script>"})
    assert answer.status_code == 200
    assert "<script>x" not in answer.content.decode()


def test_memory_knows_other_pages(desk):
    italian(started(story()))
    other = started(story(title="Druga novica", lead="V Celju so odprli delavnico."))
    lines = {
        line.passage.source: line for line in desk.get(address(other)).context["lines"]
    }
    same, alike = lines["Delamo skupaj."], lines["V Celju so odprli delavnico."]
    assert [(m.text, m.percent) for m in same.matches] == [("Lavoriamo insieme.", 100)]
    assert [m.text for m in alike.matches] == [
        "A Maribor è stato aperto un laboratorio."
    ]
    assert 70 <= alike.matches[0].percent < 100


def test_termbase_is_suggested_and_checked(desk):
    translation = typed(
        started(story(kicker="Dobre prakse")), {"Dobre prakse": "Casi belli"}
    )
    answer = desk.get(address(translation))
    assert "Termbase: “dobra praksa” should be “buona pratica”." in (
        answer.content.decode()
    )


def test_file_goes_out_and_comes_back(desk):
    translation = italian(started(story()))
    for form in ("po", "xliff"):
        out = desk.get(address(translation, "export", form))
        name = re.search(r'filename="(.+)"', out.headers["Content-Disposition"])[1]
        changed = out.content.replace(b"Lavoriamo insieme.", form.encode())
        file = SimpleUploadedFile(name, changed)
        answer = desk.post(address(translation, "import"), {"file": file}, follow=True)
        assert told(answer) == ["1 passage was taken over."]
        assert passage(translation, "Delamo skupaj.").text == form
        typed(translation, {"Delamo skupaj.": "Lavoriamo insieme."})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK", "This is neither a PO file (.po) nor an XLIFF file (.xlf)."),
        ("a.xlf", b"<", "The file is damaged and cannot be read. Export it anew."),
        ("a.po", b'msgid ""', "The file belongs to another page or language."),
    ],
)
def test_useless_file_is_answered_clearly(desk, name, content, words):
    translation = started(story())
    file = SimpleUploadedFile(name, content)
    answer = desk.post(address(translation, "import"), {"file": file}, follow=True)
    assert told(answer) == [words]


def test_only_who_may_edit_the_page_may_translate_it(client):
    translation = started(story())
    stranger = user()
    client.force_login(stranger)
    assert client.get(address(translation)).status_code == 302


def test_editor_asks_as_much_for_25_passages_as_for_one(desk):
    def asked(number: int) -> int:
        blocks = [block("text", f"<p>Odstavek {one}.</p>") for one in range(number)]
        page = story(title=f"Novica {number}", body=body(*blocks))
        translation = fully(started(page))
        desk.get(address(translation))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(address(translation))
        return len(queries)

    assert asked(1) == asked(25)


def test_text_typed_by_hand_is_taken_over_when_saved(desk):
    translation = fully(started(story(body="[]")))
    page = translation.get_target_instance()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(desk, f"{address}?by_hand=1", title="Scritto a mano")
    answer = desk.post(address, form, follow=True)
    assert answer.status_code == 200
    assert passage(translation, "Zadruga zaposluje").text == "Scritto a mano"


def test_unknown_passages_change_nothing(desk):
    translation = fully(started(story()))
    before = draft(translation).latest_revision_id
    desk.post(address(translation), {"passage-99999999": "x", "passage-²": "y"})
    assert draft(translation).latest_revision_id == before


def test_translation_of_a_deleted_page_is_gone(desk):
    translation = started(story())
    link = address(translation)
    translation.get_target_instance().delete()
    operations.settle_all()
    assert desk.get(link).status_code == 404
