"""The public pages, the files, and the editors' desk."""

from cms.publications.views.files import (
    cite,
    cite_volume,
    cover,
    figure,
    file,
    paper_pdf,
)
from cms.publications.views.pages import (
    edition,
    paper,
    recommendations,
    volume,
    volumes,
)

__all__ = [
    "cite",
    "cite_volume",
    "cover",
    "edition",
    "figure",
    "file",
    "paper",
    "paper_pdf",
    "recommendations",
    "volume",
    "volumes",
]
