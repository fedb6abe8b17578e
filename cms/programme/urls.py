"""Addresses of programmes, below the translated word for programme."""

from django.urls import path

from cms.core.addresses import translated_path
from cms.programme import views

app_name = "programme"

TALK = {
    "sl": "<slug:slug>/referat/<str:code>",
    "it": "<slug:slug>/relazione/<str:code>",
    "en": "<slug:slug>/talk/<str:code>",
}
PERSON = {
    "sl": "<slug:slug>/govorec/<slug:name>",
    "it": "<slug:slug>/relatore/<slug:name>",
    "en": "<slug:slug>/speaker/<slug:name>",
}


def ending(addresses: dict[str, str], end: str):
    """Return the address in each language, with the same end."""
    return translated_path(
        sl=addresses["sl"] + end, it=addresses["it"] + end, en=addresses["en"] + end
    )


urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("<slug:slug>/", views.programme, name="programme"),
    path("<slug:slug>/programme.ics", views.programme_ics, name="programme_ics"),
    path(
        translated_path(
            sl="<slug:slug>/program.pdf",
            it="<slug:slug>/programma.pdf",
            en="<slug:slug>/programme.pdf",
        ),
        views.programme_pdf,
        name="programme_pdf",
    ),
    path("<slug:slug>/schedule.json", views.schedule_json, name="schedule_json"),
    path("<slug:slug>/schedule.xml", views.schedule_xml, name="schedule_xml"),
    path(
        translated_path(
            sl="<slug:slug>/spremembe/",
            it="<slug:slug>/modifiche/",
            en="<slug:slug>/changes/",
        ),
        views.releases,
        name="releases",
    ),
    path(ending(TALK, ".ics"), views.talk_ics, name="talk_ics"),
    path(ending(TALK, "/"), views.talk, name="talk"),
    path(ending(PERSON, ".ics"), views.person_ics, name="person_ics"),
    path(ending(PERSON, "/"), views.person, name="person"),
]
