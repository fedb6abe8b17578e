"""Addresses lead to pages at any depth, and what is restricted stays so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories.core import content_page
from tests.factories.home import front_page
from tests.factories.news import news_index, news_item

pytestmark = pytest.mark.django_db


def test_page_is_found_at_any_depth_with_the_same_effort(client):
    page, effort = front_page(), []
    for title in ("a", "b", "c", "d"):
        page = content_page(parent=page, title=title, slug=title)
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as counted:
            shown = client.get(page.get_url())
        assert (shown.status_code, shown.context["page"].title) == (200, title)
        effort.append(len(counted))
    assert page.get_url() == "/sl/a/b/c/d/"
    assert len(set(effort)) == 1
    assert type(shown.context["page"]) is type(page)
    for wrong in ("/sl/b/", "/sl/a/x/c/d/", "/sl/a/b/c/d/e/", "/it/a/b/c/d/"):
        assert client.get(wrong).status_code == 404
    page.get_parent().unpublish()
    # As in Wagtail, a page is public by itself, whatever is above it.
    assert client.get("/sl/a/b/c/").status_code == 404
    shown = client.get("/sl/a/b/c/d/")
    crumbs = [one["title"] for one in shown.context["crumbs"]]
    assert crumbs == ["COOP", "a", "b", "d"]


def test_restricted_section_is_for_nobody_but_those_it_is_for(client):
    section = content_page(title="Notranje", slug="notranje", show_in_menus=True)
    below = content_page(parent=section, title="Zapisnik", slug="zapisnik")
    mirrored = below.create_alias(parent=front_page(), update_slug="kopija")
    menus = [item.title for item in client.get("/sl/").context["menu"]]
    assert "Notranje" in menus
    for page in (section, below):
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
    for page in (section, below, mirrored):
        assert client.get(page.get_url()).status_code == 302
    menus = [item.title for item in client.get("/sl/").context["menu"]]
    assert "Notranje" not in menus
    index = news_index()
    news_item(index=index)
    PageViewRestriction.objects.create(
        page=index, restriction_type=PageViewRestriction.LOGIN
    )
    assert client.get("/sl/").context["lead_news"] is None
    assert client.get(index.get_url()).status_code == 302
