"""Registers volumes and recommendations with the Wagtail admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.publications.viewsets import (
    AcceptedPaperChooser,
    RecommendationViewSet,
    VolumeViewSet,
)

register_snippet(RecommendationViewSet)


@hooks.register("register_admin_viewset")
def register_volumes() -> VolumeViewSet:
    return VolumeViewSet()


@hooks.register("register_admin_viewset")
def register_paper_chooser() -> AcceptedPaperChooser:
    return AcceptedPaperChooser("accepted_papers")
