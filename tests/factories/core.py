"""General pages, and the translation of any page."""

from wagtail.models import Locale, Page

from cms.core.models import BasePage, ContentPage
from tests.factories.home import front_page


def content_page(*, parent: Page | None = None, **fields) -> ContentPage:
    """Return a public general page below the Slovenian front page."""
    fields = {"title": "O projektu", "lead": "Kaj je COOP.", **fields}
    return add_page(parent or front_page(), ContentPage(**fields))


def add_page(parent: Page, page: BasePage) -> BasePage:
    """Put the page below its parent, in the parent's language, and return it."""
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.refresh_from_db()
    return page


def translated(page: BasePage, language: str, *, live: bool = True, **fields):
    """Return the page's copy in another language, its parents copied as needed."""
    locale = Locale.objects.get(language_code=language)
    copy = page.copy_for_translation(locale, copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.live = live
    copy.has_unpublished_changes = not live
    copy.save()
    parent = copy.get_parent()
    if live and parent.depth > 2 and not parent.live:
        Page.objects.filter(pk=parent.pk).update(live=True)
    copy.refresh_from_db()
    return copy
