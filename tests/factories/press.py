"""What the press is handed, and small finished files."""

import hashlib
from io import BytesIO

import pikepdf

from cms.press.enums import WorkState
from cms.press.models import BuildJob, Rendition
from cms.press.orders import PaperOrder, PersonOrder

MARKDOWN = b"""# Uvod

Socialno podjetje zaposluje ljudi.[^1]

| Leto | Zaposleni |
|------|-----------|
| 2012 | 14        |

[^1]: Podatki projekta COOP.
"""


def paper_order(**fields) -> PaperOrder:
    """Return the order for one small Slovenian paper."""
    fields = {
        "id": "a1",
        "manuscript": MARKDOWN,
        "filename": "clanek.md",
        "title": "Socialno podjetje",
        "language": "sl",
        "authors": (PersonOrder(name="Ana Žagar", affiliations=("Inštitut",)),),
        "abstracts": {"sl": "Kaj dela socialno podjetje."},
        "keywords": {"sl": ("delo", "vključevanje")},
        **fields,
    }
    return PaperOrder(**fields)


def rendition(order: PaperOrder | None = None, **fields) -> Rendition:
    """Return the waiting rendition of an order."""
    order = order or paper_order()
    return Rendition.objects.create(
        source_sha256=order.source_sha256,
        metadata_sha256=order.metadata_sha256,
        **fields,
    )


def job(state: WorkState = WorkState.QUEUED, **fields) -> BuildJob:
    """Return a build in a state."""
    return BuildJob.objects.create(state=state, **fields)


def pdf(pages: int = 1) -> bytes:
    """Return a PDF of empty pages."""
    target = BytesIO()
    with pikepdf.new() as document:
        for _number in range(pages):
            document.add_blank_page(page_size=(482, 680))
        document.save(target)
    return target.getvalue()


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
