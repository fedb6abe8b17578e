"""Where volumes, papers and their files are found, in the active language."""

from django.urls import reverse

from cms.publications.enums import CitationFormat
from cms.publications.models import Edition, EditionFile


def volumes() -> str:
    return reverse("publications:volumes")


def volume(slug: str) -> str:
    return reverse("publications:volume", args=[slug])


def paper(slug: str, paper_slug: str) -> str:
    return reverse("publications:paper", args=[slug, paper_slug])


def paper_pdf(slug: str, paper_slug: str) -> str:
    return reverse("publications:paper_pdf", args=[slug, paper_slug])


def recommendations(slug: str) -> str:
    return reverse("publications:recommendations", args=[slug])


def edition(slug: str, number: int) -> str:
    return reverse("publications:edition", args=[slug, number])


def file(slug: str, edition_: Edition, file_: EditionFile) -> str:
    return reverse("publications:file", args=[slug, edition_.number, file_.name])


def citation_formats(slug: str, paper_slug: str = "") -> list[dict[str, str]]:
    """Return where each file for reference managers is."""
    name = "publications:cite" if paper_slug else "publications:cite_volume"
    known = [slug, paper_slug] if paper_slug else [slug]
    return [
        {"label": str(kind.label), "url": reverse(name, args=[*known, kind.value])}
        for kind in CitationFormat
    ]
