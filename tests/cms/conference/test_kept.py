"""A session that ends over the form takes nothing with it that was typed."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone, translation

from cms.conference import kept
from cms.conference.models import Submission
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
NOTICE = "You were signed out while you were writing."


def address(name: str, language: str = "en", **kwargs) -> str:
    with translation.override(language):
        return reverse(f"conference:{name}", kwargs=kwargs or None)


def sign_in(client, person, response):
    """Follow the redirect to the sign-in page, and sign in there."""
    where = response.headers["Location"]
    _path, _mark, wanted = where.partition("?next=")
    fields = {
        "username": person.email,
        "password": accounts.PASSWORD,
        "next": wanted,
    }
    return client.post(where, fields, follow=True)


def field(page: str, name: str) -> str:
    (value,) = re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return unescape(value)


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_typed_text_comes_back_after_sign_in(client, language):
    call, person = conference.call(), accounts.user(language=language)
    wanted = address("submit", language, slug=call.slug)
    typed = conference.form_data(
        **{"text-en-title": "Ščit & <b>", "author-count": "2", "author-1-name": "Žan"}
    )
    answer = client.post(wanted, {**typed, "file": conference.upload()})
    assert answer.status_code == 302
    shown = sign_in(client, person, answer)
    page = shown.content.decode()
    assert shown.redirect_chain[-1][0] == wanted
    assert [one.level_tag for one in shown.context["messages"]] == ["warning"]
    assert field(page, "text-en-title") == "Ščit & <b>"
    assert field(page, "author-1-name") == "Žan"
    assert field(page, "form_key") == typed["form_key"]
    assert Submission.objects.count() == 0


def test_typed_text_comes_back_only_once(client):
    call, person = conference.call(), accounts.user()
    wanted = address("submit", slug=call.slug)
    shown = sign_in(client, person, client.post(wanted, conference.form_data()))
    assert NOTICE in shown.content.decode()
    assert NOTICE not in client.get(wanted).content.decode()


def test_changed_submission_comes_back(client):
    made = conference.submission()
    wanted = address("edit", code=made.code)
    typed = conference.form_data(**{"text-en-title": "Another title"})
    shown = sign_in(client, made.submitter, client.post(wanted, typed))
    assert field(shown.content.decode(), "text-en-title") == "Another title"


def test_typed_text_is_for_its_own_address_alone(client):
    call, other, person = conference.call(), conference.call(), accounts.user()
    client.post(address("submit", slug=call.slug), conference.form_data())
    client.force_login(person)
    page = client.get(address("submit", slug=other.slug)).content.decode()
    assert NOTICE not in page


def test_text_that_waited_too_long_is_forgotten(client):
    call, person = conference.call(), accounts.user()
    wanted = address("submit", slug=call.slug)
    client.post(wanted, conference.form_data())
    session = client.session
    past = timezone.now() - timedelta(seconds=1)
    session[kept.KEY] = {**session[kept.KEY], "until": past.timestamp()}
    session.save()
    client.force_login(person)
    assert NOTICE not in client.get(wanted).content.decode()


def test_flood_of_text_is_not_kept(client):
    call = conference.call()
    flood = conference.form_data(**{"text-en-abstract": "a" * kept.LONGEST})
    answer = client.post(address("submit", slug=call.slug), flood)
    assert (answer.status_code, Session.objects.count()) == (302, 0)
