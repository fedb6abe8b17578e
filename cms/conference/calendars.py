"""Deadlines for people's calendars: iCalendar, RFC 5545."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from cms.conference.models import Call, Extension, Submission
from cms.core.addresses import absolute

MEDIA_TYPE = "text/calendar; charset=utf-8"
HOURS_BETWEEN_LOOKS = 6
DAYS_OF_WARNING = 3


@dataclass(frozen=True)
class Deadline:
    """One line of the calendar."""

    uid: str
    at: datetime
    words: str
    address: str
    more: str = ""


def calendar(deadlines: Iterable[Deadline], *, name: str, now: datetime) -> bytes:
    """Return the deadlines as a calendar in the active language."""
    made = Calendar()
    made.add("prodid", "-//COOP//Deadlines//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=HOURS_BETWEEN_LOOKS))
    for deadline in deadlines:
        made.add_component(_event(deadline, now))
    made.add_missing_timezones()
    return made.to_ical()


def _event(deadline: Deadline, now: datetime) -> Event:
    made = Event()
    made.add("uid", deadline.uid)
    made.add("dtstamp", now)
    # A moment: programs show what begins and ends at once at its time.
    made.add("dtstart", deadline.at)
    made.add("dtend", deadline.at)
    made.add("summary", deadline.words)
    made.add("url", absolute(deadline.address))
    made.add("transp", "TRANSPARENT")
    if deadline.more:
        made.add("description", deadline.more)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.words)
    alarm.add("trigger", timedelta(days=-DAYS_OF_WARNING))
    made.add_component(alarm)
    return made


def of_call(call: Call, address: str) -> Iterable[Deadline]:
    """Return what everybody may know of a call."""
    moments = [
        ("submit", call.submit_by, _("Submission deadline: %(call)s")),
        ("edit", call.edit_by, _("Deadline for changes: %(call)s")),
        ("final", call.camera_ready_by, _("Deadline for final versions: %(call)s")),
    ]
    for name, at, words in moments:
        if at is not None:
            yield Deadline(
                f"{name}-{call.slug}@coop",
                at.astimezone(call.zone),
                words % {"call": call.title},
                address,
            )


def of_submission(
    submission: Submission, at: datetime, words: str, address: str
) -> Deadline:
    """Return a deadline of somebody's own paper."""
    title = submission.title or submission.code
    return Deadline(
        f"paper-{submission.code}@coop",
        at.astimezone(submission.call.zone),
        words % {"title": title},
        address,
        submission.call.title,
    )


def of_editor(call: Call, address: str, extensions: list[Extension]) -> Iterable:
    """Return what editors know besides: the opening, the grace, the extensions."""
    yield Deadline(
        f"opens-{call.slug}@coop",
        call.opens_at.astimezone(call.zone),
        _("Call opens: %(call)s") % {"call": call.title},
        address,
    )
    if call.grace_minutes:
        yield Deadline(
            f"grace-{call.slug}@coop",
            (call.submit_by + call.grace).astimezone(call.zone),
            _("Grace ends: %(call)s") % {"call": call.title},
            address,
        )
    for extension in extensions:
        yield Deadline(
            f"extension-{extension.pk}@coop",
            extension.until.astimezone(call.zone),
            _("Extension of %(name)s ends") % {"name": extension.name},
            address,
            extension.reason,
        )
