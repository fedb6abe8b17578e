"""Deadlines as people say them: on the call's clock, how far off, and elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

# With a day before it a month has another form in Slovenian: 15. marca.
MONTHS = [
    pgettext_lazy("month after a day", "January"),
    pgettext_lazy("month after a day", "February"),
    pgettext_lazy("month after a day", "March"),
    pgettext_lazy("month after a day", "April"),
    pgettext_lazy("month after a day", "May"),
    pgettext_lazy("month after a day", "June"),
    pgettext_lazy("month after a day", "July"),
    pgettext_lazy("month after a day", "August"),
    pgettext_lazy("month after a day", "September"),
    pgettext_lazy("month after a day", "October"),
    pgettext_lazy("month after a day", "November"),
    pgettext_lazy("month after a day", "December"),
]
CLOCKS = {
    "Europe/Ljubljana": pgettext_lazy("clock", "Ljubljana time"),
    "Europe/Rome": pgettext_lazy("clock", "Rome time"),
    "Europe/London": pgettext_lazy("clock", "London time"),
}
# Where the clocks differ from ours, and many partners are.
ELSEWHERE = {
    "Europe/London": pgettext_lazy("in a city", "in London"),
    "Europe/Ljubljana": pgettext_lazy("in a city", "in Ljubljana"),
}
HOURS_OF_A_DAY = 24


@dataclass(frozen=True)
class Moment:
    """A deadline, ready to be shown."""

    iso: str
    text: str
    distance: str
    elsewhere: str


def said(at: datetime, zone_name: str, now: datetime) -> Moment:
    """Return a moment on the clock of a zone, how far off it is, and elsewhere."""
    local = at.astimezone(ZoneInfo(zone_name))
    return Moment(
        iso=local.isoformat(),
        text=on_clock(local, zone_name),
        distance=distance(at, zone_name, now),
        elsewhere=elsewhere(at, zone_name),
    )


def on_clock(local: datetime, zone_name: str) -> str:
    """Write a moment with the name of its clock."""
    return pgettext(
        "deadline",
        "%(hour)02d:%(minute)02d, %(day)d %(month)s %(year)d, %(clock)s",
    ) % {
        "hour": local.hour,
        "minute": local.minute,
        "day": local.day,
        "month": MONTHS[local.month - 1],
        "year": local.year,
        "clock": CLOCKS.get(zone_name) or _("time zone %(zone)s") % {"zone": zone_name},
    }


def distance(at: datetime, zone_name: str, now: datetime) -> str:
    """Say how far off a moment is; nothing when it is over.

    Days are counted on the calendar of the zone: the night in which the clocks
    change is a night like others.
    """
    # Moments of one zone would be compared by its clock, which is set twice a year.
    at, now = at.astimezone(UTC), now.astimezone(UTC)
    if at < now:
        return ""
    zone = ZoneInfo(zone_name)
    days = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days > 1:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    hours = int((at - now).total_seconds() // 3600)
    if days == 1 and hours >= HOURS_OF_A_DAY // 2:
        return _("tomorrow")
    if hours:
        words = ngettext("in %(count)s hour", "in %(count)s hours", hours)
        return words % {"count": hours}
    minutes = int((at - now).total_seconds() // 60)
    words = ngettext("in %(count)s minute", "in %(count)s minutes", minutes)
    return words % {"count": minutes}


def elsewhere(at: datetime, zone_name: str) -> str:
    """Say what the clock of another city shows, unless it shows the same."""
    here = at.astimezone(ZoneInfo(zone_name))
    for other, city in ELSEWHERE.items():
        there = at.astimezone(ZoneInfo(other))
        if there.utcoffset() == here.utcoffset():
            continue
        values = {
            "hour": there.hour,
            "minute": there.minute,
            "day": there.day,
            "month": MONTHS[there.month - 1],
            "city": city,
        }
        if there.date() == here.date():
            return pgettext("clock", "%(hour)02d:%(minute)02d %(city)s") % values
        words = "%(hour)02d:%(minute)02d, %(day)d %(month)s %(city)s"
        return pgettext("clock", words) % values
    return ""
