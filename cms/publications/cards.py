"""Volumes and papers on the cards that stand for them where they are shared."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.cards import Card
from cms.publications.models import Edition, EditionPaper, Volume

VOLUME, PAPER = "volume", "paper"


def of_volume(edition: Edition, language: str) -> Card:
    with override(language):
        return Card(language, edition.title, _("Conference proceedings"))


def of_paper(paper: EditionPaper, language: str) -> Card:
    with override(language):
        return Card(language, paper.title, paper.session or _("Paper"))


def paper_key(volume: str, paper: str) -> str:
    # Slugs have no dots.
    return f"{volume}.{paper}"


def volume_card(language: str, key: str) -> Card | None:
    """Return the card of a published volume."""
    volumes = Volume.objects.published().select_related("current_edition")
    volume = volumes.filter(slug=key).first()
    return of_volume(volume.current_edition, language) if volume else None


def paper_card(language: str, key: str) -> Card | None:
    """Return the card of a paper that readers get."""
    volume, _dot, slug = key.partition(".")
    papers = EditionPaper.objects.current().filter(edition__volume__slug=volume)
    paper = papers.filter(slug=slug).first()
    return of_paper(paper, language) if paper else None
