"""What readers see of translations, and how they ask for one."""

import uuid

import pytest
from django.urls import reverse
from django.utils import translation as language_of

from cms.translation import operations
from cms.translation.models import Target
from cms.translation.operations.saving import MACHINE
from cms.translation.operations.wishes import A_READER_AN_HOUR
from tests.factories.accounts import administrator
from tests.factories.translation import (
    edited,
    italian,
    locale,
    passage,
    published,
    refreshed,
    started,
    story,
    typed,
)

pytestmark = pytest.mark.django_db


def wish_address(page, language: str = "it") -> str:
    with language_of.override(language):
        return reverse("translations:ask", args=[page.translation_key])


def wishes(page) -> int:
    return Target.objects.get(
        translation_key=page.translation_key, locale=locale("it")
    ).wishes


def test_missing_page_offers_to_ask_for_it(client):
    page = story()
    with language_of.override("en"):
        notice = reverse("core:not_yet_translated", args=[page.translation_key])
    answer = client.get(notice)
    assert f'action="{wish_address(page, "en")}"' in answer.content.decode()
    assert answer.cookies == {}


def test_wish_is_counted_without_cookies(client):
    page = story()
    answer = client.post(wish_address(page))
    assert answer.status_code == 302
    thanks = client.get(answer.url)
    assert thanks.status_code == 200
    assert (wishes(page), answer.cookies, thanks.cookies) == (1, {}, {})


def test_same_reader_counts_once_a_day(client):
    page = story()
    for _time in range(3):
        client.post(wish_address(page))
    client.post(wish_address(page), REMOTE_ADDR="192.0.2.7")
    assert wishes(page) == 2


def test_reader_who_asks_for_everything_is_slowed_down(client):
    pages = [story(title=f"N {n}", body="[]") for n in range(3)]
    for _time in range(A_READER_AN_HOUR):
        client.post(wish_address(pages[0]))
    answer = client.post(wish_address(pages[1]))
    assert answer.status_code == 429
    assert Target.objects.filter(source_page=pages[1].pk, wishes__gt=0).count() == 0


def test_other_sites_cannot_ask_in_a_readers_name(client):
    page = story()
    for headers in (
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "https://example.org"},
    ):
        assert client.post(wish_address(page), **headers).status_code == 403


def test_nothing_to_ask_for_is_not_found(client):
    page = story()
    published(italian(started(page)))
    assert client.post(wish_address(page)).status_code == 404
    with language_of.override("it"):
        nobody = reverse("translations:ask", args=[uuid.uuid4()])
    assert client.post(nobody).status_code == 404
    assert client.get(wish_address(page)).status_code == 405


def by_machine(page):
    made = italian(started(page))
    one = passage(made, "Delamo skupaj.")
    operations.save_passages(
        translation=made,
        words={one.segment_id: "Lavoriamo insieme, dice la macchina."},
        kind=MACHINE,
        tool="LibreTranslate",
    )
    return made


def test_machine_translation_is_labelled_and_kept_from_search_engines(client):
    translation = by_machine(story())
    page = published(translation)
    text = client.get(page.url).content.decode()
    assert '<meta name="robots" content="noindex">' in text
    assert "notice--warning" in text
    assert page.url not in client.get("/sitemap.xml").content.decode()
    operations.review(translation=translation, by=administrator())
    text = client.get(page.url).content.decode()
    assert "noindex" not in text
    assert "notice--" not in text
    assert page.url in client.get("/sitemap.xml").content.decode()


def test_readers_learn_that_the_source_is_newer(client):
    page = story()
    translation = italian(started(page))
    target = published(translation)
    assert "notice--info" not in client.get(target.url).content.decode()
    edited(page, lead="Nov uvod v novico.")
    refreshed(page)
    assert "notice--info" in client.get(target.url).content.decode()


def test_readers_see_why_a_page_is_not_wholly_translated(client):
    translation = italian(started(story()))
    typed(translation, {"Delamo skupaj.": ""})
    page = translation.get_target_instance()
    operations.waive(
        page=page, locale=locale("it"), reason="La citazione segue.", by=administrator()
    )
    page = published(translation)
    assert "La citazione segue." in client.get(page.url).content.decode()


def test_source_page_says_nothing_of_translations(client):
    page = story()
    text = client.get(page.url).content.decode()
    assert "notice" not in text
    assert "noindex" not in text
