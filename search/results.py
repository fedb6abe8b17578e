"""What a reader sees of each match."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from cms.core.visibility import visible
from cms.network.models import PartnersPage
from search.enums import Kind
from search.models import Document
from search.queries import Match
from search.snippets import Passage, marked, snippet


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    title: str
    heading: list[Passage]
    url: str
    kind: str
    year: int | None
    passages: list[Passage]
    # Each empty when it is the language of the site around it.
    title_language: str
    language: str


def hits(
    request: HttpRequest,
    matches: Sequence[Match],
    wanted: re.Pattern[str],
    around: str,
) -> list[Hit]:
    """Return the matches of one page as they are shown."""
    rows = Document.objects.select_related(
        "page__locale", "edition__volume", "paper", "recommendation"
    ).defer("folded", "edition__manifest", "paper__html")
    documents = rows.in_bulk([match.pk for match in matches])
    places = _partners_pages(request, documents.values())
    return [
        Hit(
            title=document.title,
            heading=marked(document.title, wanted),
            url=_url(request, document, places),
            kind=Kind(document.kind).label,
            year=document.year,
            passages=snippet(document.text, wanted),
            title_language=_other(document.title_language, around),
            language=_other(document.language, around),
        )
        for match in matches
        if (document := documents.get(match.pk))
    ]


def _url(request: HttpRequest, document: Document, places: dict[str, str]) -> str:
    if document.page:
        return document.page.get_url(request) or ""
    if document.partner_id:
        return places.get(document.language, "")
    slug = document.edition.volume.slug
    if document.paper:
        return reverse("publications:paper", args=[slug, document.paper.slug])
    if document.recommendation:
        listed = reverse("publications:recommendations", args=[slug])
        return f"{listed}#r{document.recommendation.number}"
    return reverse("publications:volume", args=[slug])


def _partners_pages(request: HttpRequest, documents) -> dict[str, str]:
    """Return the address of the partners page by language, if it is needed."""
    if not any(document.partner_id for document in documents):
        return {}
    pages = visible(PartnersPage.objects.all()).select_related("locale")
    return {page.locale.language_code: page.get_url(request) or "" for page in pages}


def _other(own: str, around: str) -> str:
    return own if own != around else ""
