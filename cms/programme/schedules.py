"""The programme for conference apps: schedule.json and schedule.xml.

The format began with pentabarf and frab and is what c3voc describes and apps read:
days hold rooms, rooms hold events; `duration` and `start` are hours and minutes.
"""

import datetime as dt

from lxml import etree

from cms.core.addresses import absolute
from cms.core.text import for_xml
from cms.programme import addresses
from cms.programme.presentation import Reading, worded

SLOT = "00:05"
GENERATOR = "coop-press"
# Identifiers of persons and events are numbers; 31 bits fit everybody's integers.
NUMBER_BITS = 31


def as_json(reading: Reading) -> dict:
    """Return the schedule in the active language."""
    head, snapshot = reading.head, reading.snapshot
    days = _days(reading)
    return {
        "schedule": {
            "version": str(reading.release.number),
            "base_url": absolute(head["url"]),
            "conference": {
                "acronym": reading.slug,
                "title": head["title"]["text"],
                "start": snapshot["first_day"],
                "end": snapshot["last_day"],
                "daysCount": len(days),
                "timeslot_duration": SLOT,
                "time_zone_name": snapshot["zone"],
                "rooms": [
                    {
                        "name": room["name"]["text"],
                        "guid": _guid(reading, room["code"]),
                    }
                    for room in reading.rooms()
                ],
                "days": days,
            },
        }
    }


def as_xml(reading: Reading) -> bytes:
    """Return the same schedule as XML."""
    schedule = as_json(reading)["schedule"]
    conference = schedule["conference"]
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", name=GENERATOR, version=schedule["version"])
    _leaf(root, "version", schedule["version"])
    head = etree.SubElement(root, "conference")
    for name in ("acronym", "title", "start", "end"):
        _leaf(head, name, conference[name])
    _leaf(head, "days", conference["daysCount"])
    _leaf(head, "timeslot_duration", conference["timeslot_duration"])
    _leaf(head, "base_url", schedule["base_url"])
    _leaf(head, "time_zone_name", conference["time_zone_name"])
    guids = {room["name"]: room["guid"] for room in conference["rooms"]}
    for day in conference["days"]:
        facts = {
            "index": str(day["index"]),
            "date": day["date"],
            "start": day["day_start"],
            "end": day["day_end"],
        }
        of_day = etree.SubElement(root, "day", facts)
        for name, events in day["rooms"].items():
            room = etree.SubElement(of_day, "room", name=for_xml(name))
            if name in guids:
                room.set("guid", guids[name])
            for event in events:
                _event_element(room, event)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _days(reading: Reading) -> list[dict]:
    """Return every day of the conference, in the order of time."""
    first = dt.date.fromisoformat(reading.snapshot["first_day"])
    last = dt.date.fromisoformat(reading.snapshot["last_day"])
    listed = {day["date"]: day for day in reading.days()}
    made = []
    for place in range((last - first).days + 1):
        date = first + dt.timedelta(days=place)
        sessions = [
            session
            for block in listed.get(date, {"blocks": []})["blocks"]
            for session in block["sessions"]
        ]
        rooms: dict[str, list[dict]] = {}
        for session in sessions:
            for item in session["talks"] or [session]:
                event = _event(reading, item, session)
                rooms.setdefault(event["room"], []).append(event)
        midnight = reading.moment(date.isoformat(), "00:00")
        ends = [session["end"]["at"] for session in sessions]
        starts = [session["start"]["at"] for session in sessions]
        made.append(
            {
                "index": place + 1,
                "date": date.isoformat(),
                "day_start": min(starts, default=midnight).isoformat(),
                "day_end": max(ends, default=midnight).isoformat(),
                "rooms": rooms,
            }
        )
    return made


def _event(reading: Reading, item: dict, session: dict) -> dict:
    start, end = item["start"]["at"], item["end"]["at"]
    minutes = int((end - start).total_seconds()) // 60
    languages = [language["code"] for language in item["languages"]]
    page = item["url"] or addresses.programme(reading.slug)
    place = worded(reading.snapshot["places"])["text"]
    return {
        "guid": _guid(reading, item["code"]),
        "id": _number(reading, item["code"]),
        "date": start.isoformat(),
        "start": item["start"]["clock"],
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": item["room"]["text"] or place or reading.head["title"]["text"],
        "slug": f"{reading.slug}-{item['code'].lower()}",
        "url": absolute(page),
        "title": item["title"]["text"],
        "subtitle": "",
        "track": session["title"]["text"],
        "type": session["kind"],
        "language": languages[0] if languages else "",
        "abstract": item["abstract"]["text"],
        "description": "",
        "logo": None,
        "persons": [
            {
                "id": _number(reading, person["slug"]),
                "guid": _guid(reading, person["slug"]),
                "public_name": person["name"],
                "name": person["name"],
                "url": absolute(person["url"]),
            }
            for person in item["speakers"]
        ],
        "links": [],
        "attachments": [],
    }


def _event_element(room: etree._Element, event: dict) -> None:
    made = etree.SubElement(room, "event", guid=event["guid"], id=str(event["id"]))
    lists = {"persons", "links", "attachments", "guid", "id"}
    for name in [name for name in event if name not in lists]:
        _leaf(made, name, event[name] or "")
    persons = etree.SubElement(made, "persons")
    for person in event["persons"]:
        facts = {"id": str(person["id"]), "guid": person["guid"]}
        _leaf(persons, "person", person["name"], facts)
    etree.SubElement(made, "links")
    etree.SubElement(made, "attachments")


def _leaf(
    parent: etree._Element, name: str, text: object, facts: dict | None = None
) -> None:
    etree.SubElement(parent, name, facts or {}).text = for_xml(str(text))


def _guid(reading: Reading, code: str) -> str:
    return str(addresses.uid(reading.release.programme.uuid, code))


def _number(reading: Reading, code: str) -> int:
    whole = addresses.uid(reading.release.programme.uuid, code).int
    return whole >> (128 - NUMBER_BITS)
