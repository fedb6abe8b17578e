"""What the sitemap lists of the programmes."""

from collections.abc import Iterator

from cms.core.sitemaps import Entry, view_entry
from cms.programme.models import ProgrammeRelease
from cms.programme.snapshots import items


def programme_entries() -> Iterator[Entry]:
    """Return the list, each released programme, and its talks."""
    yield view_entry("programme:programmes")
    for release in ProgrammeRelease.objects.current():
        slug, changed = release.programme.slug, release.released_at
        yield view_entry("programme:programme", slug, changed=changed)
        for item in items(release.snapshot).values():
            if item["is_talk"]:
                yield view_entry("programme:talk", slug, item["code"], changed=changed)
