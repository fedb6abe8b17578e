"""The editors' screens: sessions with talks, clashes, preview and release."""

import datetime as dt

import pytest
from django.urls import reverse

from cms.programme.models import ProgrammeRelease
from tests.factories import programme as factories
from tests.factories.accounts import editor, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def test_desk_shows_clashes_and_sessions(desk):
    held = factories.session()
    factories.session(held.programme, starts=dt.time(11), ends=dt.time(13))
    page = desk.get(reverse("programmes:inspect", args=[held.programme.pk]))
    assert [clash.kind for clash in page.context["clashes"]] == ["room"]
    assert len(page.context["sessions"]) == 2


@pytest.mark.parametrize("name", ["index", "add"])
@pytest.mark.parametrize("viewset", ["programmes", "sessions"])
def test_editor_reaches_the_screens(desk, viewset, name):
    factories.session()
    assert desk.get(reverse(f"{viewset}:{name}")).status_code == 200


def test_session_form_saves_a_talk_with_its_record(desk):
    held = factories.session()
    data = {
        "programme": held.programme_id,
        "kind": "talks",
        **{f"titles_{code}": text for code, text in held.titles.items()},
        "day": "2013-04-18",
        "starts": "09:00",
        "ends": "12:00",
        "room": held.room_id,
        "chairs": "",
        "talks-TOTAL_FORMS": 1,
        "talks-INITIAL_FORMS": 0,
        "talks-0-titles_en": "Invited",
        "talks-0-starts": "09:00",
        "talks-0-minutes": 30,
        "talks-0-speakers": "Ana Žagar",
        "talks-0-languages": ["en", "it"],
    }
    response = desk.post(reverse("sessions:edit", args=[held.pk]), data)
    assert response.status_code == 302
    talk = held.talks.get()
    assert (talk.titles, talk.languages) == ({"en": "Invited"}, ["en", "it"])
    assert [(r.kind, r.subject) for r in held.programme.records.all()] == [
        ("placed", "Invited")
    ]


def test_release_is_previewed_and_made_on_post(desk):
    held = factories.session()
    factories.talk(held)
    address = reverse("programmes:release", args=[held.programme.pk])
    page = desk.get(address)
    assert len(page.context["changes"]) == 1
    assert ProgrammeRelease.objects.count() == 0
    desk.post(address, {"notes_en": "It is out."})
    assert ProgrammeRelease.objects.get().notes == {"en": "It is out."}


def test_speaker_cannot_release(client):
    held = factories.session()
    client.force_login(user())
    client.post(reverse("programmes:release", args=[held.programme.pk]))
    assert ProgrammeRelease.objects.count() == 0
