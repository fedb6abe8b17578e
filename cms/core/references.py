"""What an address of our own stands for; each app that has addresses says it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings


@dataclass(frozen=True)
class Reference:
    """Something public that a text may point to, as a reader would know it."""

    title: str
    url: str
    byline: str = ""
    summary: str = ""
    language: str = ""


Resolver = Callable[[str], Reference | None]
_RESOLVERS: list[Resolver] = []


def register(resolver: Resolver) -> Resolver:
    """Have the function asked; it gets a path and answers for its own ones."""
    if resolver not in _RESOLVERS:
        _RESOLVERS.append(resolver)
    return resolver


def resolve(address: str) -> Reference | None:
    """Return what the address stands for now; None when it is not public or not ours."""
    parts = urlsplit(address.strip())
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if parts.netloc and parts.netloc != own.netloc:
        return None
    for resolver in _RESOLVERS:
        found = resolver(parts.path)
        if found:
            return found
    return None
