"""From the ready papers of a call to the volume, and from marks to its chapter."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import NotAllowed
from cms.production.enums import MarkState
from cms.production.exceptions import AnsweredAlready
from cms.publications import operations, queries
from cms.publications.exceptions import CompileNotAllowed, NothingReady, NoWords
from cms.publications.models import Recommendation, Volume
from tests.factories import production, programme
from tests.factories import publications as factories
from tests.factories.accounts import editor, user
from tests.factories.conference import call

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def ready(made, title: str, state=SubmissionState.READY):
    return production.paper(state, call=made, title=title)


def collect(made, by=None):
    return operations.collect_volume(call=made, by=by or editor(), now=timezone.now())


def titles(volume) -> list[tuple[str, str]]:
    return [(str(row), row.session) for row in volume.papers.all()]


# --- The volume of a call ---------------------------------------------------------
def test_ready_papers_become_the_volume_of_their_call():
    made = call()
    ready(made, "One")
    ready(made, "Two", SubmissionState.AUTHOR_PROOF)
    ready(call(), "Of another call")
    volume = collect(made)
    assert (volume.call, volume.slug) == (made, made.slug)
    assert titles(volume) == [("One", "")]
    assert {text.language: text.title for text in volume.texts.all()} == {
        text.language: text.title for text in made.texts.all()
    }


def test_papers_follow_the_programme_under_the_titles_of_its_sessions():
    made = call()
    late, early, outside = (ready(made, title) for title in ("Late", "Early", "None"))
    plan = programme.programme()
    morning = programme.session(plan, titles=programme.texts("Morning"))
    evening = programme.session(
        plan,
        titles=programme.texts("Evening"),
        starts=programme.dt.time(15),
        ends=programme.dt.time(17),
    )
    programme.talk(evening, submission=late)
    programme.talk(morning, submission=early)
    assert titles(collect(made)) == [
        ("Early", "Morning po slovensko"),
        ("Late", "Evening po slovensko"),
        ("None", ""),
    ]
    assert outside.volume_papers.count() == 1


def test_second_time_new_papers_are_added_and_what_editors_wrote_stays():
    made = call()
    ready(made, "One")
    volume = collect(made)
    volume.texts.filter(language="sl").update(title="Zbornik")
    volume.papers.update(session="My own session")
    ready(made, "Two")
    assert collect(made) == volume
    assert titles(volume) == [("One", "My own session"), ("Two", "")]
    assert volume.texts.get(language="sl").title == "Zbornik"


def test_paper_that_is_no_longer_accepted_leaves_the_volume():
    made = call()
    paper = ready(made, "One")
    ready(made, "Two")
    volume = collect(made)
    type(paper).objects.filter(pk=paper.pk).update(state=SubmissionState.WITHDRAWN)
    collect(made)
    assert titles(volume) == [("Two", "")]


def test_call_without_ready_papers_makes_no_volume():
    made = call()
    ready(made, "One", SubmissionState.IN_PRODUCTION)
    with pytest.raises(NothingReady):
        collect(made)
    assert Volume.objects.count() == 0


def test_only_who_may_compile_makes_the_volume(client):
    made = call()
    ready(made, "One")
    with pytest.raises(CompileNotAllowed):
        collect(made, user())
    client.force_login(user())
    assert client.post(reverse("volumes:collect", args=[made.pk])).status_code == 302
    assert Volume.objects.count() == 0


def test_volume_with_the_address_of_another_gets_a_number():
    made = call()
    factories.volume(papers=0, slug=made.slug)
    ready(made, "One")
    assert collect(made).slug == f"{made.slug}-2"


# --- Pages ------------------------------------------------------------------------
def test_one_click_on_the_board_leads_to_the_preflight(client):
    made = call()
    ready(made, "One")
    client.force_login(editor())
    collect_page = reverse("volumes:collect", args=[made.pk])
    board = client.get(reverse("production_board:index"), {"call": made.pk})
    assert f'href="{collect_page}"' in board.content.decode()
    assert client.get(collect_page).status_code == 200
    answer = client.post(collect_page)
    volume = Volume.objects.get()
    assert answer["Location"] == reverse("volumes:preflight", args=[volume.pk])


def test_preflight_names_what_blocks_each_paper(client):
    made = call()
    ready(made, "One")
    volume = collect(made)
    late = ready(made, "Two", SubmissionState.AUTHOR_PROOF)
    factories.add_paper(volume, submission=late)
    client.force_login(editor())
    page = client.get(reverse("volumes:preflight", args=[volume.pk]))
    blocked = [str(row["shown"].row.submission) for row in page.context["blocked"]]
    assert blocked == ["Two"]
    assert reverse("volumes:compile", args=[volume.pk]) in page.content.decode()


def test_preflight_asks_as_often_for_one_paper_as_for_many(client):
    made = call()
    client.force_login(editor())

    def asked(volume) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("volumes:preflight", args=[volume.pk]))
        return len(captured)

    ready(made, "One")
    volume = collect(made)
    asked(volume)
    one = asked(volume)
    for number in range(4):
        ready(made, f"Paper {number}")
    assert asked(collect(made)) == one


# --- Publishing -------------------------------------------------------------------
def test_papers_that_were_ready_are_published_with_their_volume():
    made = call()
    paper, accepted = ready(made, "One"), production.of_authors("Ana Žagar")
    volume = collect(made)
    factories.add_paper(volume, submission=accepted)
    factories.edition(volume)
    paper.refresh_from_db()
    accepted.refresh_from_db()
    assert paper.state == SubmissionState.PUBLISHED
    last = paper.history.last()
    assert (last.event, last.actor) == (SubmissionEvent.INCLUDE, None)
    # Who lists a paper by hand leaves it where it is.
    assert accepted.state == SubmissionState.ACCEPTED


def test_next_edition_publishes_nothing_twice():
    made = call()
    paper = ready(made, "One")
    volume = collect(made)
    factories.edition(volume)
    factories.edition(volume)
    assert paper.history.filter(event=SubmissionEvent.INCLUDE).count() == 1


def test_licence_that_authors_certified_goes_before_that_of_the_volume():
    made = call()
    ready(made, "One")
    volume = collect(made)
    volume.licence = "CC BY-NC 4.0"
    volume.save()
    factories.add_paper(volume)
    licences = [paper.licence for paper in queries.volume_order(volume).papers]
    assert licences == [production.LICENCE, "CC BY-NC 4.0"]


# --- Recommendations --------------------------------------------------------------
def take(mark, volume=None, actor=None, **words: tuple[str, str]):
    words = words or {"sl": ("Naročajte", "Občine naj naročajo.")}
    return operations.take_over(
        mark=mark,
        words={code: operations.Words(*told) for code, told in words.items()},
        volume=volume,
        actor=actor or editor(),
    )


def test_mark_becomes_a_recommendation_in_three_languages():
    volume = factories.volume(papers=0)
    mark = production.marked()
    made = take(
        mark,
        volume,
        sl=("Naročajte", "Občine naj naročajo."),
        it=("Ordinate", "I comuni ordinino."),
        en=("Buy", "Municipalities should buy."),
    )
    rows = Recommendation.objects.filter(translation_key=made.translation_key)
    assert {row.locale.language_code: row.title for row in rows} == {
        "sl": "Naročajte",
        "it": "Ordinate",
        "en": "Buy",
    }
    assert {(row.level, row.target_group) for row in rows} == {
        ("local", "public-authorities")
    }
    assert [list(row.papers.all()) for row in rows] == [[mark.submission]] * 3
    mark.refresh_from_db()
    assert (mark.state, mark.became) == (MarkState.TAKEN, made.translation_key)
    assert volume.recommendations.count() == 1


def test_recommendation_leads_to_its_paragraph_in_the_book():
    volume = factories.volume(papers=0)
    mark = production.marked()
    factories.add_paper(volume, submission=mark.submission)
    take(mark, volume)
    (order,) = queries.volume_order(volume).recommendations
    code = mark.submission.code.lower()
    (passage,) = order.rests_on
    assert (passage.paper, passage.anchor) == (code, f"{code}--{mark.anchor}")
    assert order.level == "local"


@pytest.mark.parametrize("language", LANGUAGES)
def test_recommendation_leads_to_its_paragraph_on_the_site(client, language):
    volume = factories.volume(papers=0)
    mark = production.marked()
    factories.add_paper(volume, submission=mark.submission)
    take(mark, volume)
    edition = factories.edition(volume)
    paper = edition.papers.get()
    with override(language):
        page = reverse("publications:recommendations", args=[volume.slug])
        target = reverse("publications:paper", args=[volume.slug, paper.slug])
    anchor = f"{mark.submission.code.lower()}--{mark.anchor}"
    assert f'href="{target}#{anchor}"' in client.get(page).content.decode()


def test_mark_is_settled_once_by_editors_alone():
    mark = production.marked()
    with pytest.raises(NotAllowed):
        take(mark, actor=user())
    with pytest.raises(NoWords):
        take(mark, sl=("", "Text without a title."))
    take(mark)
    with pytest.raises(AnsweredAlready):
        take(mark)
    assert Recommendation.objects.count() == 1


def test_recommendation_is_written_first_in_the_language_of_its_paper():
    mark = production.marked()
    made = take(mark, sl=("Naročajte", "Naj."), en=("Buy", "They should."))
    assert made.locale == Locale.objects.get(language_code="en")


def test_editor_takes_over_and_declines_on_the_pages(client):
    first, second = production.marked(), production.marked()
    client.force_login(editor())
    listed = client.get(reverse("volumes:marks")).content.decode()
    pages = [reverse("volumes:mark", args=[mark.pk]) for mark in (first, second)]
    assert [page in listed for page in pages] == [True, True]
    half = client.post(pages[0], {"action": "take", "title_sl": "Naslov"})
    assert half.status_code == 200
    words = {"title_sl": "Naslov", "text_sl": "Besedilo."}
    client.post(pages[0], {"action": "take", **words})
    client.post(pages[1], {"action": "decline"})
    for mark in (first, second):
        mark.refresh_from_db()
    assert [first.state, second.state] == [MarkState.TAKEN, MarkState.DECLINED]
    assert Recommendation.objects.get().title == "Naslov"


def test_marks_are_for_editors_alone(client):
    mark = production.marked()
    client.force_login(user())
    for page in (reverse("volumes:marks"), reverse("volumes:mark", args=[mark.pk])):
        assert client.get(page).status_code == 302
