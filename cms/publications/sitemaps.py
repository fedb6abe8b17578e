"""What the sitemap lists of the proceedings."""

from collections.abc import Iterator

from cms.core.sitemaps import Entry, view_entry
from cms.publications.models import Edition


def publication_entries() -> Iterator[Entry]:
    """Return the list of volumes, each current edition, and its papers."""
    yield view_entry("publications:volumes")
    editions = (
        Edition.objects.current().select_related("volume").prefetch_related("papers")
    )
    for edition in editions:
        slug, changed = edition.volume.slug, edition.published_at
        yield view_entry("publications:volume", slug, changed=changed)
        for paper in edition.papers.all():
            yield view_entry("publications:paper", slug, paper.slug, changed=changed)
