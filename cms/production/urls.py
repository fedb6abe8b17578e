"""Addresses of production, below the conference's own words."""

from django.urls import path

from cms.conference.urls import ONE, below
from cms.core.addresses import translated_path
from cms.production import views

app_name = "production"

PROOF = {
    "sl": "korekture/<str:token>/",
    "it": "bozze/<str:token>/",
    "en": "proof/<str:token>/",
}

urlpatterns = [
    path(
        below(ONE, "pravice/", "diritti/", "rights/"),
        views.RightsView.as_view(),
        name="rights",
    ),
    path(
        translated_path(
            sl="pravice/<str:token>/",
            it="diritti/<str:token>/",
            en="rights/<str:token>/",
        ),
        views.CertifyView.as_view(),
        name="certify",
    ),
    path(
        below(ONE, "koncna-razlicica/", "versione-definitiva/", "final-version/"),
        views.FinalVersionView.as_view(),
        name="final_version",
    ),
    path(
        below(ONE, "spremembe/", "modifiche-redazionali/", "changes/"),
        views.ChangeView.as_view(),
        name="change",
    ),
    path(
        below(ONE, "priporocila/", "raccomandazioni/", "recommendations/"),
        views.MarksView.as_view(),
        name="marks",
    ),
    path(
        below(ONE, "korekture/", "bozze/", "proof/"),
        views.ProofView.as_view(),
        name="proof",
    ),
    path(
        below(ONE, "korekture/<str:name>", "bozze/<str:name>", "proof/<str:name>"),
        views.ProofFileView.as_view(),
        name="proof_file",
    ),
    path(translated_path(**PROOF), views.ProofLinkView.as_view(), name="proof_link"),
    path(
        below(PROOF, "<str:name>", "<str:name>", "<str:name>"),
        views.ProofLinkFileView.as_view(),
        name="proof_link_file",
    ),
]
