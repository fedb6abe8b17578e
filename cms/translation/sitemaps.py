"""Keeps what no person has reviewed out of the sitemap, as it says noindex."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from wagtail.models import Page

from cms.core.sitemaps import Entry
from cms.translation.models import Target


def reviewed(entries: Callable[[], Iterable[Entry]]) -> Callable[[], Iterator[Entry]]:
    """Return the same entries without translations that a machine made."""

    def reviewed_entries() -> Iterator[Entry]:
        unreviewed = Target.objects.filter(machine__gt=0).values("page")
        hidden = {page.get_url() for page in Page.objects.filter(pk__in=unreviewed)}
        for entry in entries():
            shown = {
                code: url for code, url in entry.addresses.items() if url not in hidden
            }
            if shown:
                yield replace(entry, addresses=shown)

    return reviewed_entries
