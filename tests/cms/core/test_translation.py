"""Translating with wagtail-localize keeps the tree sound and publishes nothing."""

import pytest
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object, translate_page_subtree

from tests.factories.newspaper import article, issue

SOUND = ([], [], [], [], [])


@pytest.fixture
def whole_issue():
    """An issue with ten articles."""
    made = issue()
    for number in range(10):
        article(parent=made, title=f"Članek {number}")
    return made


def translate_with_subtree(page, *languages):
    """Do as the admin does for "include subtree": everything in one transaction."""
    locales = list(Locale.objects.filter(language_code__in=languages))
    with transaction.atomic():
        translate_object(page, locales)
        translate_page_subtree(page.pk, locales, None, None)


@pytest.mark.django_db(transaction=True)
def test_translating_a_subtree_leaves_a_sound_tree(whole_issue):
    translate_with_subtree(whole_issue, "it", "en")
    for language in ("it", "en"):
        copy = whole_issue.get_translation(Locale.objects.get(language_code=language))
        assert copy.numchild == 10
        assert copy.get_children().count() == 10
    assert Page.find_problems() == SOUND


@pytest.mark.django_db(transaction=True)
def test_translation_of_a_live_page_waits_for_an_editor(whole_issue, client):
    italian = Locale.objects.get(language_code="it")
    translate_with_subtree(whole_issue, "it")
    copy = whole_issue.get_translation(italian)
    assert copy.live is False
    assert client.get(copy.get_url()).status_code == 404
