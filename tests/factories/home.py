"""The front pages that the first migration planted."""

from home.models import HomePage


def front_page(language: str = "sl") -> HomePage:
    """Return the front page in that language."""
    return HomePage.objects.get(locale__language_code=language)
