"""Starts translations: every page gets its own copy, in draft, below its parent's."""

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.translation.content import completed
from cms.translation.exceptions import NoSource
from cms.translation.operations.board import settle
from cms.translation.operations.refreshing import source_content
from cms.translation.operations.writing import write_target


@transaction.atomic
def start_translation(*, page: Page, locale: Locale, by=None) -> Translation:
    """Make the page's draft in another language, and those of the pages above it.

    A page that is there already keeps its text: what it says becomes the translation of
    the passages that it matches. Nothing is published.

    Raises:
        NoSource: when the page is written in that language.
    """
    page = origin_of(page)
    if page.locale_id == locale.pk:
        message = gettext_noop("The page is written in this language.")
        raise NoSource(message, page)
    _bring_back(page, locale)
    _have_parent(page, locale, by)
    source = _source(page)
    if not _has_page(page, locale):
        # Wagtail copies the public text, or the draft of a page that is not public.
        type(page).objects.get(pk=page.pk).copy_for_translation(locale)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    write_target(translation=translation, by=by)
    settle(keys=[page.translation_key])
    return translation


def origin_of(page: Page) -> Page:
    """Return the page that this one is translated from: itself, if from none."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key,
            target_locale_id=page.locale_id,
            enabled=True,
        )
        .select_related("source")
        .first()
    )
    if translation is None:
        return page.specific
    return translation.source.get_source_instance()


def _have_parent(page: Page, locale: Locale, by) -> None:
    """Translate the page above too: an alias would show its text in another language."""
    parent = page.get_parent()
    if not parent.is_root() and not _has_page(parent, locale):
        start_translation(page=parent.specific, locale=locale, by=by)


def _bring_back(page: Page, locale: Locale) -> None:
    """Have a translation that was thrown away be worked on again, as a draft."""
    # By name, since the trash asks here which page is the source.
    bring_back = import_string("cms.translation.operations.trash.bring_back_draft")
    bring_back(key=page.translation_key, locale=locale)


def _has_page(page: Page, locale: Locale) -> bool:
    return Page.objects.filter(
        translation_key=page.translation_key, locale=locale
    ).exists()


def _source(page: Page) -> TranslationSource:
    found = TranslationSource.objects.filter(
        object_id=page.translation_key, locale_id=page.locale_id
    ).first()
    if found is not None and found.translations.filter(enabled=True).exists():
        return found
    whole = source_content(found) if found else page
    if found is None and not page.live:
        whole = page.get_latest_revision_as_object()
    return TranslationSource.update_or_create_from_instance(completed(whole))[0]
