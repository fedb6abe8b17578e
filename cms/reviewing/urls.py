"""Addresses of the reviewers' desk, below its own word in each language."""

from django.urls import path

from cms.core.addresses import translated_path
from cms.reviewing import views

app_name = "reviewing"

PDF = {"sl": "prispevek.pdf", "it": "contributo.pdf", "en": "paper.pdf"}
PAPER = {"sl": "prispevek/", "it": "contributo/", "en": "paper/"}
LINK = {
    "sl": "povezava/<str:token>/",
    "it": "collegamento/<str:token>/",
    "en": "link/<str:token>/",
}
ONE = dict.fromkeys(LINK, "<uuid:uuid>/")


def below(first: dict[str, str], second: dict[str, str]):
    """Return the address of something that belongs to one review."""
    return translated_path(**{code: first[code] + second[code] for code in first})


urlpatterns = [
    path("", views.MineView.as_view(), name="mine"),
    path(translated_path(**ONE), views.AccountTaskView.as_view(), name="task"),
    path(below(ONE, PAPER), views.AccountPaperView.as_view(), name="paper"),
    path(below(ONE, PDF), views.AccountPdfView.as_view(), name="paper_pdf"),
    path(translated_path(**LINK), views.LinkedTaskView.as_view(), name="linked"),
    path(below(LINK, PAPER), views.LinkedPaperView.as_view(), name="linked_paper"),
    path(below(LINK, PDF), views.LinkedPdfView.as_view(), name="linked_paper_pdf"),
]
