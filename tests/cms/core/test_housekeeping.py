"""Each night what nobody needs is cleared away, and nothing else."""

import os
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.accounts import operations as doors
from cms.accounts.enums import AttemptKind, MailLinkPurpose
from cms.accounts.models import Acting, Attempt, MailLink
from cms.core import housekeeping, operations, tasks
from cms.core.enums import LinkPurpose
from cms.core.models import ScopedLink
from tests.factories import accounts

pytestmark = pytest.mark.django_db
NOW = timezone.now()
A_DAY = timedelta(days=1)
IN_DATABASE = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "press"],
    }
}


def sweep(name: str) -> int:
    [chore] = [chore for chore in housekeeping.chores() if chore.name == name]
    return chore.sweep(NOW)


def test_expired_sessions_go():
    for key, age in (("old", -A_DAY), ("new", A_DAY)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + age)
    assert sweep("sessions") == 1
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_attempts_go_after_a_day():
    for age in (timedelta(hours=25), timedelta(hours=23)):
        Attempt.objects.create(
            kind=AttemptKind.SIGN_IN, account="ana@example.org", at=NOW - age
        )
    assert sweep("attempts") == 1
    assert Attempt.objects.get().at == NOW - timedelta(hours=23)


def test_sign_in_links_go_a_day_after_they_expired():
    for age in (timedelta(hours=25), timedelta(hours=23)):
        made = doors.wish_for_link(
            purpose=MailLinkPurpose.SIGN_IN,
            email="ana@example.org",
            next_address="",
            now=NOW,
        )
        MailLink.objects.filter(pk=made.pk).update(expires_at=NOW - age)
    assert sweep("sign-in links") == 1
    assert MailLink.objects.get().expires_at == NOW - timedelta(hours=23)


def test_scoped_links_go_once_they_have_expired():
    for age in (-A_DAY, A_DAY):
        operations.offer(
            purpose=LinkPurpose.DRAFT, subject_key="x:1", expires_at=NOW + age
        )
    assert sweep("scoped links") == 1
    assert ScopedLink.objects.get().expires_at == NOW + A_DAY


def test_cards_go_after_ninety_days(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "cards").mkdir()
    for name, days in (("old", 91), ("new", 89)):
        file = tmp_path / "cards" / name
        file.write_bytes(b"")
        drawn = (NOW - timedelta(days=days)).timestamp()
        os.utime(file, (drawn, drawn))
    assert sweep("cards") == 1
    assert [file.name for file in (tmp_path / "cards").iterdir()] == ["new"]


def test_acting_that_was_left_open_is_closed():
    acting = doors.begin_acting(
        administrator=accounts.administrator(),
        person=accounts.user(),
        reason="x",
        now=NOW - A_DAY,
    )
    assert sweep("acting") == 1
    acting.refresh_from_db()
    assert acting.ended_at == NOW - A_DAY + timedelta(hours=2)
    assert Acting.objects.filter(ended_at=None).count() == 0


def test_results_of_tasks_go_after_two_weeks():
    for status, days in (
        (TaskResultStatus.SUCCESSFUL, 15),
        (TaskResultStatus.FAILED, 15),
        (TaskResultStatus.SUCCESSFUL, 13),
        (TaskResultStatus.READY, None),
    ):
        DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="cms.core.tasks.keep_house",
            backend_name="default",
            run_after=NOW,
            finished_at=days and NOW - timedelta(days=days),
        )
    assert sweep("task results") == 2
    kept = DBTaskResult.objects.values_list("status", flat=True)
    assert sorted(kept) == [TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL]


def test_command_names_the_chores_and_says_what_it_did():
    Attempt.objects.create(
        kind=AttemptKind.SIGN_IN, account="x", at=NOW - timedelta(days=3)
    )
    listed, done = StringIO(), StringIO()
    call_command("keep_house", "--list", stdout=listed)
    assert Attempt.objects.count() == 1
    call_command("keep_house", stdout=done)
    names = [chore.name for chore in housekeeping.chores()]
    assert [line.partition(":")[0] for line in listed.getvalue().splitlines()] == names
    assert [line.partition(":")[0] for line in done.getvalue().splitlines()] == names
    assert "attempts: 1" in done.getvalue()
    assert Attempt.objects.count() == 0


def test_chore_that_fails_stops_no_other(caplog):
    done = []

    def fail(now):
        message = "the disk is full"
        raise DatabaseError(message)

    housekeeping.register(
        housekeeping.Chore("broken", "fails", fail),
        housekeeping.Chore(
            "last", "notes the time", lambda now: len(done) or done.append(now) or 1
        ),
    )
    try:
        result = housekeeping.keep_house(now=NOW)
    finally:
        for name in ("broken", "last"):
            del housekeeping._chores[name]
    assert (result["broken"], result["last"], done) == (None, 1, [NOW])
    assert "The chore broken failed." in caplog.text


def test_worker_does_it_and_queues_the_next_night(settings):
    settings.TASKS = IN_DATABASE
    Attempt.objects.create(
        kind=AttemptKind.SIGN_IN, account="x", at=NOW - timedelta(days=3)
    )
    result = tasks.keep_house.func()
    assert result["attempts"] == 1
    [queued] = DBTaskResult.objects.filter(task_path="cms.core.tasks.keep_house")
    assert queued.run_after > NOW
    local = timezone.localtime(queued.run_after)
    assert (local.hour, local.minute) == (3, 30)


def test_next_night_is_queued_once(settings):
    settings.TASKS = IN_DATABASE
    assert [tasks.queue_next(NOW), tasks.queue_next(NOW)] == [True, False]
    assert DBTaskResult.objects.count() == 1


def test_migrating_queues_the_first_night(settings):
    settings.TASKS = IN_DATABASE
    call_command("migrate", verbosity=0)
    [queued] = DBTaskResult.objects.all()
    assert queued.task_path == "cms.core.tasks.keep_house"


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ((2026, 11, 26, 3, 29), 26),
        ((2026, 11, 26, 3, 30), 27),
        ((2026, 11, 26, 23, 0), 27),
    ],
)
def test_hour_strikes_once_a_day(now, day):
    following = timezone.localtime(tasks.next_run(timezone.make_aware(datetime(*now))))
    assert (following.day, following.hour, following.minute) == (day, 3, 30)
