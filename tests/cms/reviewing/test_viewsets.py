"""The editors' desk of reviews."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.conference.enums import ReviewMode, SubmissionState
from cms.conference.models import Submission
from cms.outbox.models import Mail
from cms.reviewing import operations
from cms.reviewing.enums import ReviewState
from cms.reviewing.models import Assignment, Criterion, Reviewer, ReviewWaiver
from tests.factories import reviewing
from tests.factories.accounts import chief, editor, reads_english, user

pytestmark = pytest.mark.django_db


def page(name: str, *args, **words) -> str:
    return reverse(f"reviews:{name}", args=args, kwargs=words)


@pytest.fixture
def desk(client):
    client.force_login(reads_english(editor()))
    return client


def paper_with(*people: Reviewer, **fields) -> Submission:
    return reviewing.open_review(reviewing.submission(**fields), *people)


@pytest.mark.parametrize("name", ["reviews:index", "reviewers:index", "criteria:index"])
def test_pages_open_for_editors_only(client, name):
    client.force_login(editor())
    assert client.get(reverse(name)).status_code == 200
    for outsider in (user(), reviewing.reviewer(user=user()).user):
        client.force_login(outsider)
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("name", ["reviews:index", "reviewers:index", "criteria:index"])
def test_lists_take_the_same_queries_for_one_and_for_many(desk, name):
    counts = []
    for more in (1, 24):
        for _ in range(more):
            found = reviewing.assignment(state=ReviewState.SUBMITTED)
            reviewing.criterion(found.submission.call, is_required=False)
            reviewing.overdue(found)
        # The second visit finds the admin's caches filled, as the others do.
        desk.get(reverse(name))
        if name == "reviews:index":
            first = Assignment.objects.first().submission.call
            Submission.objects.update(call=first)
        with CaptureQueriesContext(connection) as made:
            assert desk.get(reverse(name)).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_paper_takes_the_same_queries_for_one_and_for_many(desk):
    counts = []
    for size in (1, 12):
        paper = paper_with(*(reviewing.reviewer() for _ in range(size)))
        for task in Assignment.objects.filter(submission=paper):
            reviewing.walk(task, ReviewState.SUBMITTED)
        for _ in range(size):
            reviewing.reviewer()
        desk.get(page("paper", pk=paper.pk))
        with CaptureQueriesContext(connection) as made:
            assert desk.get(page("paper", pk=paper.pk)).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_board_says_what_is_missing_and_late(desk):
    paper = paper_with(
        reviewing.reviewer(),
        reviewing.reviewer(),
        call=reviewing.call(reviews_needed=3),
    )
    first, second = Assignment.objects.filter(submission=paper)
    reviewing.walk(first, ReviewState.SUBMITTED)
    reviewing.overdue(second)
    body = desk.get(page("index")).content.decode()
    (row,) = re.findall(rf"<tr>\s*<td><a[^>]*>{paper.code}.*?</tr>", body, re.DOTALL)
    cells = [
        re.sub(r"<[^>]+>", "", cell).strip()
        for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
    ]
    # Round, reviews, promised, without an answer, missing, overdue.
    assert cells[3:] == ["1", "1 of 3", "0", "1", "1", "1"]


def test_editor_finds_nothing_of_an_own_paper(client):
    own = editor()
    paper = reviewing.open_review(
        reviewing.submission(submitter=own), reviewing.reviewer()
    )
    task = Assignment.objects.get(submission=paper)
    client.force_login(own)
    assert paper.code not in client.get(page("index")).content.decode()
    for each in (
        page("paper", pk=paper.pk),
        page("pdf", pk=paper.pk),
        page("act", uuid=task.uuid, event="cancel"),
    ):
        assert client.get(each).status_code == 404


def test_candidates_show_load_expertise_and_conflicts(desk):
    paper = reviewing.submission()
    paper.authors.update(affiliation="Inštitut Kukovica")
    fit = reviewing.reviewer(name="Fit", expertise="Work, fish", capacity=2)
    near = reviewing.reviewer(name="Near", affiliation="Kukovica")
    barred = reviewing.reviewer(name="Barred", email=paper.submitter.email)
    body = desk.get(page("paper", pk=paper.pk)).content.decode()
    rows = {
        name: re.search(rf"<tr>\s*<td>{name}.*?</tr>", body, re.DOTALL)[0]
        for name in ("Fit", "Near", "Barred")
    }
    assert "work" in rows["Fit"]
    assert "0 of 2" in rows["Fit"]
    assert page("assign", pk=paper.pk, reviewer=fit.pk) in rows["Fit"]
    assert "works at an author’s organisation" in rows["Near"]
    assert page("assign", pk=paper.pk, reviewer=near.pk) in rows["Near"]
    assert page("assign", pk=paper.pk, reviewer=barred.pk) not in rows["Barred"]
    assert body.index("Fit") < body.index("Near")


def test_assigning_and_opening_by_hand(desk):
    paper, person = reviewing.submission(), reviewing.reviewer()
    reviewing.set_paper(paper)
    desk.post(page("assign", pk=paper.pk, reviewer=person.pk))
    desk.post(page("open", pk=paper.pk, event="open_review"))
    paper.refresh_from_db()
    assert paper.state == SubmissionState.IN_REVIEW
    assert Mail.objects.get(kind="reviewing.invitation").address == person.email


def test_refusals_are_said_and_change_nothing(desk):
    paper = reviewing.submission()
    answer = desk.post(page("open", pk=paper.pk, event="open_review"), follow=True)
    assert "Assign a reviewer first." in answer.content.decode()
    desk.post(page("assign", pk=paper.pk, reviewer=reviewing.reviewer().pk))
    answer = desk.post(page("open", pk=paper.pk, event="open_review"), follow=True)
    assert "The version without names is not ready yet." in answer.content.decode()
    paper.refresh_from_db()
    assert paper.state == SubmissionState.SUBMITTED


def test_presumed_conflict_is_set_aside_with_a_reason(desk):
    paper = reviewing.submission()
    paper.authors.update(affiliation="Inštitut Kukovica")
    person = reviewing.reviewer(affiliation="Kukovica")
    target = page("assign", pk=paper.pk, reviewer=person.pk)
    asked = desk.post(target)
    assert "works at an author’s organisation" in asked.content.decode()
    assert not Assignment.objects.exists()
    assert desk.post(target, {"reason": " "}).status_code == 200
    assert not Assignment.objects.exists()
    desk.post(target, {"reason": "Left long ago."})
    assert Assignment.objects.get().log.get().reason == "Left long ago."


def test_review_is_returned_with_a_question(desk):
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    target = page("act", uuid=found.uuid, event="return")
    assert desk.get(target).status_code == 200
    found.refresh_from_db()
    assert found.state == ReviewState.SUBMITTED
    desk.post(target, {"reason": "Which table do you mean?"})
    found.refresh_from_db()
    assert (found.state, found.question) == (
        ReviewState.RETURNED,
        "Which table do you mean?",
    )
    assert "Which table" in Mail.objects.get(kind="reviewing.return").text


@pytest.mark.parametrize("event", ["accept", "submit", "decline", "expire", "nothing"])
def test_editors_do_not_answer_for_reviewers(desk, event):
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    target = page("act", uuid=found.uuid, event=event)
    assert desk.post(target, {"reason": "R"}).status_code == 404


def test_review_is_marked_for_the_author_and_unmarked(desk):
    review = reviewing.assignment(state=ReviewState.SUBMITTED).review
    for shown in ("yes", "no"):
        desk.post(page("show", pk=review.pk), {"shown": shown})
        review.refresh_from_db()
        assert bool(review.shown_at) == (shown == "yes")


def test_draft_of_a_review_is_the_reviewers_own(desk):
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    operations.save_review(
        assignment=found,
        content=reviewing.content(text_for_editors="Half a thought"),
        actor=reviewing.link_to(found)[1],
        now=timezone.now(),
    )
    body = desk.get(page("paper", pk=found.submission.pk)).content.decode()
    assert "Half a thought" not in body
    assert "A good paper." not in body


def test_only_chiefs_decide_with_fewer_reviews(desk):
    paper = paper_with(reviewing.reviewer())
    target = page("waive", pk=paper.pk)
    assert desk.post(target, {"reason": "Late."}).status_code == 404
    desk.force_login(chief())
    assert desk.get(target).status_code == 200
    desk.post(target, {"reason": "Both fell ill."})
    assert ReviewWaiver.objects.get().reason == "Both fell ill."


def test_proposal_is_shown_before_it_is_taken(desk):
    made = reviewing.call(reviews_needed=2)
    papers = [reviewing.submission(call=made) for _ in range(3)]
    people = [reviewing.reviewer(capacity=3) for _ in range(3)]
    papers[0].authors.update(email=people[0].email)
    target = page("propose", pk=made.pk)
    body = desk.get(target).content.decode()
    pairs = re.findall(r'name="pair" value="(\d+:\d+)"', body)
    assert len(pairs) == 6
    assert f"{papers[0].pk}:{people[0].pk}" not in pairs
    again = desk.get(target).content.decode()
    assert re.findall(r'name="pair" value="(\d+:\d+)"', again) == pairs
    assert not Assignment.objects.exists()
    hostile = [f"{papers[0].pk}:{people[0].pk}", "x:y", "1", "9" * 30 + ":1"]
    desk.post(target, {"pair": [*pairs[:-1], *hostile]})
    taken = {f"{a.submission_id}:{a.reviewer_id}" for a in Assignment.objects.all()}
    assert taken == set(pairs[:-1])


def test_reviewers_and_criteria_are_kept_in_the_admin(desk):
    desk.post(
        reverse("reviewers:add"),
        {
            "name": "Bojan Kos",
            "email": "bojan@example.org",
            "language": "sl",
            "capacity": "3",
            "expertise": "zadruge, delo",
            "is_active": "on",
        },
    )
    assert Reviewer.objects.get().expertise_list == ["zadruge", "delo"]
    made = reviewing.call()
    texts = {
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "1",
        "texts-MAX_NUM_FORMS": "3",
        "texts-0-language": "sl",
        "texts-0-label": "Izvirnost",
    }
    fields = {"call": made.pk, "weight": "2", "position": "1", "is_required": "on"}
    wrong = {**fields, **texts, "lowest": "5", "highest": "1"}
    assert desk.post(reverse("criteria:add"), wrong).status_code == 200
    assert not Criterion.objects.exists()
    desk.post(
        reverse("criteria:add"), {**fields, **texts, "lowest": "1", "highest": "5"}
    )
    assert str(Criterion.objects.get()) == "Izvirnost"


def test_call_says_how_it_is_reviewed(desk):
    made = reviewing.call(review_mode=ReviewMode.SINGLE)
    body = desk.get(reverse("calls:edit", args=[made.pk])).content.decode()
    assert re.search(r'<option value="single" selected', body)
