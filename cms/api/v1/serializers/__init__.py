"""The shape of every answer; the values come from `projections`."""

from cms.api.v1.serializers.base import (
    LOCALES,
    ChangelogSerializer,
    RootSerializer,
)
from cms.api.v1.serializers.books import (
    PaperDetailSerializer,
    PaperSerializer,
    RecommendationSerializer,
    VolumeDetailSerializer,
    VolumeSerializer,
)
from cms.api.v1.serializers.events import (
    EventDetailSerializer,
    EventSerializer,
    ProgrammeItemSerializer,
)
from cms.api.v1.serializers.network import (
    PartnerSerializer,
)
from cms.api.v1.serializers.pages import (
    ArticleDetailSerializer,
    ArticleSerializer,
    GeneralPageDetailSerializer,
    GeneralPageSerializer,
    IssueDetailSerializer,
    IssueSerializer,
    NewsDetailSerializer,
    NewsSerializer,
)
from cms.api.v1.serializers.people import (
    PersonSerializer,
)
from cms.api.v1.serializers.pictures import (
    PictureEntrySerializer,
)
from cms.api.v1.serializers.places import (
    LanguageSerializer,
    SiteSerializer,
)

__all__ = [
    "LOCALES",
    "ArticleDetailSerializer",
    "ArticleSerializer",
    "ChangelogSerializer",
    "EventDetailSerializer",
    "EventSerializer",
    "GeneralPageDetailSerializer",
    "GeneralPageSerializer",
    "IssueDetailSerializer",
    "IssueSerializer",
    "LanguageSerializer",
    "NewsDetailSerializer",
    "NewsSerializer",
    "PaperDetailSerializer",
    "PaperSerializer",
    "PartnerSerializer",
    "PersonSerializer",
    "PictureEntrySerializer",
    "ProgrammeItemSerializer",
    "RecommendationSerializer",
    "RootSerializer",
    "SiteSerializer",
    "VolumeDetailSerializer",
    "VolumeSerializer",
]
