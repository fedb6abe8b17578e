"""Tells texts of other apps which paper stands at an address."""

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import override

from cms.core.references import Reference
from cms.publications.models import EditionPaper
from cms.publications.views import addresses


def paper_at(path: str) -> Reference | None:
    """Return the paper of a current edition at this path, in any language's words."""
    language = path.split("/")[1] if path.startswith("/") else ""
    if language not in dict(settings.LANGUAGES):
        return None
    # The words of an address resolve only while their language is active.
    with override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    if match.view_name != "publications:paper":
        return None
    volume, slug = match.kwargs["slug"], match.kwargs["paper"]
    papers = EditionPaper.objects.current().filter(edition__volume__slug=volume)
    found = papers.filter(slug=slug).first()
    if found is None:
        return None
    return Reference(
        title=found.title,
        url=addresses.paper(volume, slug),
        byline=", ".join(author["name"] for author in found.authors),
        language=found.language,
    )
