"""What people wrote into a translation stays, whatever happens to its source."""

import pytest
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.translation import operations
from cms.translation.enums import PassageState
from cms.translation.models import Change
from cms.translation.passages import passages_of
from tests.factories.core import translated
from tests.factories.translation import (
    block,
    body,
    draft,
    edited,
    fresh,
    fully,
    italian,
    locale,
    passage,
    published,
    refreshed,
    started,
    story,
    texts,
    typed,
)

pytestmark = pytest.mark.django_db
FIRST = "11111111-1111-4111-8111-111111111111"
SECOND = "22222222-2222-4222-8222-222222222222"


def two_blocks(first: str, second: str) -> str:
    return body(
        block("text", f"<p>{first}</p>", identifier=FIRST),
        block("text", f"<p>{second}</p>", identifier=SECOND),
    )


def test_started_translation_is_a_draft_beside_its_source():
    page = story()
    translation = started(page)
    target = translation.get_target_instance()
    assert (target.live, target.alias_of_id, target.locale) == (
        False,
        None,
        locale("it"),
    )
    assert target.get_parent().specific.locale == locale("it")
    assert target.get_parent().live is False


def test_typed_passages_stand_in_the_draft():
    translation = typed(
        started(story()),
        {
            "Zadruga zaposluje": "La cooperativa assume",
            "Prvi odstavek o zadrugi.": "Primo capoverso sulla cooperativa.",
        },
    )
    page = draft(translation)
    assert (page.title, page.slug) == ("La cooperativa assume", "la-cooperativa-assume")
    assert texts(page)[0].count("Primo capoverso sulla cooperativa.") == 1


def test_changed_source_keeps_its_old_translation_and_marks_it():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    edited(page, body=two_blocks("Prvi novi stavek.", "Drugi stavek."))
    assert refreshed(page) is True
    outdated = passage(translation, "Prvi novi stavek.")
    assert (outdated.state, outdated.text) == (PassageState.STALE, "IT Prvi stavek.")
    assert str(outdated.difference) == "Prvi<ins> novi</ins> stavek."
    assert "IT Prvi stavek." in texts(draft(translation))[0]
    assert passage(translation, "Drugi stavek.").state == PassageState.DONE


def test_twice_changed_source_is_compared_with_what_was_translated():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    for words in ("Prvi novi stavek.", "Prvi čisto novi stavek."):
        edited(page, body=two_blocks(words, "Drugi stavek."))
        refreshed(page)
    outdated = passage(translation, "Prvi čisto novi stavek.")
    assert (outdated.old, outdated.text) == ("Prvi stavek.", "IT Prvi stavek.")
    assert outdated.since == Change.objects.get(translation=translation).since


def test_source_that_changes_back_is_translated_again():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    for words in ("Prvi novi stavek.", "Prvi stavek."):
        edited(page, body=two_blocks(words, "Drugi stavek."))
        refreshed(page)
    assert passage(translation, "Prvi stavek.").state == PassageState.DONE
    assert Change.objects.count() == 0


def test_new_passage_is_missing_since_then():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    edited(page, lead="Nov uvod.", body=two_blocks("Prvi stavek.", "Drugi stavek."))
    edited(page, kicker="Podjetništvo")
    refreshed(page)
    added = passage(translation, "Podjetništvo")
    assert added.state == PassageState.MISSING
    assert added.since == Change.objects.get(string_id=added.string_id).since


def test_words_move_with_a_block_that_was_made_anew():
    page = story(body=body(block("text", "<p>Prvi stavek.</p>")))
    translation = fully(started(page))
    edited(page, body=body(block("text", "<p>Prvi stavek.</p>")))
    refreshed(page)
    assert passage(translation, "Prvi stavek.").state == PassageState.DONE
    assert "IT Prvi stavek." in texts(draft(translation))[0]


def test_text_typed_into_the_page_itself_becomes_its_translation():
    translation = fully(started(story(body=two_blocks("Prvi stavek.", "Drugi."))))
    page = translation.get_target_instance()
    edited(page, title="Titolo a mano", body=two_blocks("Scritto a mano.", "IT Drugi."))
    operations.harvest(translation=translation)
    assert passage(translation, "Zadruga zaposluje").text == "Titolo a mano"
    assert passage(translation, "Prvi stavek.").text == "Scritto a mano."


def test_manual_edit_survives_a_sync_of_the_same_passage():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    edited(
        translation.get_target_instance(),
        body=two_blocks("Scritto a mano.", "IT Drugi stavek."),
    )
    edited(page, body=two_blocks("Prvi novi stavek.", "Drugi novi stavek."))
    refreshed(page)
    assert [
        (one.text, one.state)
        for one in passages_of(translation)
        if "novi" in one.source
    ] == [
        ("Scritto a mano.", PassageState.STALE),
        ("IT Drugi stavek.", PassageState.STALE),
    ]
    assert "Scritto a mano." in texts(draft(translation))[0]


