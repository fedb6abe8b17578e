"""Statistics are drawn on the server, each with its figures as a table."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from lxml import etree, html

from cms.conference.enums import SubmissionState
from cms.conference.models import Submission, Track, TrackText
from cms.reports import drawing, registry
from cms.reports.registry import Chart, Point
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Score
from tests.factories import accounts, conference, reviewing

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = accounts.reads_english(accounts.editor())
    client.force_login(person)
    return person


def submissions(call) -> None:
    """Two on one day, one three days later; a draft, which is nobody's business."""
    now = timezone.now()
    for days, language, country in (
        (5, "sl", "Slovenija"),
        (5, "sl", "Italia"),
        (2, "it", "Italia"),
    ):
        typed = conference.content(
            paper_language=language,
            authors=[
                {"name": "Ana", "country": country},
                {"name": "Bor", "country": country},
            ],
        )
        made = conference.submission(
            call=call, content=typed, state=SubmissionState.SUBMITTED
        )
        Submission.objects.filter(pk=made.pk).update(
            submitted_at=now - timedelta(days=days)
        )
    conference.submission(call=call)


def points(user, call, name: str) -> list[tuple[str, float]]:
    with translation.override("en"):
        charts = registry.charts(user, call)
    [chart] = [chart for chart in charts if chart.name == name]
    return [(point.label, point.value) for point in chart.points]


def test_charts_count_what_was_submitted(editor):
    call = conference.call()
    submissions(call)
    conference.submission(state=SubmissionState.SUBMITTED)
    assert [value for _day, value in points(editor, call, "over_time")] == [2, 2, 2, 3]
    assert points(editor, call, "by_state") == [("submitted", 3)]
    assert points(editor, call, "by_language") == [("slovenščina", 2), ("italiano", 1)]
    assert points(editor, call, "by_country") == [("Italia", 2), ("Slovenija", 1)]
    assert points(editor, None, "by_state") == [("submitted", 4)]


def test_charts_count_by_track_and_what_reviewers_do(editor):
    made = reviewing.assignment(state=ReviewState.SUBMITTED)
    call = made.submission.call
    conference.submission(call=call, state=SubmissionState.SUBMITTED)
    # A call that has tracks asks for one.
    track = Track.objects.create(call=call)
    TrackText.objects.create(track=track, language="en", name="Work")
    Submission.objects.filter(pk=made.submission.pk).update(track=track)
    Score.objects.create(
        review=made.review, criterion=reviewing.criterion(call), value=4
    )
    assert points(editor, call, "by_track") == [("Work", 1), ("without a track", 1)]
    assert points(editor, call, "reviewer_load") == [(made.reviewer.name, 1)]
    assert points(editor, call, "scores") == [("4–5", 1)]


def test_nothing_submitted_draws_nothing(client, editor):
    page = client.get("/admin/statistics/").content.decode()
    assert "Nothing has been submitted yet." in page
    assert '<svg class="coop-chart' not in page


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_every_drawing_has_a_name_and_its_figures_in_a_table(client, editor, language):
    call = conference.call()
    submissions(call)
    answer = client.get(
        f"/admin/statistics/?call={call.slug}", headers={"accept-language": language}
    )
    page = html.fromstring(answer.content.decode())
    sections = page.xpath("//section[@class='coop-chart']")
    assert len(sections) == len(answer.context["drawings"])
    for section, drawn in zip(sections, answer.context["drawings"], strict=True):
        [picture] = section.xpath("svg")
        heading = page.get_element_by_id(picture.get("aria-labelledby"))
        assert heading.text_content() == str(drawn.chart.title)
        rows = [
            [cell.text_content() for cell in row]
            for row in section.xpath(".//tbody/tr")
        ]
        assert rows == [
            [point.label, drawing.shown(point.value)] for point in drawn.chart.points
        ]


def test_drawing_is_well_formed_and_keeps_hostile_labels_as_text(client, editor):
    call = conference.call()
    typed = conference.content(
        authors=[{"name": "Ana", "country": '<script>alert("1")</script>'}]
    )
    conference.submission(call=call, content=typed, state=SubmissionState.SUBMITTED)
    page = client.get(f"/admin/statistics/?call={call.slug}").content.decode()
    drawings = re.findall(r"<svg class=\"coop-chart.*?</svg>", page, re.DOTALL)
    assert len(drawings) == 4
    for text in drawings:
        etree.fromstring(text.replace("&nbsp;", " "))
    assert '<script>alert("1")' not in page


def test_longest_bar_fills_the_room_and_others_are_in_proportion():
    chart = Chart("x", "X", "A", "B", (Point("a", 4), Point("b", 1), Point("c", 0)))
    drawn = drawing.draw(chart)
    room = drawing.WIDTH - drawing.LABELS - drawing.VALUES
    assert [mark.width for mark in drawn.marks] == [room, room / 4, 0]


def test_line_goes_from_edge_to_edge():
    chart = Chart("x", "X", "A", "B", (Point("a", 0), Point("b", 8)), is_line=True)
    drawn = drawing.draw(chart)
    assert drawn.path == "30.0,190.0 610.0,30.0"
    assert drawn.highest == "8"


def test_page_of_25_needs_as_many_queries_as_of_one(client, editor):
    call = conference.call()
    counts = []
    for more in (1, 24):
        for _each in range(more):
            conference.submission(call=call, state=SubmissionState.SUBMITTED)
        client.get("/admin/statistics/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/statistics/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
