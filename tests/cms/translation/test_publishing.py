"""Nothing goes live untranslated or in the wrong language, whoever publishes it."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.translation import operations
from cms.translation.enums import ProblemKind
from cms.translation.exceptions import NotPublishable
from cms.translation.models import Target
from tests.factories.accounts import administrator
from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.news import news_index, news_item
from tests.factories.translation import (
    block,
    body,
    draft,
    edited,
    form_of,
    italian,
    locale,
    published,
    refreshed,
    started,
    story,
    typed,
)

pytestmark = pytest.mark.django_db
SLOVENIAN = (
    "Zadruga je povezala petnajst kmetij in zaposlila ljudi, ki prej niso imeli dela"
    " v domačem kraju, pri tem pa ji je pomagala občina s prostorom in nasveti."
)


def kinds(page) -> list[ProblemKind]:
    return [problem.kind for problem in operations.problems_of(page=page)]


def test_complete_translation_goes_live():
    page = published(italian(started(story())))
    assert page.live is True


def test_translation_that_lacks_a_passage_does_not_go_live():
    translation = italian(started(story()))
    typed(translation, {"Delamo skupaj.": ""})
    with pytest.raises(NotPublishable) as refused:
        published(translation)
    with override("en"):
        assert [one.text for one in refused.value.problems] == [
            "1 passage is not translated: “Delamo skupaj.”"
        ]
    assert translation.get_target_instance().live is False


def test_wagtail_localizes_own_publishing_is_stopped_too(
    django_capture_on_commit_callbacks,
):
    translation = started(story())
    with (
        pytest.raises(NotPublishable),
        django_capture_on_commit_callbacks(execute=True),
    ):
        translation.save_target(publish=True)
    assert translation.get_target_instance().live is False


def test_outdated_passage_may_stay_live():
    page = story()
    translation = italian(started(page))
    published(translation)
    edited(page, lead="V Mariboru so odprli veliko delavnico.")
    refreshed(page)
    assert published(translation).live is True


def test_text_typed_into_the_page_itself_counts_as_translated():
    translation = italian(started(story(kicker="Podjetništvo")))
    page = draft(translation)
    assert kinds(page) == [ProblemKind.UNTRANSLATED]
    page.kicker = "Impresa"
    assert kinds(page) == []


def test_copy_that_nobody_translated_does_not_go_live(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        copy = translated(story(), "it", live=False)
    with pytest.raises(NotPublishable) as refused:
        copy.save_revision().publish()
    assert [one.kind for one in refused.value.problems] == [ProblemKind.SAME]


def test_page_in_another_language_does_not_go_live():
    english = news_item(index=news_index("en"), lead=SLOVENIAN)
    assert kinds(english) == [ProblemKind.LANGUAGE]
    with pytest.raises(NotPublishable):
        english.save_revision().publish()
    assert kinds(news_item(lead=SLOVENIAN)) == []


def test_alias_in_another_language_is_a_draft():
    page = story()
    alias = page.copy_for_translation(locale("it"), copy_parents=True, alias=True)
    assert Page.objects.get(pk=alias.pk).live is False


def test_admin_says_what_is_missing_and_keeps_the_text(client):
    translation = italian(started(story(kicker="Podjetništvo")))
    target = translation.get_target_instance()
    translation.enabled = False
    translation.save()
    Target.objects.all().delete()
    operations.settle(keys=[target.translation_key])
    user = administrator(language="en")
    client.force_login(user)
    page = edited(target, lead="V Mariboru so odprli delavnico.")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    typed_anew = {"byline": "Nova roka", "action-publish": "yes"}
    answer = client.post(address, form_of(client, address) | typed_anew, follow=True)
    assert answer.redirect_chain[-1][1] == 302
    assert "V Mariboru so odprli delavnico." in answer.content.decode()
    page.refresh_from_db()
    assert page.live is False
    assert page.get_latest_revision_as_object().byline == "Nova roka"


def test_waiver_lets_a_page_go_live_and_ends_when_it_is_complete():
    translation = italian(started(story(kicker="Podjetništvo")))
    page = translation.get_target_instance()
    waiver = operations.waive(
        page=page, locale=locale("it"), reason="Kmalu.", by=administrator()
    )
    assert published(translation).live is True
    typed(translation, {"Podjetništvo": "Impresa"})
    waiver.refresh_from_db()
    assert waiver.ended_at is not None


def test_every_kind_of_block_is_looked_at():
    page = story(
        body=body(block("callout", {"heading": "Opomba", "text": "<p>Vsem.</p>"}))
    )
    translation = typed(
        started(page),
        {
            "Zadruga zaposluje": "La cooperativa assume",
            "V Mariboru so odprli delavnico.": "Un laboratorio a Maribor.",
            "Opomba": "Nota",
        },
    )
    problem = operations.problems_of(page=draft(translation))[0]
    assert problem.passages == ["Vsem."]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ({"alt_sl": ""}, [ProblemKind.ALT]),
        ({"alt_sl": "", "is_decorative": True}, []),
        ({"alt_it": ""}, []),
    ],
)
def test_picture_needs_its_text_in_the_language_of_the_page(picture, expected):
    image = coop_image(title="Forum", **picture)
    assert kinds(news_item(picture=image)) == expected
    shown = body(block("picture", {"image": image.pk, "caption": "Forum"}))
    assert kinds(news_item(title="V besedilu", body=shown)) == expected


def test_picture_without_a_text_is_named():
    image = coop_image(title="Forum", alt_sl="")
    (problem,) = operations.problems_of(page=news_item(picture=image))
    with override("en"):
        told = problem.text
    assert told == "A picture has no alternative text in this language: Forum"
