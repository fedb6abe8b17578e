"""The site's addresses, and beside them those of Wagtail's own APIs."""

from django.http import HttpResponse
from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as third

from cms.urls import urlpatterns as own

second = WagtailAPIRouter("wagtailapi")
second.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("nothing/", lambda _request: HttpResponse()),
    path("api/v2/", second.urls),
    path("api/v3/", third.urls),
    *own,
]
