"""What the API offers: one resource a kind, each with its list and its entries."""

from cms.api.v1.resources.base import RESOURCES, Resource
from cms.api.v1.resources.books import (
    PaperResource,
    RecommendationResource,
    VolumeResource,
)
from cms.api.v1.resources.events import EventResource, ProgrammeItemResource
from cms.api.v1.resources.network import PartnerResource
from cms.api.v1.resources.pages import (
    ArticleResource,
    IssueResource,
    NewsResource,
    PageResource,
)
from cms.api.v1.resources.people import PersonResource
from cms.api.v1.resources.pictures import PictureResource
from cms.api.v1.resources.places import LocaleResource, SiteResource

RESOURCES.update(
    (resource.name, resource)
    for resource in (
        NewsResource,
        IssueResource,
        ArticleResource,
        PartnerResource,
        VolumeResource,
        PaperResource,
        RecommendationResource,
        PageResource,
        EventResource,
        ProgrammeItemResource,
        PersonResource,
        PictureResource,
        SiteResource,
        LocaleResource,
    )
)
FOLLOWED = [name for name, resource in RESOURCES.items() if resource.followed]

__all__ = [
    "FOLLOWED",
    "RESOURCES",
    "ArticleResource",
    "EventResource",
    "IssueResource",
    "LocaleResource",
    "NewsResource",
    "PageResource",
    "PaperResource",
    "PartnerResource",
    "PersonResource",
    "PictureResource",
    "ProgrammeItemResource",
    "RecommendationResource",
    "Resource",
    "SiteResource",
    "VolumeResource",
]
