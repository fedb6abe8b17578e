"""Addresses in three languages, and absolute ones."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import lazy
from django.utils.translation import get_language, override


def translated_path(*, sl: str, it: str, en: str):
    """Return a route for `path()` that is written in the active language.

    All three must take the same converters: `translated_path(sl="zbornik/<slug:s>/", …)`.
    """
    routes = {"sl": sl, "it": it, "en": en}

    def route() -> str:
        return routes.get((get_language() or "")[:2], routes[settings.LANGUAGE_CODE])

    return lazy(route, str)()


def absolute(address: str) -> str:
    """Return the address with the site's public scheme and host before it."""
    if not address.startswith("/") and urlsplit(address).scheme:
        return address
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address


def in_language(address: str, language: str) -> str:
    """Return the same ordinary view's address in another language."""
    # The address resolves only while the language of its prefix is active.
    own = address.split("/", 2)[1] if address.startswith("/") else ""
    if own not in dict(settings.LANGUAGES):
        return address
    with override(own):
        return translate_url(address, language)
