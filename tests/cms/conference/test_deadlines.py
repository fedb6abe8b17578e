"""Deadlines: told to people, kept by the clock, moved for one submission."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from icalendar import Calendar

from cms.conference import clocks, operations, permissions
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import CallIsClosed, ExtensionInvalid
from cms.conference.models import Call, Extension, Submission
from tests.factories import accounts, conference, wizard
from tests.factories.wizard import address

pytestmark = pytest.mark.django_db
LJUBLJANA = ZoneInfo("Europe/Ljubljana")


def at(*parts: int) -> datetime:
    """Return a moment on the clock of Ljubljana."""
    return datetime(*parts, tzinfo=LJUBLJANA)


# --- Told to people ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("deadline", "now", "distance"),
    [
        (at(2026, 3, 15, 23, 59), at(2026, 3, 12, 10, 0), "in 3 days"),
        (at(2026, 3, 15, 23, 59), at(2026, 3, 14, 10, 0), "tomorrow"),
        (at(2026, 3, 15, 23, 59), at(2026, 3, 15, 20, 30), "in 3 hours"),
        (at(2026, 3, 15, 23, 59), at(2026, 3, 15, 23, 30), "in 29 minutes"),
        (at(2026, 3, 15, 23, 59), at(2026, 3, 15, 23, 58), "in 1 minute"),
        (at(2026, 3, 15, 23, 59), at(2026, 3, 16, 0, 0), ""),
        # The night of 29 March has 23 hours, that of 25 October has 25.
        (at(2026, 3, 30, 12, 0), at(2026, 3, 28, 12, 30), "in 2 days"),
        (at(2026, 10, 26, 12, 0), at(2026, 10, 24, 12, 30), "in 2 days"),
        (at(2026, 3, 29, 12, 0), at(2026, 3, 28, 12, 30), "tomorrow"),
        (at(2026, 3, 29, 4, 0), at(2026, 3, 29, 1, 0), "in 2 hours"),
        (at(2026, 10, 25, 4, 0), at(2026, 10, 25, 1, 0), "in 4 hours"),
    ],
)
def test_deadline_tells_how_far_off_it_is(deadline, now, distance):
    with translation.override("en"):
        assert clocks.distance(deadline, "Europe/Ljubljana", now) == distance


@pytest.mark.parametrize(
    ("deadline", "there"),
    [
        (at(2026, 3, 15, 23, 59), "22:59 in London"),
        (at(2026, 3, 15, 0, 30), "23:30, 14 March in London"),
        # Both clocks go forward and back in the same night, an hour apart.
        (at(2026, 3, 29, 23, 59), "22:59 in London"),
        (at(2026, 10, 25, 23, 59), "22:59 in London"),
    ],
)
def test_deadline_tells_the_clock_elsewhere(deadline, there):
    with translation.override("en"):
        assert clocks.elsewhere(deadline, "Europe/Ljubljana") == there


def test_deadline_of_london_is_told_for_ljubljana():
    moment = datetime(2026, 3, 15, 23, 59, tzinfo=ZoneInfo("Europe/London"))
    with translation.override("en"):
        words = clocks.elsewhere(moment, "Europe/London")
    assert words == "00:59, 16 March in Ljubljana"


@pytest.mark.parametrize(
    ("moment", "iso"),
    [
        (datetime(2127, 3, 30, 21, 59, tzinfo=UTC), "2127-03-30T23:59:00+02:00"),
        (datetime(2127, 10, 26, 22, 59, tzinfo=UTC), "2127-10-26T23:59:00+01:00"),
        # The hour that exists twice: machines can tell which one is meant.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25T02:30:00+01:00"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29T03:00:00+02:00"),
    ],
)
def test_deadline_is_unmistakable_for_machines(moment, iso):
    with translation.override("en"):
        assert clocks.said(moment, "Europe/Ljubljana", moment).iso == iso


def test_call_page_tells_everything_in_one_line(client):
    call = conference.call()
    page = client.get(address("call", slug=call.slug)).content.decode()
    days = (call.deadline.date() - timezone.now().astimezone(LJUBLJANA).date()).days
    assert (
        '<time datetime="2127-03-15T23:59:59+01:00">'
        "23:59, 15 March 2127, Ljubljana time</time>"
        f", in {days} days, 22:59 in London"
    ) in page


def test_call_page_shows_tracks_types_licences_and_checklist(client):
    call = wizard.whole_call()
    with CaptureQueriesContext(connection) as few:
        page = client.get(address("call", slug=call.slug)).content.decode()
    for words in ["Track 1", "Poster en", "CC BY-SA 4.0", "The text is unpublished."]:
        assert words in page
    for _one in range(20):
        wizard.track(call)
    with CaptureQueriesContext(connection) as many:
        client.get(address("call", slug=call.slug))
    assert len(few) == len(many)


# --- Kept by the clock ------------------------------------------------------------
def may_submit(made: Submission, now: datetime) -> bool:
    return permissions.may(made.submitter, made, SubmissionEvent.SUBMIT, now)


def test_grace_is_kept_and_never_told(client):
    call = conference.call(grace_minutes=15)
    made = conference.submission(call=call)
    over = call.submit_by + timedelta(minutes=15)
    assert may_submit(made, over)
    assert not may_submit(made, over + timedelta(seconds=1))
    assert not call.is_open(call.submit_by + timedelta(seconds=1))
    page = client.get(address("call", slug=call.slug)).content.decode()
    assert "15 minutes" not in page
    assert 'datetime="2127-03-15T23:59:59+01:00"' in page


def test_submitted_paper_is_changed_until_the_deadline_for_changes():
    later = conference.DEADLINE + timedelta(days=7)
    call = conference.call(edit_by=later)
    made = conference.submission(call=call, state=SubmissionState.SUBMITTED)
    save = SubmissionEvent.SAVE
    assert permissions.may(made.submitter, made, save, later)
    after = later + timedelta(seconds=1)
    assert not permissions.may(made.submitter, made, save, after)


def test_final_version_is_taken_until_its_deadline():
    later = conference.DEADLINE + timedelta(days=90)
    call = conference.call(camera_ready_by=later)
    made = conference.submission(call=call, state=SubmissionState.CONFIRMED)
    save = SubmissionEvent.SAVE
    assert permissions.may(made.submitter, made, save, later)
    after = later + timedelta(seconds=1)
    assert not permissions.may(made.submitter, made, save, after)


@pytest.mark.parametrize(
    "dates",
    [
        {"edit_by": conference.DEADLINE - timedelta(seconds=1)},
        {"camera_ready_by": conference.DEADLINE},
        {"grace_minutes": 2000},
    ],
)
def test_dates_in_the_wrong_order_are_refused(dates):
    call = conference.call()
    for name, value in dates.items():
        setattr(call, name, value)
    with pytest.raises(ValidationError):
        call.full_clean()


# --- Moved for one submission --------------------------------------------------------
def test_extension_holds_for_one_submission_alone():
    call = conference.call()
    made, other = conference.submission(call=call), conference.submission(call=call)
    conference.close(call)
    given = wizard.extension(call)
    operations.use_extension(extension=given, submission=made, now=timezone.now())
    assert [may_submit(one, timezone.now()) for one in (made, other)] == [True, False]
    assert may_submit(made, given.until)
    assert not may_submit(made, given.until + timedelta(seconds=1))
    with pytest.raises(ExtensionInvalid):
        operations.use_extension(extension=given, submission=other, now=timezone.now())


def test_extension_that_was_taken_back_is_none():
    call = conference.call()
    made = conference.submission(call=call)
    conference.close(call)
    given = wizard.extension(call)
    operations.use_extension(extension=given, submission=made, now=timezone.now())
    operations.revoke_extension(extension=given, now=timezone.now())
    with pytest.raises(CallIsClosed):
        permissions.check(made.submitter, made, SubmissionEvent.SUBMIT, timezone.now())


def test_extension_of_another_call_is_refused():
    made = conference.submission()
    given = wizard.extension(conference.call())
    with pytest.raises(ExtensionInvalid):
        operations.use_extension(extension=given, submission=made, now=timezone.now())


@pytest.fixture
def offered(django_capture_on_commit_callbacks):
    """Give an extension of a closed call, and return it with the path in its mail."""
    call = conference.close(conference.call())
    given = Extension(
        call=call,
        name="Ana Žagar",
        email="ana@example.org",
        language="en",
        until=timezone.now() + timedelta(days=1),
        reason="Illness",
    )
    with django_capture_on_commit_callbacks(execute=True):
        token = operations.grant_extension(
            extension=given, granted_by=accounts.editor(), now=timezone.now()
        )
    path = address("extension", token=token)
    (letter,) = mail.outbox
    assert path in letter.body
    assert "Illness" in letter.body
    return given, path


def test_link_of_an_extension_changes_nothing_when_it_is_looked_at(client, offered):
    given, path = offered
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    given.refresh_from_db()
    assert (given.submission, Submission.objects.count()) == (None, 0)


def test_visitor_begins_late_with_an_extension_and_sends(client, offered):
    given, path = offered
    response = client.post(path, {"code": ""}, follow=True)
    draft = Submission.objects.get()
    given.refresh_from_db()
    assert (given.submission, response.status_code) == (draft, 200)
    # The same link again leads to the same draft.
    client.post(path, {"code": ""})
    assert Submission.objects.count() == 1
    client.post(wizard.step_address(draft.code, "type"), wizard.kind_data(given.call))
    wizard.fill(client, draft)
    client.force_login(accounts.user())
    wizard.send(client, draft)
    draft.refresh_from_db()
    assert draft.state == SubmissionState.SUBMITTED


def test_author_uses_an_extension_for_a_draft(client, offered):
    given, path = offered
    draft = conference.submission(call=given.call)
    other = conference.submission(call=given.call)
    client.force_login(draft.submitter)
    client.post(path, {"code": draft.code})
    given.refresh_from_db()
    assert given.submission == draft
    stranger = Client()
    stranger.force_login(other.submitter)
    assert stranger.post(path, {"code": other.code}).status_code == 404


# --- Calendars -----------------------------------------------------------------------
def events(response) -> dict[str, str]:
    """Return the moments of a calendar by their words."""
    made = Calendar.from_ical(response.content)
    return {
        str(one["summary"]): one["dtstart"].dt.isoformat()
        for one in made.walk("VEVENT")
    }


@pytest.mark.parametrize(
    ("language", "path"),
    [
        ("sl", "/sl/konferenca/roki.ics"),
        ("it", "/it/convegno/scadenze.ics"),
        ("en", "/en/conference/deadlines.ics"),
    ],
)
def test_public_calendar_has_the_public_deadlines(client, language, path):
    call = conference.call(
        grace_minutes=30, edit_by=conference.DEADLINE + timedelta(days=1)
    )
    response = client.get(path)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(response)
    assert sorted(found.values()) == [
        "2127-03-15T23:59:59+01:00",
        "2127-03-16T23:59:59+01:00",
    ]
    with translation.override(language):
        assert all(call.title in words for words in found)


def test_public_calendar_asks_the_same_queries_for_one_and_many(client):
    counts = []
    for number in (1, 24):
        for _one in range(number):
            conference.call()
        with CaptureQueriesContext(connection) as queries:
            client.get(address("deadlines"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def own_calendar(client, person) -> str:
    """Make the person's calendar, and return the address that is shown once."""
    client.force_login(person)
    page = client.post(address("my_calendar"), follow=True).content.decode()
    (found,) = re.findall(r'value="http://[^/]+(/en/[^"]+\.ics)"', page)
    assert found not in client.get(address("my_calendar")).content.decode()
    return found


def test_own_calendar_has_the_authors_deadlines(client):
    made = conference.submission(title="Zadruge")
    conference.submission(title="Somebody else’s")
    path = own_calendar(client, made.submitter)
    assert events(Client().get(path)) == {
        "Submit “Zadruge”": "2127-03-15T23:59:59+01:00"
    }
    given = wizard.extension(made.call, submission=made)
    Extension.objects.filter(pk=given.pk).update(
        until=conference.DEADLINE + timedelta(days=2)
    )
    assert events(Client().get(path)) == {
        "Submit “Zadruge”": "2127-03-17T23:59:59+01:00"
    }


def test_editors_calendar_has_all_calls_with_their_grace(client):
    call = conference.call(grace_minutes=30)
    path = own_calendar(client, accounts.editor())
    found = events(Client().get(path))
    with translation.override("en"):
        title = Call.objects.get(pk=call.pk).title
    assert found[f"Grace ends: {title}"] == "2127-03-16T00:29:59+01:00"
    assert f"Call opens: {title}" in found


def test_new_calendar_address_ends_the_old_one(client):
    person = accounts.user()
    old = own_calendar(client, person)
    new = own_calendar(client, person)
    assert Client().get(new).status_code == 200
    assert Client().get(old).status_code == 404
