from datetime import UTC, datetime

import pytest
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.accounts.models import User
from cms.conference.enums import SubmissionState
from cms.conference.models import Call, Submission
from cms.core.models import ContentPage
from cms.demo.loader import load
from cms.network.models import Partner
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage
from cms.publications.models import Recommendation, Volume

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
def _no_worker(settings):
    settings.TASKS = {
        "default": {
            "BACKEND": "django_tasks.backends.dummy.DummyBackend",
            "QUEUES": ["default", "press"],
        }
    }


def rows() -> list[list]:
    return [
        list(Page.objects.order_by("pk").values_list("pk", "title", "slug", "live")),
        list(Partner.objects.order_by("pk").values_list("pk", "description")),
        list(Submission.objects.order_by("pk").values_list("pk", "state")),
        list(Recommendation.objects.order_by("pk").values_list("pk", "text")),
        list(Volume.objects.values_list("pk")),
        list(User.objects.order_by("pk").values_list("pk", "password")),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_no_worker")
def test_load_makes_everything_once_and_keeps_what_people_changed():
    load(now=NOW)

    assert NewsPage.objects.live().count() == 18
    assert ArticlePage.objects.live().count() == 18
    assert Partner.objects.count() == 27
    media = ContentPage.objects.get(slug="za-medije")
    assert [page.locale.language_code for page in media.get_translations()] == ["en"]
    assert {one.get_status_display() for one in Translation.objects.all()} == {
        Translation.objects.first().get_status_display()
    }
    editorial = ArticlePage.objects.get(slug="editoriale")
    assert editorial.byline == "La redazione COOP"
    assert Redirect.objects.count() == 0

    states = Submission.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == [
        *[SubmissionState.ACCEPTED] * 8,
        SubmissionState.DRAFT,
        SubmissionState.SUBMITTED,
    ]
    assert [call.is_open(NOW) for call in Call.objects.order_by("slug")] == [
        False,
        True,
    ]
    call = Call.objects.get(slug="coop-konferenca")
    asked = [call.types, call.tracks, call.questions, call.criteria]
    assert [rows.count() for rows in asked] == [3, 4, 3, 4]
    for kinds in asked:
        for row in kinds.all():
            languages = row.texts.order_by("pk").values_list("language", flat=True)
            assert list(languages) == ["sl", "it", "en"]
    paper = Submission.objects.get(texts__title__startswith="Pridržana javna naročila")
    with translation.override("it"):
        assert str(paper.track) == "Appalti pubblici e inserimento lavorativo"
        assert [answer.words for answer in paper.answers.all()] == [
            "sì",
            "a Comuni e istituzioni pubbliche",
        ]
    assert (
        Submission.objects.filter(state=SubmissionState.SUBMITTED, track=None).count()
        == 0
    )
    assert Volume.objects.get().papers.count() == 8
    assert Volume.objects.get().recommendations.count() == 6
    assert Recommendation.objects.filter(papers=None).count() == 0
    editor = User.objects.get(email="editor@example.org")
    assert editor.has_perm("conference.decide_submission")
    assert editor.has_perm("wagtailadmin.access_admin")

    editorial.title = "Cambiato"
    editorial.save_revision().publish()
    Partner.objects.filter(place="Rovigo").update(description="Changed.")
    before = rows()
    load(now=NOW)
    assert rows() == before
