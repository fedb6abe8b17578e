"""The public pages and files: in three languages, of the last release alone."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar
from lxml import etree

from cms.programme import operations
from cms.programme.models import ProgrammeRelease
from tests.factories import programme as factories
from tests.factories import publications
from tests.factories.accounts import editor

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]
CANARY = "KANARČEK-7431"
PAGES = [
    "programme",
    "releases",
    "programme_ics",
    "schedule_json",
    "schedule_xml",
    "talk",
    "talk_ics",
    "person",
    "person_ics",
]


def address(name: str, *args, language: str = "en") -> str:
    with override(language):
        return reverse(f"programme:{name}", args=args)


def arguments(name: str, made) -> list[str]:
    """Return what the address of this page takes, for the first talk."""
    snapshot = made.releases.first().snapshot
    talk = snapshot["sessions"][0]["talks"][0]
    own = {"talk": talk["code"], "person": talk["speakers"][0]["slug"]}
    part = own.get(name.partition("_")[0])
    return [made.slug, part] if part else [made.slug]


def events(response) -> list:
    return Calendar.from_ical(response.content).walk("VEVENT")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_given_in_each_language(client, name, language):
    made = factories.released()
    response = client.get(address(name, *arguments(name, made), language=language))
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("language", "title", "place"),
    [
        ("sl", "Konferenca COOP", "Maribor, grad"),
        ("it", "Convegno COOP", "Maribor, castello"),
        ("en", "COOP conference", "Maribor"),
    ],
)
def test_programme_is_in_the_readers_language(client, language, title, place):
    made = factories.released()
    page = client.get(address("programme", made.slug, language=language))
    body = page.content.decode()
    assert f"<h1>{title}</h1>" in body
    assert f"<span>{place}</span>" in body
    assert "Europe/Ljubljana" in body
    assert "UTC+02:00" in body


def test_title_in_another_language_is_marked(client):
    made = factories.released()
    body = client.get(address("programme", made.slug, language="sl")).content.decode()
    assert 'lang="en">Paper 0</a>' in body


@pytest.mark.parametrize("name", PAGES)
def test_programme_without_release_is_as_if_it_were_none(client, name):
    held = factories.session()
    talk = factories.talk(held)
    args = {"talk": [talk.code], "person": ["ana-zagar"]}
    own = args.get(name.partition("_")[0], [])
    response = client.get(address(name, held.programme.slug, *own))
    nobody = client.get(address(name, "nothing", *own))
    assert response.status_code == nobody.status_code == 404


def test_list_shows_only_released_programmes(client):
    factories.session(factories.programme(titles={"en": CANARY}))
    made = factories.released()
    page = client.get(address("programmes"))
    assert [entry["slug"] for entry in page.context["entries"]] == [made.slug]
    assert CANARY not in page.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_draft_leaks(client, language):
    """Canaries in every field of the draft, every address of the app asked."""
    made = factories.released()
    pages = [address(name, *arguments(name, made), language=language) for name in PAGES]
    canary = dict.fromkeys(LANGUAGES, CANARY)
    held = made.sessions.get()
    factories.talk(
        held,
        titles=canary,
        abstracts=canary,
        speakers=CANARY,
        starts=dt.time(11),
    )
    held.titles, held.chairs = canary, CANARY
    held.save()
    made.titles = made.places = made.introductions = canary
    made.save()
    made.rooms.update(names=canary)
    for talk in held.talks.all():
        talk.titles = talk.abstracts = canary
        talk.save()
    pages += [address("programmes", language=language), "/sitemap.xml"]
    found = {page: client.get(page) for page in pages}
    assert {page: one.status_code for page, one in found.items()} == dict.fromkeys(
        pages, 200
    )
    leaks = [
        page
        for page, response in found.items()
        if "7431" in response.content.decode().replace("\r\n ", "")
    ]
    assert leaks == []
    assert client.get(address("person", made.slug, "kanarcek-7431")).status_code == 404


def test_abstract_is_in_the_readers_language(client):
    held = factories.session()
    talk = factories.talk(held, abstracts=factories.texts("Abstract"))
    factories.release(held.programme)
    page = client.get(address("talk", held.programme.slug, talk.code, language="it"))
    assert "<p>Abstract in italiano</p>" in page.content.decode()


def test_talk_leads_to_its_paper_when_that_is_published(client):
    held = factories.session()
    paper = factories.accepted()
    factories.talk(held, submission=paper)
    factories.release(held.programme)
    page = address("talk", held.programme.slug, paper.code)
    assert client.get(page).context["paper_url"] == ""
    volume = publications.volume(papers=0)
    publications.add_paper(volume, submission=paper)
    published = publications.edition(volume).papers.get()
    with override("en"):
        expected = reverse("publications:paper", args=[volume.slug, published.slug])
    assert client.get(page).context["paper_url"] == expected


def test_person_page_lists_talks_and_sessions_chaired(client):
    made = factories.released()
    chair = client.get(address("person", made.slug, "sonja-gavez"))
    speaker = client.get(address("person", made.slug, "avtor-1"))
    assert [one["title"]["text"] for one in chair.context["chaired"]] == ["Session"]
    assert [one["title"]["text"] for one in speaker.context["talks"]] == ["Paper 1"]
    assert chair.context["talks"] == []


def test_two_names_that_look_alike_have_pages_of_their_own(client):
    held = factories.session()
    factories.talk(held, speakers="Ana Žagar\nAna Zagar")
    made = factories.release(held.programme)
    speakers = made.snapshot["sessions"][0]["talks"][0]["speakers"]
    pages = [
        client.get(address("person", held.programme.slug, person["slug"]))
        for person in speakers
    ]
    assert [page.context["person"]["name"] for page in pages] == [
        "Ana Žagar",
        "Ana Zagar",
    ]


def test_room_shows_what_is_in_it_and_what_is_for_all(client):
    held = factories.session()
    made = held.programme
    factories.session(made, room=made.rooms.last(), titles=factories.texts("Other"))
    factories.session(
        made,
        room=None,
        kind="break",
        titles=factories.texts("Coffee"),
        starts=dt.time(12),
        ends=dt.time(13),
    )
    factories.release(made)
    page = client.get(address("programme", made.slug), {"room": held.room.code})
    shown = [
        session["title"]["text"]
        for day in page.context["days"]
        for block in day["blocks"]
        for session in block["sessions"]
    ]
    assert shown == ["Session", "Coffee"]


def test_calendar_has_each_talk_at_its_time():
    release = factories.released().releases.get()
    first = events(_get("programme_ics", release))[0]
    assert first["SUMMARY"] == "Paper 0"
    assert first.decoded("DTSTART").isoformat() == "2013-04-18T09:00:00+02:00"
    assert first.decoded("DTEND").isoformat() == "2013-04-18T09:05:00+02:00"
    assert first["DTSTART"].params["TZID"] == "Europe/Ljubljana"
    assert first["LOCATION"] == "Blue hall, Maribor"
    assert first["STATUS"] == "CONFIRMED"


def _get(name: str, release, *args):
    from django.test import Client

    return Client().get(address(name, release.programme.slug, *args))


def test_calendar_names_its_time_zone_and_folds_its_lines():
    held = factories.session()
    factories.talk(held, abstracts={"en": "Commas, semicolons; and\nčrke " * 40})
    body = _get("programme_ics", factories.release(held.programme)).content
    assert b"BEGIN:VTIMEZONE" in body
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    words = Calendar.from_ical(body).walk("VEVENT")[0]["DESCRIPTION"]
    assert words == "Ana Žagar\n\n" + "Commas, semicolons; and\nčrke " * 40


def test_calendar_learns_of_moves_and_cancellations(client):
    held = factories.session()
    programme, person, now = held.programme, editor(), timezone.now()
    moved = factories.talk(held)
    gone = factories.talk(held, starts=dt.time(10))
    same = factories.talk(held, starts=dt.time(11))
    first = events(_get("programme_ics", factories.release(programme)))
    operations.move_talk(
        talk=moved,
        session=held,
        starts=dt.time(9, 30),
        minutes=20,
        actor=person,
        now=now,
    )
    operations.remove_talk(talk=gone, actor=person, now=now)
    second = events(_get("programme_ics", factories.release(programme)))
    assert [str(event["UID"]) for event in second] == [
        str(first[place]["UID"]) for place in (0, 2, 1)
    ]
    assert [event["SEQUENCE"] for event in first] == [1, 1, 1]
    assert [event["SEQUENCE"] for event in second] == [2, 1, 2]
    assert [event["STATUS"] for event in second] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    page = client.get(address("talk", programme.slug, gone.code))
    assert "This talk is cancelled." in page.content.decode()
    assert same.code in {item["code"] for item in _items(programme)}


def _items(programme) -> list[dict]:
    snapshot = programme.releases.first().snapshot
    return [talk for session in snapshot["sessions"] for talk in session["talks"]]


def test_person_has_a_calendar_of_talks_and_sessions():
    release = factories.released().releases.get()
    speaker = events(_get("person_ics", release, "avtor-1"))
    chair = events(_get("person_ics", release, "sonja-gavez"))
    assert [str(event["SUMMARY"]) for event in speaker] == ["Paper 1"]
    assert [str(event["SUMMARY"]) for event in chair] == ["Session"]


def test_schedule_json_has_what_apps_read():
    release = factories.released().releases.get()
    schedule = json.loads(_get("schedule_json", release).content)["schedule"]
    conference = schedule["conference"]
    assert schedule["version"] == "1"
    assert conference["time_zone_name"] == "Europe/Ljubljana"
    assert [room["name"] for room in conference["rooms"]] == ["Blue hall", "Red hall"]
    assert [day["date"] for day in conference["days"]] == ["2013-04-18", "2013-04-19"]
    event = conference["days"][0]["rooms"]["Blue hall"][1]
    assert event["date"] == "2013-04-18T09:05:00+02:00"
    assert (event["start"], event["duration"]) == ("09:05", "00:05")
    assert (event["title"], event["language"]) == ("Paper 1", "en")
    assert [person["public_name"] for person in event["persons"]] == ["Avtor 1"]
    assert conference["days"][1]["rooms"] == {}


def test_schedule_xml_says_the_same_as_json():
    release = factories.released().releases.get()
    root = etree.fromstring(_get("schedule_xml", release).content)
    schedule = json.loads(_get("schedule_json", release).content)["schedule"]
    days = schedule["conference"]["days"]
    assert root.findtext("version") == "1"
    assert root.findtext("conference/days") == "2"
    assert [day.get("date") for day in root.findall("day")] == [
        day["date"] for day in days
    ]
    expected = [
        (name, event["guid"], event["start"], event["duration"], event["title"])
        for day in days
        for name, events in day["rooms"].items()
        for event in events
    ]
    assert [
        (
            event.getparent().get("name"),
            event.get("guid"),
            event.findtext("start"),
            event.findtext("duration"),
            event.findtext("title"),
        )
        for event in root.iter("event")
    ] == expected
    assert [p.text for p in root.iter("person")] == ["Avtor 0", "Avtor 1"]


def test_characters_that_no_xml_may_hold_are_left_out():
    held = factories.session()
    factories.talk(held, titles={"en": "Bell\x07 & <b>"})
    body = _get("schedule_xml", factories.release(held.programme)).content
    assert etree.fromstring(body).findtext("day/room/event/title") == "Bell & <b>"


@pytest.mark.parametrize("name", ["programme", "programme_ics", "schedule_xml", "talk"])
def test_page_needs_as_many_queries_for_25_talks(client, name, query_count):
    few, many = factories.released(1), factories.released(25)
    pages = [address(name, *arguments(name, made)) for made in (few, many)]
    client.get(pages[0])
    assert query_count(pages[0]) == query_count(pages[1])


@pytest.fixture
def query_count(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(page: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    return count


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_only_answer_to_reading(client, method):
    made = factories.released()
    assert getattr(client, method)(address("programme", made.slug)).status_code == 405


def test_note_and_changes_of_each_release_are_shown(client):
    made = factories.released()
    made.sessions.update(starts=dt.time(8), ends=dt.time(13))
    factories.talk(made.sessions.get(), starts=dt.time(12))
    factories.release(made, en="One talk more.", sl="En referat več.")
    body = client.get(address("releases", made.slug)).content.decode()
    assert "One talk more." in body
    assert "New: “Talk”, " in body
    page = client.get(address("programme", made.slug)).content.decode()
    assert "One talk more." in page
    assert ProgrammeRelease.objects.current().get().number == 2
