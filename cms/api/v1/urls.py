"""The addresses of the first version of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from cms.api.v1 import views

app_name = "api"

router = SimpleRouter()
router.register("news", views.NewsViewSet, basename="news")
router.register("newspaper-issues", views.IssueViewSet, basename="issue")
router.register("articles", views.ArticleViewSet, basename="article")
router.register("partners", views.PartnerViewSet, basename="partner")
router.register("volumes", views.VolumeViewSet, basename="volume")
router.register("papers", views.PaperViewSet, basename="paper")
router.register(
    "recommendations", views.RecommendationViewSet, basename="recommendation"
)

urlpatterns = [
    path("", views.RootView.as_view(), name="root"),
    path("schema/", views.SchemaView.as_view(), name="schema"),
    *router.urls,
    # An unknown address is answered here, never by the site's redirects.
    re_path(r"", views.NothingHereView.as_view(), name="nothing"),
]
