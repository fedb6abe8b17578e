"""The site's addresses, and one page behind a link of a mail."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path

from cms.core.enums import LinkPurpose
from cms.core.views import LinkedView
from cms.urls import urlpatterns as of_the_site

ACTED: list[str] = []


class Door(LinkedView):
    purpose = LinkPurpose.PROOF

    def get(self, request) -> HttpResponse:
        return HttpResponse(f"Do you approve {self.link.subject_key}?")

    def post(self, request) -> HttpResponse:
        ACTED.append(self.link.subject_key)
        return HttpResponse("Done.")


urlpatterns = [
    *i18n_patterns(path("door/<str:token>/", Door.as_view(), name="door")),
    *of_the_site,
]
