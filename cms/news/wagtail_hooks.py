"""Offers the import of Word documents where stories are made."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.news.importing import may_import
from cms.news.views import import_document


@hooks.register("register_admin_urls")
def addresses() -> list:
    return [path("stories/import/<int:page_id>/", import_document, name="story_import")]


def page_buttons(page: Page, user, view_name=None, next_url=None):
    """Offer to make a story of a document."""
    if not page.is_root() and may_import(page, user):
        yield Button(
            _("Import a Word document"),
            reverse("story_import", args=[page.pk]),
            icon_name="doc-full",
            priority=75,
        )


hooks.register("register_page_header_buttons", page_buttons)
hooks.register("register_page_listing_more_buttons", page_buttons)
