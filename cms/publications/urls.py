"""Addresses of volumes and papers, below the translated word for proceedings."""

from django.urls import path

from cms.core.addresses import translated_path
from cms.publications import views

app_name = "publications"

urlpatterns = [
    path("", views.volumes, name="volumes"),
    path("<slug:slug>/", views.volume, name="volume"),
    path("<slug:slug>/cover.png", views.cover, name="cover"),
    path("<slug:slug>/cite.<str:format>", views.cite_volume, name="cite_volume"),
    path(
        translated_path(
            sl="<slug:slug>/priporocila/",
            it="<slug:slug>/raccomandazioni/",
            en="<slug:slug>/recommendations/",
        ),
        views.recommendations,
        name="recommendations",
    ),
    path(
        translated_path(
            sl="<slug:slug>/izdaje/<int:number>/",
            it="<slug:slug>/edizioni/<int:number>/",
            en="<slug:slug>/editions/<int:number>/",
        ),
        views.edition,
        name="edition",
    ),
    path(
        translated_path(
            sl="<slug:slug>/izdaje/<int:number>/<str:name>",
            it="<slug:slug>/edizioni/<int:number>/<str:name>",
            en="<slug:slug>/editions/<int:number>/<str:name>",
        ),
        views.file,
        name="file",
    ),
    path("<slug:slug>/<slug:paper>/", views.paper, name="paper"),
    path("<slug:slug>/<slug:paper>/paper.pdf", views.paper_pdf, name="paper_pdf"),
    path("<slug:slug>/<slug:paper>/cite.<str:format>", views.cite, name="cite"),
    path("<slug:slug>/<slug:paper>/<str:name>", views.figure, name="figure"),
]
