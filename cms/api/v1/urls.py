"""The addresses of the first version of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from cms.api.v1 import views
from cms.api.v1.writing import views as writing

app_name = "api"

router = SimpleRouter()
for viewset in views.VIEWSETS:
    router.register(viewset.resource.name, viewset, basename=viewset.resource.basename)

urlpatterns = [
    path("", views.RootView.as_view(), name="root"),
    path("schema/", views.SchemaView.as_view(), name="schema"),
    path("changelog/", views.ChangelogView.as_view(), name="changelog"),
    path("changes/", views.ChangesView.as_view(), name="changes"),
    path("drafts/news/", writing.NewsDraftsView.as_view(), name="news-drafts"),
    path("drafts/news/<uuid:pk>/", writing.NewsDraftView.as_view(), name="news-draft"),
    path(
        "drafts/pictures/", writing.PictureDraftsView.as_view(), name="pictures-drafts"
    ),
    path(
        "drafts/programme-items/", writing.TalkDraftsView.as_view(), name="talk-drafts"
    ),
    path(
        "drafts/programme-items/<str:pk>/",
        writing.TalkDraftView.as_view(),
        name="talk-draft",
    ),
    *router.urls,
    # An unknown address is answered here, never by the site's redirects.
    re_path(r"", views.NothingHereView.as_view(), name="nothing"),
]
