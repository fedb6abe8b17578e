"""What the sitemap says of one piece of content in its languages."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.core.addresses import absolute
from cms.core.navigation import default_address


@dataclass(frozen=True)
class Entry:
    """One piece of content: its relative address in each language."""

    addresses: dict[str, str]
    changed: dt.datetime | None = None


@dataclass(frozen=True)
class SitemapUrl:
    """One line of the sitemap."""

    address: str
    alternates: list[tuple[str, str]]
    changed: dt.datetime | None


def view_entry(route: str, *args, changed: dt.datetime | None = None) -> Entry:
    """Return the entry of an ordinary view that exists in every language."""
    addresses = {}
    for code, _ in settings.LANGUAGES:
        with override(code):
            addresses[code] = reverse(route, args=args)
    return Entry(addresses, changed)


def page_entries() -> Iterator[Entry]:
    """Return every public page, its translations together."""
    pages = (
        Page.objects.live()
        .public()
        .filter(depth__gt=1)
        .select_related("locale")
        .order_by("translation_key", "locale__language_code")
    )
    for _, same in groupby(pages, key=lambda page: page.translation_key):
        translations = [(page, page.get_url()) for page in same]
        addresses = {
            page.locale.language_code: url for page, url in translations if url
        }
        changed = [page.last_published_at for page, _ in translations]
        yield Entry(addresses, max(filter(None, changed), default=None))


def urls_of(entry: Entry) -> Iterable[SitemapUrl]:
    """Return one line for each language of the entry."""
    alternates = [(code, absolute(url)) for code, url in entry.addresses.items()]
    default = default_address(entry.addresses)
    if default:
        alternates.append(("x-default", absolute(default)))
    return [
        SitemapUrl(absolute(url), alternates, entry.changed)
        for url in entry.addresses.values()
    ]
