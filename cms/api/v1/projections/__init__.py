"""What partners get of each thing: one projection a kind, lists and details."""

from cms.api.v1.projections.base import Projection, Projections
from cms.api.v1.projections.books import (
    paper,
    paper_id,
    paper_in_full,
    recommendation,
    volume,
)
from cms.api.v1.projections.events import event, event_in_full, programme_item
from cms.api.v1.projections.network import partner
from cms.api.v1.projections.pages import (
    Translations,
    article,
    body,
    general,
    issue,
    news,
    translations_of,
)
from cms.api.v1.projections.people import person
from cms.api.v1.projections.pictures import picture, picture_entry
from cms.api.v1.projections.places import language, site

__all__ = [
    "Projection",
    "Projections",
    "Translations",
    "article",
    "body",
    "event",
    "event_in_full",
    "general",
    "issue",
    "language",
    "news",
    "paper",
    "paper_id",
    "paper_in_full",
    "partner",
    "person",
    "picture",
    "picture_entry",
    "programme_item",
    "recommendation",
    "site",
    "translations_of",
    "volume",
]