def test_block_added_by_hand_survives_a_sync():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    own = block("text", "<p>Solo per l’Italia.</p>")
    edited(
        translation.get_target_instance(),
        body=body(
            block("text", "<p>IT Prvi stavek.</p>", identifier=FIRST),
            own,
            block("text", "<p>IT Drugi stavek.</p>", identifier=SECOND),
        ),
    )
    third = block("text", "<p>Tretji stavek.</p>")
    edited(
        page,
        body=body(
            block("text", "<p>Prvi novi stavek.</p>", identifier=FIRST),
            block("text", "<p>Drugi stavek.</p>", identifier=SECOND),
            third,
        ),
    )
    refreshed(page)
    assert [each.id for each in draft(translation).body] == [
        FIRST,
        own["id"],
        SECOND,
        third["id"],
    ]


def test_paragraphs_joined_by_hand_survive_a_sync():
    page = story(body=body(block("text", "<p>Eno.</p><p>Dve.</p>", identifier=FIRST)))
    translation = fully(started(page))
    edited(
        translation.get_target_instance(),
        body=body(block("text", "<p>Uno e due.</p>", identifier=FIRST)),
    )
    edited(page, lead="Nov uvod v novico.")
    refreshed(page)
    refreshed(page)
    assert texts(draft(translation)) == ["<p>Uno e due.</p>"]


def test_block_taken_away_by_hand_stays_away():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    edited(
        translation.get_target_instance(),
        body=body(block("text", "<p>IT Drugi stavek.</p>", identifier=SECOND)),
    )
    edited(page, body=two_blocks("Prvi novi stavek.", "Drugi stavek."))
    refreshed(page)
    assert [each.id for each in draft(translation).body] == [SECOND]


def test_translators_own_change_wins_over_what_was_generated():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    translation = fully(started(page))
    typed(translation, {"Prvi stavek.": "Prima."})
    typed(translation, {"Prvi stavek.": "Prima frase."})
    assert "Prima frase." in texts(draft(translation))[0]


def test_hand_made_translation_is_taken_over_whole():
    page = story(body=two_blocks("Prvi stavek.", "Drugi stavek."))
    copy = translated(
        page,
        "it",
        title="Titolo",
        body=two_blocks("Prima frase.", "Drugi stavek."),
    )
    translation = started(page)
    assert translation.get_target_instance().pk == copy.pk
    assert {one.source: one.text for one in passages_of(translation) if one.text} == {
        "Zadruga zaposluje": "Titolo",
        "Prvi stavek.": "Prima frase.",
    }
    assert "Prima frase." in texts(draft(translation))[0]
    assert fresh(copy).live is True


def test_published_translation_keeps_its_address():
    translation = italian(started(story()))
    published(translation)
    before = translation.get_target_instance().slug
    typed(translation, {"Zadruga zaposluje": "Un altro titolo"})
    assert draft(translation).slug == before


def test_shared_values_follow_the_source():
    page = story()
    translation = fully(started(page))
    edited(page, byline="Novi avtor")
    refreshed(page)
    assert draft(translation).byline == "Novi avtor"


def test_edit_made_by_hand_in_a_shared_value_stays():
    page = story(byline="Avtor")
    translation = fully(started(page))
    edited(translation.get_target_instance(), byline="Autore italiano")
    edited(page, byline="Novi avtor")
    refreshed(page)
    assert draft(translation).byline == "Autore italiano"


def test_wagtail_localizes_own_sync_in_between_is_noticed():
    translation = fully(started(story(body=two_blocks("Prvi stavek.", "Drugi."))))
    with transaction.atomic():
        translation.save_target(publish=False)
    edited(translation.get_target_instance(), body=two_blocks("A mano.", "IT Drugi."))
    operations.harvest(translation=translation)
    assert passage(translation, "Prvi stavek.").text == "A mano."


def test_nothing_is_written_when_nothing_changed():
    translation = fully(started(story()))
    before = translation.get_target_instance().latest_revision_id
    operations.write_target(translation=translation)
    assert translation.get_target_instance().latest_revision_id == before


def test_empty_text_takes_a_translation_back():
    translation = fully(started(story()))
    typed(translation, {"Prvi odstavek o zadrugi.": ""})
    assert passage(translation, "Prvi odstavek o zadrugi.").state == (
        PassageState.MISSING
    )
    assert "Prvi odstavek o zadrugi." in texts(draft(translation))[0]


def test_deleted_translation_leaves_nothing_behind():
    page = story()
    translation = fully(started(page))
    translation.get_target_instance().delete()
    assert StringTranslation.objects.filter(locale=locale("it")).count() == 0
    assert Page.objects.filter(pk=page.pk).exists()


def test_block_that_lacks_a_newer_field_is_no_obstacle():
    table = {"caption": "Izvoz", "cells": "A | B", "row_headings": False}
    translation = started(story(body=body(block("table", table))))
    assert passage(translation, "Izvoz").state == PassageState.MISSING
