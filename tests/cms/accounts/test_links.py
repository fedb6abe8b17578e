"""A link in a mail signs in: once, for minutes, on POST, and nobody but the reader."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from cms.accounts.enums import LIMITS, LINKS_LAST, AttemptKind, MailLinkPurpose
from cms.accounts.models import MailLink
from tests.factories import accounts

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]


def address(name: str, language: str = "en", **kwargs) -> str:
    with translation.override(language):
        return reverse(f"accounts:{name}", kwargs=kwargs or None)


def wish(client, email: str, **more) -> None:
    client.post(address("mail_link_wish"), {"email": email, **more})


def link_in_mail() -> str:
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("language", LANGUAGES)
def test_mail_speaks_the_readers_language(client, language):
    accounts.user(email="ana@example.org", language=language)
    wish(client, "ana@example.org")
    assert link_in_mail().startswith(f"/{language}/")
    page = client.get(link_in_mail()).content.decode()
    assert f'<html lang="{language}"' in page


def test_link_shows_on_get_and_signs_in_on_post(client):
    person = accounts.user(email="ana@example.org")
    wish(client, "ANA@example.org")
    for method in (client.get, client.head):
        assert method(link_in_mail()).status_code == 200
        assert not is_signed_in(client)
    client.post(link_in_mail())
    assert client.session["_auth_user_id"] == str(person.pk)


def test_link_works_once(client):
    accounts.user(email="ana@example.org")
    wish(client, "ana@example.org")
    client.post(link_in_mail())
    replay = Client()
    assert replay.get(link_in_mail()).status_code == 410
    assert replay.post(link_in_mail()).status_code == 410
    assert not is_signed_in(replay)


def test_link_ends_after_a_quarter_of_an_hour(client):
    accounts.user(email="ana@example.org")
    wish(client, "ana@example.org")
    MailLink.objects.update(
        expires_at=timezone.now() - timedelta(seconds=1),
    )
    assert client.post(link_in_mail()).status_code == 410
    assert not is_signed_in(client)
    assert LINKS_LAST[MailLinkPurpose.SIGN_IN] == timedelta(minutes=15)


def test_link_of_a_closed_account_opens_nothing(client):
    person = accounts.user(email="ana@example.org")
    wish(client, "ana@example.org")
    person.is_active = False
    person.save()
    assert client.post(link_in_mail()).status_code == 410
    assert not is_signed_in(client)


def test_unknown_link_answers_as_an_old_one(client):
    answer = client.get(address("mail_link", token="x" * 43))
    assert answer.status_code == 410


def test_post_needs_the_page_that_was_shown():
    accounts.user(email="ana@example.org")
    strict = Client(enforce_csrf_checks=True)
    wish(Client(), "ana@example.org")
    assert strict.post(link_in_mail()).status_code == 403
    assert not is_signed_in(strict)


def test_database_holds_no_token(client):
    accounts.user(email="ana@example.org")
    wish(client, "ana@example.org")
    token = link_in_mail().rstrip("/").rpartition("/")[2]
    link = MailLink.objects.get()
    values = [str(getattr(link, field.attname)) for field in MailLink._meta.fields]
    assert [value for value in values if token in value] == []
    assert len(link.token_sha256) == 64


def test_wish_of_nobody_answers_the_same_and_sends_nothing(client):
    answers = []
    accounts.user(email="ana@example.org")
    accounts.user(email="closed@example.org", is_active=False)
    for email in ("ana@example.org", "nobody@example.org", "closed@example.org"):
        response = client.post(address("mail_link_wish"), {"email": email})
        answers.append((response.status_code, response.headers["Location"]))
    assert len(set(answers)) == 1
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]


def test_host_of_the_request_does_not_reach_the_mail(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILADMIN_BASE_URL = "https://coop.example.org"
    accounts.user(email="ana@example.org")
    client.post(
        address("mail_link_wish"),
        {"email": "ana@example.org"},
        headers={"host": "evil.example", "x-forwarded-host": "evil.example"},
    )
    assert "https://coop.example.org/en/" in mail.outbox[-1].body
    assert "evil.example" not in mail.outbox[-1].body


@pytest.mark.parametrize("name", ["mail_link_wish", "sign_up"])
def test_wishes_are_limited_and_a_forged_header_does_not_help(client, name):
    kinds = {"mail_link_wish": AttemptKind.SIGN_IN_LINK, "sign_up": AttemptKind.SIGN_UP}
    accounts.user(email="ana@example.org")
    limit = LIMITS[kinds[name]].from_one_address
    data = {"email": "ana@example.org", "name": "Ana", "language": "en"}
    for number in range(limit + 2):
        answer = client.post(
            address(name), data, headers={"x-forwarded-for": f"10.0.0.{number}"}
        )
        assert answer.headers["Location"] == address("mail_link_sent")
    assert len(mail.outbox) == limit


def test_wishes_from_many_addresses_are_limited_too(client):
    accounts.user(email="ana@example.org")
    for number in range(15):
        client.post(
            address("mail_link_wish"),
            {"email": "ana@example.org"},
            REMOTE_ADDR=f"10.0.0.{number}",
        )
    assert len(mail.outbox) == LIMITS[AttemptKind.SIGN_IN_LINK].from_all_addresses


def test_signing_in_makes_a_new_session_and_leads_on(client):
    accounts.user(email="ana@example.org")
    session = client.session
    session["typed"] = "a draft"
    session.save()
    key = session.session_key
    wish(client, "ana@example.org", next="/en/conference/")
    answer = client.post(link_in_mail())
    assert answer.headers["Location"] == "/en/conference/"
    assert client.session.session_key != key
    assert client.session["typed"] == "a draft"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/"])
def test_next_outside_is_not_followed(client, wanted):
    accounts.user(email="ana@example.org")
    wish(client, "ana@example.org", next=wanted)
    answer = client.post(link_in_mail())
    assert answer.headers["Location"] == "/en/conference/my-submissions/"
