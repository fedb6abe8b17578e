"""Addresses of the conference desk, below its own word in each language."""

from django.urls import path

from cms.conference import views
from cms.core.addresses import translated_path

app_name = "conference"

OWN = {"sl": "moje-oddaje/", "it": "mie-proposte/", "en": "my-submissions/"}
ONE = {language: f"{own}<str:code>/" for language, own in OWN.items()}


def below(addresses: dict[str, str], sl: str, it: str, en: str):
    """Return the address of something that belongs to one submission."""
    return translated_path(
        sl=addresses["sl"] + sl, it=addresses["it"] + it, en=addresses["en"] + en
    )


urlpatterns = [
    path("", views.CallsView.as_view(), name="calls"),
    path(translated_path(**OWN), views.MineView.as_view(), name="mine"),
    path(translated_path(**ONE), views.SubmissionView.as_view(), name="submission"),
    path(
        below(ONE, "uredi/", "modifica/", "edit/"),
        views.EditView.as_view(),
        name="edit",
    ),
    path(
        below(ONE, "umakni/", "ritira/", "withdraw/"),
        views.WithdrawView.as_view(),
        name="withdraw",
    ),
    path(
        below(
            ONE,
            "rokopis/<uuid:uuid>/",
            "manoscritto/<uuid:uuid>/",
            "manuscript/<uuid:uuid>/",
        ),
        views.ManuscriptView.as_view(),
        name="manuscript",
    ),
    path(
        below(ONE, "predogled/", "anteprima/", "preview/"),
        views.PreviewView.as_view(),
        name="preview",
    ),
    path(
        below(ONE, "predogled.pdf", "anteprima.pdf", "preview.pdf"),
        views.PreviewPdfView.as_view(),
        name="preview_pdf",
    ),
    path(
        below(ONE, "predogled/strani/", "anteprima/pagine/", "preview/pages/"),
        views.TypesetView.as_view(),
        name="typeset",
    ),
    path(
        below(ONE, "predogled/stanje/", "anteprima/stato/", "preview/state/"),
        views.TypesetStateView.as_view(),
        name="typeset_state",
    ),
    path(
        below(
            ONE,
            "predogled/slike/<slug:name>/",
            "anteprima/immagini/<slug:name>/",
            "preview/pictures/<slug:name>/",
        ),
        views.RenditionPictureView.as_view(),
        name="rendition_picture",
    ),
    path("<slug:slug>/", views.CallView.as_view(), name="call"),
    path(
        translated_path(
            sl="<slug:slug>/oddaj/", it="<slug:slug>/invia/", en="<slug:slug>/submit/"
        ),
        views.SubmitView.as_view(),
        name="submit",
    ),
]
