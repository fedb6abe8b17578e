"""A session that ends over the wizard takes nothing with it that was typed."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from cms.conference import kept
from cms.conference.kinds import Step
from cms.conference.models import Submission
from tests.factories import accounts, conference, wizard
from tests.factories.wizard import address, step_address

pytestmark = pytest.mark.django_db
NOTICE = "You were signed out while you were writing."


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
    made = conference.submission()
    wanted = step_address(made.code, Step.AUTHORS, language)
    typed = wizard.authors_data(
        **{
            "author-0-name": "Ščit & <b>",
            "author-count": "2",
            "author-1-name": "Žan",
        }
    )
    answer = client.post(wanted, typed)
    assert answer.status_code == 302
    shown = sign_in(client, made.submitter, answer)
    page = shown.content.decode()
    assert shown.redirect_chain[-1][0] == wanted
    assert [one.level_tag for one in shown.context["messages"]] == ["warning"]
    assert field(page, "author-0-name") == "Ščit & <b>"
    assert field(page, "author-1-name") == "Žan"
    assert [author.name for author in made.authors.all()] == ["Ana Žagar"]


def test_typed_text_comes_back_only_once(client):
    made = conference.submission()
    wanted = step_address(made.code, Step.DETAILS)
    answer = client.post(wanted, wizard.details_data())
    assert NOTICE in sign_in(client, made.submitter, answer).content.decode()
    assert NOTICE not in client.get(wanted).content.decode()


def test_typed_text_is_for_its_own_address_alone(client):
    made = conference.submission()
    client.post(step_address(made.code, Step.DETAILS), wizard.details_data())
    client.force_login(made.submitter)
    page = client.get(step_address(made.code, Step.AUTHORS)).content.decode()
    assert NOTICE not in page


def test_text_that_waited_too_long_is_forgotten(client):
    made = conference.submission()
    wanted = step_address(made.code, Step.DETAILS)
    client.post(wanted, wizard.details_data())
    session = client.session
    past = timezone.now() - timedelta(seconds=1)
    session[kept.KEY] = {**session[kept.KEY], "until": past.timestamp()}
    session.save()
    client.force_login(made.submitter)
    assert NOTICE not in client.get(wanted).content.decode()


def test_flood_of_text_is_not_kept(client):
    made = conference.submission()
    flood = wizard.details_data(**{"text-en-abstract": "a" * kept.LONGEST})
    answer = client.post(step_address(made.code, Step.DETAILS), flood)
    assert (answer.status_code, Session.objects.count()) == (302, 0)


def test_session_that_ends_over_the_first_step_begins_a_draft(client):
    call, person = conference.call(), accounts.user()
    client.force_login(person)
    client.get(address("submit", slug=call.slug))
    client.logout()
    draft = wizard.begin(client, call)
    assert (draft.submitter, draft.paper_language) == (None, "en")
    client.force_login(person)
    assert Submission.objects.get().submitter == person


def test_words_for_a_draft_that_is_gone_are_shown_once_more(client):
    """The key to a visitor's draft went with the session."""
    draft = wizard.begin(client, conference.call())
    client.cookies.clear()
    answer = client.post(step_address(draft.code, Step.DETAILS), wizard.details_data())
    shown = sign_in(client, accounts.user(), answer)
    assert shown.status_code == 404
    assert "What they do." in shown.content.decode()
    assert draft.texts.count() == 0
