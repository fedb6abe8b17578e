"""All languages go live at one instant: all of them, or none."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from cms.translation import operations
from cms.translation.enums import ReleaseState
from cms.translation.exceptions import NotAllowed, ReleaseNotReady, ReleaseOver
from cms.translation.models import Release
from tests.factories.accounts import administrator, user
from tests.factories.translation import (
    fresh,
    italian,
    locale,
    started,
    story,
    typed,
)

pytestmark = pytest.mark.django_db
ENGLISH = {
    "Zadruga zaposluje": "The cooperative hires",
    "V Mariboru so odprli delavnico.": "A workshop has opened in Maribor.",
    "Prvi odstavek o zadrugi.": "First paragraph about the cooperative.",
    "Drugi odstavek o delavnici.": "Second paragraph about the workshop.",
    "Delamo skupaj.": "We work together.",
    "Ana Novak": "Ana Novak",
}


@pytest.fixture
def trilingual():
    """A draft in Slovenian, Italian and English, its lists public."""
    page = story(live=False)
    page.unpublish()
    page = fresh(page)
    italian(started(page, "it"))
    typed(started(page, "en"), ENGLISH)
    return page


def planned(page, **fields) -> Release:
    fields = {"name": "Prva novica", "at": timezone.now(), "by": administrator()}
    return operations.plan_release(pages=[page], **fields)


def live_languages(page) -> list[str]:
    family = page.get_translations(inclusive=True).live()
    return sorted(family.values_list("locale__language_code", flat=True))


def test_all_languages_go_live_together(trilingual):
    release = planned(trilingual)
    operations.release_due()
    release.refresh_from_db()
    assert (release.state, live_languages(trilingual)) == (
        ReleaseState.DONE,
        ["en", "it", "sl"],
    )


def test_release_waits_for_its_moment(trilingual):
    now = timezone.now()
    release = operations.plan_release(
        name="Jutri", at=now + dt.timedelta(days=1), pages=[trilingual], by=None
    )
    assert operations.release_due(now=now) == 0
    assert live_languages(trilingual) == []
    assert operations.release_due(now=now + dt.timedelta(days=1)) == 1
    release.refresh_from_db()
    assert release.state == ReleaseState.DONE


def test_one_missing_passage_keeps_everything_back(trilingual):
    typed(started(trilingual, "en"), {"Delamo skupaj.": ""})
    release = planned(trilingual)
    with pytest.raises(ReleaseNotReady):
        operations.release_now(release=release)
    release.refresh_from_db()
    assert live_languages(trilingual) == []
    assert (release.state, release.problems) == (
        ReleaseState.FAILED,
        [["en", "Zadruga zaposluje", "untranslated"]],
    )
    assert [message.to for message in mail.outbox] == [[release.created_by.email]]


def test_missing_language_keeps_everything_back_unless_waived(trilingual):
    trilingual.get_translation(locale("en")).delete()
    with pytest.raises(ReleaseNotReady):
        operations.release_now(release=planned(trilingual))
    operations.waive(
        page=trilingual, locale=locale("en"), reason="Sledi.", by=administrator()
    )
    operations.release_now(release=planned(trilingual))
    assert live_languages(trilingual) == ["it", "sl"]


def test_failure_half_way_publishes_nothing(trilingual, monkeypatch):
    from home.models import HomePage

    # The last page of the release cannot be written: the disk is full, say.
    release = planned(trilingual)
    last = trilingual.get_translation(locale("en"))

    def refuse(sender, instance, **kwargs):
        if instance.pk == last.pk and instance.live:
            message = "disk full"
            raise OSError(message)

    from django.db.models.signals import pre_save

    pre_save.connect(refuse, sender=type(last))
    try:
        with pytest.raises(OSError, match="disk full"):
            operations.release_now(release=release)
    finally:
        pre_save.disconnect(refuse, sender=type(last))
    assert live_languages(trilingual) == []
    release.refresh_from_db()
    assert release.state == ReleaseState.SCHEDULED
    assert HomePage.objects.count() == 3


def test_cancelled_release_never_happens(trilingual):
    release = planned(trilingual)
    operations.cancel_release(release=release)
    assert operations.release_due() == 0
    with pytest.raises(ReleaseOver):
        operations.release_now(release=release)
    assert live_languages(trilingual) == []


def test_only_who_may_publish_may_plan(trilingual):
    with pytest.raises(NotAllowed):
        operations.plan_release(
            name="Tuja", at=timezone.now(), pages=[trilingual], by=user()
        )


def test_pages_scheduled_in_wagtail_go_live_with_their_translations(trilingual):
    moment = timezone.now() - dt.timedelta(minutes=1)
    for page in trilingual.get_translations(inclusive=True):
        revision = page.specific.get_latest_revision()
        revision.approved_go_live_at = moment
        revision.save()
    call_command("publish_scheduled")
    assert live_languages(trilingual) == ["en", "it", "sl"]


def test_scheduled_page_that_must_not_go_live_stops_its_family_only(trilingual):
    author = administrator()
    typed(started(trilingual, "en"), {"Delamo skupaj.": ""})
    other = story(title="Druga novica", lead="Drugi uvod.", body="[]")
    other.unpublish()
    moment = timezone.now() - dt.timedelta(minutes=1)
    for page in [*trilingual.get_translations(inclusive=True), fresh(other)]:
        revision = page.specific.get_latest_revision_as_object().save_revision(
            user=author
        )
        revision.approved_go_live_at = moment
        revision.save()
    call_command("publish_scheduled")
    assert live_languages(trilingual) == []
    assert fresh(other).live is True
    assert {tuple(message.to) for message in mail.outbox} == {(author.email,)}


def test_expired_page_is_taken_back():
    page = story()
    type(page).objects.filter(pk=page.pk).update(
        expire_at=timezone.now() - dt.timedelta(minutes=1)
    )
    operations.publish_due()
    assert fresh(page).live is False
