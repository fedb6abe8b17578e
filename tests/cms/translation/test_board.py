"""The board shows every page in every language, what readers ask for first."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.translation import operations, queries
from cms.translation.enums import TargetState
from cms.translation.models import Job, Target, Translator
from tests.factories.accounts import administrator, editor
from tests.factories.core import translated
from tests.factories.newspaper import article, issue
from tests.factories.translation import (
    edited,
    fresh,
    italian,
    locale,
    published,
    refreshed,
    started,
    story,
    typed,
)

pytestmark = pytest.mark.django_db
BOARD = "translation:board"


@pytest.fixture
def desk(client):
    """The admin, in English."""
    client.force_login(administrator(language="en"))
    client.cookies["django_language"] = "en"
    return client


def state(page, language: str = "it") -> TargetState:
    operations.settle(keys=[page.translation_key])
    row = Target.objects.get(
        translation_key=page.translation_key, locale=locale(language)
    )
    return TargetState(row.state)


def cell(page, language: str = "it") -> Target:
    state(page, language)
    return Target.objects.get(
        translation_key=page.translation_key, locale=locale(language)
    )


def test_page_without_translation_is_missing():
    page = story()
    assert cell(page).state == TargetState.MISSING
    assert cell(page).since == page.first_published_at


def test_started_translation_is_in_progress():
    page = story()
    started(page)
    assert (cell(page).state, cell(page).missing) == (TargetState.IN_PROGRESS, 6)


def test_published_translation_is_live():
    page = story()
    published(italian(started(page)))
    assert (cell(page).state, cell(page).missing) == (TargetState.LIVE, 0)


def test_changed_source_makes_it_outdated_since_then():
    page = story()
    published(italian(started(page)))
    edited(page, lead="Nov uvod v novico.")
    before = timezone.now()
    refreshed(page)
    row = cell(page)
    assert (row.state, row.stale) == (TargetState.STALE, 1)
    assert before <= row.since <= timezone.now()


def test_page_in_a_workflow_is_in_review():
    page = story()
    target = italian(started(page)).get_target_instance()
    target.get_workflow().start(target, administrator())
    assert state(page) == TargetState.IN_REVIEW


def test_hand_made_translation_is_outdated_when_its_source_is_newer():
    page = story()
    copy = translated(page, "it", title="La cooperativa", lead="Un laboratorio.")
    copy.body = None
    copy.save_revision().publish()
    assert state(page) == TargetState.LIVE
    edited(page, lead="Nov uvod v novico.")
    assert state(page) == TargetState.STALE


def test_alias_is_no_translation():
    page = story()
    page.copy_for_translation(locale("it"), copy_parents=True, alias=True)
    assert state(page) == TargetState.MISSING


def test_deleted_page_leaves_the_board():
    page = story()
    key = page.translation_key
    operations.settle(keys=[key])
    page.delete()
    operations.settle(keys=[key])
    assert Target.objects.filter(translation_key=key).count() == 0


def test_new_page_stands_on_the_board_by_itself(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = story()
    rows = Target.objects.filter(source_page=page.pk).order_by("locale__language_code")
    assert [row.locale.language_code for row in rows] == ["en", "it"]


def test_what_readers_ask_for_comes_first(desk):
    for number in range(3):
        page = story(title=f"Novica {number}")
        operations.settle(keys=[page.translation_key])
        Target.objects.filter(source_page=page.pk, locale=locale("it")).update(
            wishes=number
        )
    rows = desk.get(reverse(BOARD)).context["rows"]
    assert [(row["page"].title, row["wishes"]) for row in rows][:2] == [
        ("Novica 2", 2),
        ("Novica 1", 1),
    ]


def test_board_is_filtered(desk):
    one, other = story(title="Ena"), story(title="Dve")
    started(one)
    operations.settle(keys=[other.translation_key])
    answer = desk.get(reverse(BOARD), {"state": "progress", "locale": "it", "q": "En"})
    assert [row["page"].title for row in answer.context["rows"]] == ["Ena"]


@pytest.mark.parametrize("query", ["state=x", "locale=xx", "p=zz", "q=%22", "p=-1"])
def test_nonsense_in_the_address_is_ignored(desk, query):
    assert desk.get(f"{reverse(BOARD)}?{query}").status_code == 200


def test_board_asks_as_much_for_25_pages_as_for_one(desk):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get(reverse(BOARD))
        return len(found)

    operations.settle(keys=[story().translation_key])
    desk.get(reverse(BOARD))
    few = asked()
    for number in range(24):
        page = story(title=f"Novica {number}", body="[]")
        operations.settle(keys=[page.translation_key])
    assert asked() == few


def test_one_page_is_started_and_opened(desk):
    page = story()
    answer = desk.post(
        reverse("translation:start", args=[page.pk]), {"locales": [locale("it").pk]}
    )
    translation = queries.translation_of(page.get_translation(locale("it")))
    assert answer.url == reverse("translation:edit", args=[translation.pk])


def test_wagtail_localizes_own_page_is_replaced(desk):
    page = story()
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = desk.get(address)
    assert "translation/admin/start.html" in [t.name for t in answer.templates]


def test_subtree_becomes_a_job_with_progress(desk, django_capture_on_commit_callbacks):
    made = issue()
    article(parent=made)
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(
            reverse("translation:start", args=[made.pk]),
            {"locales": [locale("it").pk], "with_subtree": "on"},
        )
    job = Job.objects.get()
    assert answer.url == reverse("translation:job", args=[job.pk])
    shown = desk.get(answer.url)
    assert (job.done, job.total, "Refresh" in shown.headers) == (2, 2, False)
    waiting = operations.queue_job(kind=job.kind, page=made, locales=[])
    shown = desk.get(reverse("translation:job", args=[waiting.pk]))
    assert shown.headers["Refresh"] == "2"


def test_update_page_says_that_nothing_is_lost(
    desk, django_capture_on_commit_callbacks
):
    page = story()
    translation = started(page)
    source = translation.source_id
    address = reverse("wagtail_localize:update_translations", args=[source])
    assert desk.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("translation:refresh", args=[source]))
    assert Job.objects.get().state == "done"


def test_who_may_not_translate_cannot_start(client):
    person = editor()
    person.user_permissions.clear()
    for group in person.groups.all():
        group.permissions.remove(
            *group.permissions.filter(codename="submit_translation")
        )
    client.force_login(person)
    page = story()
    answer = client.post(
        reverse("translation:start", args=[page.pk]), {"locales": [locale("it").pk]}
    )
    assert answer.status_code == 302
    assert page.has_translation(locale("it")) is False


def test_dashboard_lists_my_next_translations(desk):
    page = story()
    operations.settle(keys=[page.translation_key])
    me = administrator(language="en")
    desk.force_login(me)
    Translator.objects.create(user=me, locale=locale("it"))
    text = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "My next translations" in text
    assert reverse("translation:start", args=[page.pk]) + "?to=it" in text


def test_translator_gets_one_mail_a_day_with_everything_new():
    person = editor(language="en")
    Translator.objects.create(user=person, locale=locale("it"))
    for number in range(3):
        operations.settle(keys=[story(title=f"Novica {number}").translation_key])
    now = timezone.now()
    assert operations.tell_translators(now=now) == 1
    assert [(one.subject, one.to) for one in mail.outbox] == [
        ("3 pages wait for their translation", [person.email])
    ]
    assert "Novica 2 (Missing)" in mail.outbox[0].body
    assert operations.tell_translators(now=now + dt.timedelta(hours=2)) == 0
    assert operations.tell_translators(now=now + dt.timedelta(days=1)) == 0
    changed = story(title="Še ena")
    operations.settle(keys=[changed.translation_key], now=now + dt.timedelta(hours=3))
    Target.objects.filter(source_page=changed.pk).update(
        since=now + dt.timedelta(hours=3)
    )
    assert operations.tell_translators(now=now + dt.timedelta(days=1)) == 1
    assert mail.outbox[1].subject == "1 page waits for its translation"


def test_who_wants_no_mail_gets_none():
    Translator.objects.create(user=editor(), locale=locale("it"), by_mail=False)
    operations.settle(keys=[story().translation_key])
    assert operations.tell_translators() == 0


def test_whole_board_can_be_written_anew():
    page = story()
    Target.objects.all().delete()
    assert operations.settle_all() == 3
    assert fresh(page).pk in set(Target.objects.values_list("source_page", flat=True))


def test_release_is_planned_and_published_from_the_admin(desk):
    page = story()
    italian(started(page))
    english = {
        "Zadruga zaposluje": "The cooperative hires",
        "V Mariboru so odprli delavnico.": "A workshop has opened in Maribor.",
        "Prvi odstavek o zadrugi.": "First paragraph about the cooperative.",
        "Drugi odstavek o delavnici.": "Second paragraph about the workshop.",
        "Delamo skupaj.": "We work together.",
        "Ana Novak": "Ana Novak",
    }
    translation = typed(started(page, "en"), english)
    typed(translation, {"Delamo skupaj.": ""})
    answer = desk.post(
        reverse("translation:plan", args=[page.pk]),
        {"name": "Ob odprtju", "at": "2012-06-01 12:00"},
    )
    shown = desk.get(answer.url)
    assert "1 passage is not translated: “Delamo skupaj.”" in shown.content.decode()
    desk.post(
        reverse("translation:waive", args=[page.pk, "en"]), {"reason": "Coming soon."}
    )
    assert "waived: Coming soon." in " ".join(
        desk.get(answer.url).content.decode().split()
    )
    published_at_once = desk.post(f"{answer.url}now/", follow=True)
    assert "Everything is published, in all languages." in (
        published_at_once.content.decode()
    )
    assert page.get_translation(locale("it")).live is True
    assert page.get_translation(locale("en")).live is False
