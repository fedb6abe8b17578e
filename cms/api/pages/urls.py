"""Addresses of a partner's keys."""

from django.urls import path

from cms.api.pages import views

app_name = "keys"

urlpatterns = [
    path("", views.KeysView.as_view(), name="list"),
    path("<uuid:uuid>/", views.KeyView.as_view(), name="key"),
]
