"""Drafts are shown to people without an account, by links that end."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils import translation as language_of

from cms.translation import operations
from cms.translation.exceptions import NotAllowed
from cms.translation.models import PreviewLink
from tests.factories.accounts import administrator, user
from tests.factories.translation import started, story, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def link() -> PreviewLink:
    translation = typed(started(story()), {"Delamo skupaj.": "Lavoriamo insieme."})
    page = translation.get_target_instance()
    return operations.share_preview(page=page, by=administrator(), note="Za Ano")


def address(link: PreviewLink) -> str:
    with language_of.override("it"):
        return reverse("translations:draft", args=[link.token])


def test_link_shows_the_newest_draft_to_anybody(client, link):
    answer = client.get(address(link))
    assert "Lavoriamo insieme." in answer.content.decode()
    assert answer.cookies == {}


def test_draft_is_kept_from_search_engines_caches_and_other_sites(client, link):
    headers = client.get(address(link)).headers
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in headers["Cache-Control"]


def test_link_ends_by_itself_after_two_weeks(client, link):
    PreviewLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.get(address(link)).status_code == 404


def test_link_is_ended_by_an_editor(client, link):
    client.force_login(administrator())
    client.post(reverse("translation:revoke", args=[link.pk]))
    assert client.get(address(link)).status_code == 404


def test_unknown_link_shows_nothing(client, link):
    link.token = "x" * 32
    assert client.get(address(link)).status_code == 404


def test_editor_makes_and_sees_links(client):
    page = story()
    client.force_login(administrator())
    share = reverse("translation:share", args=[page.pk])
    client.post(share, {"note": "Za Ano"})
    made = PreviewLink.objects.get()
    text = client.get(share).content.decode()
    assert made.token in text
    assert made.expires_at - made.created_at == dt.timedelta(days=14)


def test_only_who_may_edit_may_share(client, link):
    stranger = user()
    with pytest.raises(NotAllowed):
        operations.share_preview(page=link.page, by=stranger)
    with pytest.raises(NotAllowed):
        operations.revoke_preview(link=link, by=stranger)


def test_draft_of_a_page_that_changed_since_is_the_newest(client, link):
    page = link.page.specific.get_latest_revision_as_object()
    page.title = "Titolo nuovo"
    page.save_revision()
    assert "Titolo nuovo" in client.get(address(link)).content.decode()
