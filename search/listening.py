"""Keeps the index up to date, in the transaction of each change.

Deleting needs no listening: a document goes with the row it stands for. Nor do
moves and restrictions: addresses and visibility are asked for when searching.
"""

from django.apps import AppConfig
from django.db import models
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.models import Page

from cms.network.models import Partner
from cms.publications.models import Edition, EditionPaper, EditionRecommendation
from search import operations
from search.models import Document


def connect(config: AppConfig) -> None:
    """Listen to what happens to public content."""
    post_save.connect(_saved, dispatch_uid="search-saved")
    post_delete.connect(_partner_gone, sender=Partner, dispatch_uid="search-partner")
    post_migrate.connect(_migrated, sender=config, dispatch_uid="search-migrated")


def _saved(instance: models.Model, raw: bool = False, **_: object) -> None:
    # Fixtures come row by row, in any order: whoever loads one rebuilds the index.
    if raw:
        return
    match instance:
        case Page():
            operations.index_page(page=Page.objects.get(pk=instance.pk))
        case Edition():
            operations.index_edition(edition=instance)
        case EditionPaper():
            operations.index_paper(paper=instance)
        case EditionRecommendation():
            operations.index_recommendation(recommendation=instance)
        case Partner():
            operations.index_partner(partner=instance)


def _partner_gone(instance: Partner, **_: object) -> None:
    operations.index_partners_pages(locale_id=instance.locale_id)


def _migrated(using: str, **_: object) -> None:
    """Fill the index of a site that had content before it had an index."""
    if using == "default" and not Document.objects.exists():
        operations.rebuild()
