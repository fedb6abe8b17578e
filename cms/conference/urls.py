"""Addresses of the conference desk, below its own word in each language."""

from django.urls import path

from cms.conference import views
from cms.conference.kinds import Step
from cms.core.addresses import translated_path

app_name = "conference"

OWN = {"sl": "moje-oddaje/", "it": "mie-proposte/", "en": "my-submissions/"}
ONE = {language: f"{own}<str:code>/" for language, own in OWN.items()}
EDIT = {
    "sl": f"{ONE['sl']}uredi/",
    "it": f"{ONE['it']}modifica/",
    "en": f"{ONE['en']}edit/",
}
STEPS = {
    Step.TYPE: (views.KindView, "vrsta/", "tipo/", "kind/"),
    Step.FILE: (views.FileView, "datoteka/", "file/", "file/"),
    Step.DETAILS: (views.DetailsView, "naslov/", "titolo/", "title/"),
    Step.AUTHORS: (views.AuthorsView, "avtorji/", "autori/", "authors/"),
    Step.QUESTIONS: (views.QuestionsView, "vprasanja/", "domande/", "questions/"),
    Step.REVIEW: (views.ReviewView, "pregled/", "riepilogo/", "check/"),
}


def below(addresses: dict[str, str], sl: str, it: str, en: str):
    """Return the address of something that belongs to one submission."""
    return translated_path(
        sl=addresses["sl"] + sl, it=addresses["it"] + it, en=addresses["en"] + en
    )


of_one_submission = [
    path(translated_path(**ONE), views.SubmissionView.as_view(), name="submission"),
    path(translated_path(**EDIT), views.EditView.as_view(), name="edit"),
    *(
        path(below(EDIT, sl, it, en), view.as_view(), name=f"edit_{step}")
        for step, (view, sl, it, en) in STEPS.items()
    ),
    path(
        below(EDIT, "povezava/", "collegamento/", "link/"),
        views.SendLinkView.as_view(),
        name="send_link",
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
        below(
            ONE,
            "potrdilo/<uuid:uuid>.pdf",
            "ricevuta/<uuid:uuid>.pdf",
            "receipt/<uuid:uuid>.pdf",
        ),
        views.ReceiptView.as_view(),
        name="receipt",
    ),
    path(
        below(
            ONE,
            "razlike/<int:old>-<int:new>/",
            "differenze/<int:old>-<int:new>/",
            "differences/<int:old>-<int:new>/",
        ),
        views.DifferenceView.as_view(),
        name="difference",
    ),
    path(
        below(
            ONE,
            "prevod/<slug:into>/odobri/",
            "traduzione/<slug:into>/approva/",
            "translation/<slug:into>/approve/",
        ),
        views.ApproveTextView.as_view(),
        name="approve_text",
    ),
    path(
        below(
            ONE,
            "soavtor/<int:pk>/obvesti/",
            "coautore/<int:pk>/avvisa/",
            "coauthor/<int:pk>/tell/",
        ),
        views.TellCoauthorView.as_view(),
        name="tell_coauthor",
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
]

behind_links = [
    path(
        translated_path(
            sl="osnutek/<str:token>/", it="bozza/<str:token>/", en="draft/<str:token>/"
        ),
        views.ResumeView.as_view(),
        name="resume",
    ),
    path(
        translated_path(
            sl="soavtor/<str:token>/",
            it="coautore/<str:token>/",
            en="coauthor/<str:token>/",
        ),
        views.CoauthorView.as_view(),
        name="coauthor",
    ),
    path(
        translated_path(
            sl="podaljsanje/<str:token>/",
            it="proroga/<str:token>/",
            en="extension/<str:token>/",
        ),
        views.ExtensionView.as_view(),
        name="extension",
    ),
    path(
        translated_path(
            sl="moji-roki/<str:token>.ics",
            it="mie-scadenze/<str:token>.ics",
            en="my-deadlines/<str:token>.ics",
        ),
        views.OwnDeadlinesView.as_view(),
        name="own_deadlines",
    ),
]

urlpatterns = [
    path("", views.CallsView.as_view(), name="calls"),
    path(
        translated_path(sl="roki.ics", it="scadenze.ics", en="deadlines.ics"),
        views.DeadlinesView.as_view(),
        name="deadlines",
    ),
    path(translated_path(**OWN), views.MineView.as_view(), name="mine"),
    path(
        translated_path(
            sl="moje-oddaje/koledar/",
            it="mie-proposte/calendario/",
            en="my-submissions/calendar/",
        ),
        views.MyCalendarView.as_view(),
        name="my_calendar",
    ),
    *of_one_submission,
    *behind_links,
    path("<slug:slug>/", views.CallView.as_view(), name="call"),
    path(
        translated_path(
            sl="<slug:slug>/oddaj/", it="<slug:slug>/invia/", en="<slug:slug>/submit/"
        ),
        views.SubmitView.as_view(),
        name="submit",
    ),
]
