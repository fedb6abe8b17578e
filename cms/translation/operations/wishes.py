"""Counts which translations readers ask for; nothing about the readers is kept."""

import hashlib
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from wagtail.models import Locale, Page

from cms.translation.exceptions import AskedTooOften, NoSource
from cms.translation.models import Target
from cms.translation.operations.board import settle

DAY = 24 * 60 * 60
HOUR = 60 * 60
A_READER_AN_HOUR = 20


def wish(*, key: UUID, language: str, address: str | None) -> Page:
    """Count one reader's wish for a page in a language; return the page.

    A second wish from the same address for the same page counts on another day only.

    Raises:
        NoSource: when there is no such public page, or it exists in that language.
        AskedTooOften: when the address asks for more than a reader wants.
    """
    pages = Page.objects.filter(translation_key=key).live().public()
    source = pages.order_by("pk").first()
    locale = Locale.objects.filter(language_code=language).first()
    if source is None or locale is None or pages.filter(locale=locale).exists():
        message = "Nothing to ask for."
        raise NoSource(message, key)
    who = _digest(address or "")
    if _count(f"wishes-{who}", HOUR) > A_READER_AN_HOUR:
        message = "Too many wishes at once."
        raise AskedTooOften(message, source)
    if cache.add(f"wish-{_digest(who, str(key), language)}", 1, timeout=DAY):
        _note(key, locale)
    return source


@transaction.atomic
def _note(key: UUID, locale: Locale) -> None:
    row = Target.objects.filter(translation_key=key, locale=locale)
    if not row.exists():
        settle(keys=[key])
    row.update(wishes=F("wishes") + 1)


def _digest(*words: str) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]


def _count(name: str, seconds: int) -> int:
    cache.add(name, 0, timeout=seconds)
    try:
        return cache.incr(name)
    except ValueError:
        return 1
