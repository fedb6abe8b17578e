"""The readers' addresses; those of editors are in wagtail_hooks.py."""

from django.urls import path

from cms.core.addresses import translated_path
from cms.translation.views import previews, wishes

app_name = "translations"

urlpatterns = [
    path(
        translated_path(
            sl="zelja/<uuid:key>/", it="richiesta/<uuid:key>/", en="wish/<uuid:key>/"
        ),
        wishes.ask,
        name="ask",
    ),
    path(
        translated_path(
            sl="zelja/<uuid:key>/hvala/",
            it="richiesta/<uuid:key>/grazie/",
            en="wish/<uuid:key>/thanks/",
        ),
        wishes.asked,
        name="asked",
    ),
    path(
        translated_path(
            sl="predogled/<slug:token>/",
            it="anteprima/<slug:token>/",
            en="preview/<slug:token>/",
        ),
        previews.draft,
        name="draft",
    ),
]
