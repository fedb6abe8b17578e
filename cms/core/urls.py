"""Addresses below the language prefix that belong to no page."""

from django.urls import path

from cms.core import views
from cms.core.addresses import translated_path

app_name = "core"

urlpatterns = [
    path(
        translated_path(
            sl="se-ni-prevedeno/<uuid:key>/",
            it="non-ancora-tradotto/<uuid:key>/",
            en="not-yet-translated/<uuid:key>/",
        ),
        views.not_yet_translated,
        name="not_yet_translated",
    ),
]
