"""Talks for people's calendars: iCalendar, RFC 5545."""

import datetime as dt

from icalendar import Calendar, Event, vText

from cms.core.addresses import absolute
from cms.programme import addresses
from cms.programme.presentation import Reading, worded

MEDIA_TYPE = "text/calendar; charset=utf-8"
HOURS_BETWEEN_LOOKS = 6


def calendar(reading: Reading, items: list[dict], *, name: str) -> bytes:
    """Return the items as a calendar in the active language.

    An item keeps its UID through all releases. SEQUENCE is the number of the
    release in which it last changed, so it grows with each change that matters
    (3.8.7.4); what was cancelled stays, with STATUS:CANCELLED (3.8.1.11).
    """
    made = Calendar()
    made.add("prodid", "-//COOP//Programme//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", reading.snapshot["zone"])
    made.add("refresh-interval", dt.timedelta(hours=HOURS_BETWEEN_LOOKS))
    for item in items:
        made.add_component(_event(reading, item))
    made.add_missing_timezones()
    return made.to_ical()


def _event(reading: Reading, item: dict) -> Event:
    shown = reading.item(item)
    made = Event()
    made.add("uid", str(addresses.uid(reading.release.programme.uuid, item["code"])))
    made.add("dtstamp", reading.release.released_at)
    made.add("last-modified", reading.release.released_at)
    made.add("sequence", item["revision"])
    made.add("status", "CANCELLED" if shown["is_cancelled"] else "CONFIRMED")
    made.add("dtstart", shown["start"]["at"])
    made.add("dtend", shown["end"]["at"])
    made.add("summary", vText(shown["title"]["text"]))
    place = worded(reading.snapshot["places"])["text"]
    made.add("location", ", ".join(filter(None, [shown["room"]["text"], place])))
    people = ", ".join(person["name"] for person in shown["speakers"])
    words = "\n\n".join(filter(None, [people, shown["abstract"]["text"]]))
    if words:
        made.add("description", words)
    page = shown["url"] or addresses.programme(reading.slug)
    made.add("url", absolute(page))
    return made
