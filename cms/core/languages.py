"""The order of what is kept by language."""

from collections.abc import Mapping
from typing import TypeVar

from django.conf import settings

Value = TypeVar("Value")


def own_language_first(
    by_language: Mapping[str, Value], *own: str
) -> list[tuple[str, Value]]:
    """Return the pairs, the named languages first, then the site's order.

    PostgreSQL keeps no order of keys in JSON, so whoever lists asks for one.
    """
    codes = [*own, *(code for code, _name in settings.LANGUAGES), *sorted(by_language)]
    return [
        (code, by_language[code])
        for code in dict.fromkeys(codes)
        if code in by_language
    ]
