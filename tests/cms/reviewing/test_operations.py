"""Reviews go their way: assigned, answered, written, returned, ended."""

import itertools
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import formats, timezone, translation

from cms.conference import attachments
from cms.conference import operations as conference
from cms.conference.enums import ReviewMode, SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.conference.queries import rendition_of
from cms.core import housekeeping
from cms.core import operations as core
from cms.core.enums import LinkPurpose
from cms.core.exceptions import LinkInvalid
from cms.outbox import operations as outbox
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from cms.reviewing import operations, permissions, queries
from cms.reviewing.enums import (
    OPEN,
    TRANSITIONS,
    ConflictKind,
    ReviewEvent,
    ReviewRole,
    ReviewState,
)
from cms.reviewing.exceptions import (
    AlreadyAssigned,
    BlindPaperMissing,
    ConflictOfInterest,
    NotTheirs,
    ReasonNeeded,
    ReviewChanged,
    ReviewersMissing,
    ReviewIncomplete,
    ReviewIsOver,
    ReviewsMissing,
    StepImpossible,
)
from cms.reviewing.models import Assignment, DeclaredConflict, Review
from tests.factories import reviewing
from tests.factories.accounts import chief, editor, user
from tests.factories.conference import answered, manuscript
from tests.factories.conference import content as paper_content

pytestmark = pytest.mark.django_db
A = operations.apply


def actor_for(role: ReviewRole, assignment: Assignment):
    """Return an actor who is exactly this to the review."""
    if role == ReviewRole.EDITOR:
        return editor()
    if role == ReviewRole.SYSTEM:
        return permissions.SYSTEM
    if role == ReviewRole.REVIEWER:
        return reviewing.link_to(assignment)[1]
    return user()


@pytest.mark.parametrize("state", ReviewState)
def test_every_event_of_every_role(state):
    found = reviewing.assignment(state=state)
    actors = {role: actor_for(role, found) for role in ReviewRole}
    log = found.log.count()
    for event, (role, actor) in itertools.product(ReviewEvent, actors.items()):
        transition = TRANSITIONS.get((state, event))
        refusal = None
        if role == ReviewRole.OTHER:
            refusal = NotTheirs
        elif transition is None:
            refusal = StepImpossible
        elif role not in transition.roles:
            refusal = NotTheirs
        undone = transaction.savepoint()
        attempt = partial(
            A,
            assignment=found,
            event=event,
            actor=actor,
            now=timezone.now(),
            reason="R",
        )
        if refusal is None:
            assert attempt().state == transition.target, (event, role)
            told = [] if event == ReviewEvent.SAVE else [(event, state)]
        else:
            with pytest.raises(refusal):
                attempt()
            assert Assignment.objects.get(pk=found.pk).state == state, (event, role)
            told = []
        entries = list(found.log.all())[log:]
        assert [(e.event, e.from_state) for e in entries] == told, (event, role)
        transaction.savepoint_rollback(undone)


@pytest.mark.parametrize(
    ("state", "event", "role"),
    [
        (state, event, next(iter(sorted(transition.roles))))
        for (state, event), transition in TRANSITIONS.items()
        if transition.needs_reason
    ],
)
def test_what_needs_a_reason_is_refused_without(state, event, role):
    found = reviewing.assignment(state=state)
    with pytest.raises(ReasonNeeded):
        A(
            assignment=found,
            event=event,
            actor=actor_for(ReviewRole(role), found),
            now=timezone.now(),
            reason="  ",
        )
    assert Assignment.objects.get(pk=found.pk).state == state


# --- Assigning ----------------------------------------------------------------
def test_planned_reviewer_hears_nothing_before_the_review_opens():
    paper, person = reviewing.submission(), reviewing.reviewer(user=user())
    made = operations.assign(
        submission=paper, reviewer=person, actor=editor(), now=timezone.now()
    )
    assert made.is_planned
    assert not Mail.objects.filter(kind__startswith="reviewing.").exists()
    assert not Assignment.objects.visible_to(person.user).exists()
    reviewing.set_paper(paper)
    conference.apply(
        submission=paper,
        event=SubmissionEvent.OPEN_REVIEW,
        actor=editor(),
        now=timezone.now(),
    )
    (mail,) = Mail.objects.filter(kind="reviewing.invitation")
    assert (mail.state, mail.person) == (MailState.DRAFT, person.user)
    assert Assignment.objects.visible_to(person.user).get() == made


def test_reviewer_added_under_review_is_asked_at_once():
    paper = reviewing.submission(state=SubmissionState.IN_REVIEW)
    person = reviewing.reviewer()
    made = operations.assign(
        submission=paper, reviewer=person, actor=editor(), now=timezone.now()
    )
    assert not made.is_planned
    assert made.due_at - made.asked_at == timedelta(days=28)
    (mail,) = Mail.objects.filter(address=person.email)
    assert (mail.kind, mail.state) == ("reviewing.invitation", MailState.DRAFT)


def test_deadline_of_the_call_is_that_of_its_reviews():
    due = timezone.now() + timedelta(days=5)
    found = reviewing.assignment(call=reviewing.call(review_by=due))
    assert (found.due_at, found.answer_by) == (due, due)


def test_invitation_brings_a_link_that_opens_this_review_and_no_other():
    found, other = reviewing.assignment(), reviewing.assignment()
    mail = Mail.objects.get(address=found.reviewer.email)
    token = mail.secrets["link"].rstrip("/").rpartition("/")[2]
    link = core.open_link(token=token, purpose=LinkPurpose.REVIEW, now=timezone.now())
    assert Assignment.objects.visible_to(link).get() == found
    with pytest.raises(NotTheirs):
        A(
            assignment=other,
            event=ReviewEvent.ACCEPT,
            actor=link,
            now=timezone.now(),
        )
    assert token not in mail.text


def test_same_person_is_not_assigned_twice_in_a_round():
    found = reviewing.assignment()
    with pytest.raises(AlreadyAssigned):
        operations.assign(
            submission=found.submission,
            reviewer=found.reviewer,
            actor=editor(),
            now=timezone.now(),
        )


def test_who_declined_may_be_asked_again():
    found = reviewing.assignment(state=ReviewState.DECLINED)
    again = operations.assign(
        submission=found.submission,
        reviewer=found.reviewer,
        actor=editor(),
        now=timezone.now(),
    )
    assert (again.pk, again.state, again.is_planned) == (
        found.pk,
        ReviewState.INVITED,
        False,
    )


def test_presumed_conflict_needs_a_reason_to_be_set_aside():
    paper = reviewing.submission()
    person = reviewing.reviewer(affiliation="Inštitut Kukovica")
    paper.authors.update(affiliation="Kukovica, inštitut")
    arguments = {
        "submission": paper,
        "reviewer": person,
        "actor": editor(),
        "now": timezone.now(),
    }
    with pytest.raises(ConflictOfInterest) as caught:
        operations.assign(**arguments)
    assert caught.value.kinds == [ConflictKind.AFFILIATION]
    made = operations.assign(**arguments, overrule="They left it ten years ago.")
    assert made.log.get().reason == "They left it ten years ago."


@pytest.mark.parametrize("kind", ["author", "declared"])
def test_grave_conflict_cannot_be_set_aside(kind):
    paper, person = reviewing.submission(), reviewing.reviewer()
    if kind == "author":
        paper.authors.update(email=person.email.upper())
    else:
        DeclaredConflict.objects.create(reviewer=person, submission=paper)
    with pytest.raises(ConflictOfInterest):
        operations.assign(
            submission=paper,
            reviewer=person,
            actor=editor(),
            now=timezone.now(),
            overrule="All the same.",
        )
    assert not Assignment.objects.exists()


def test_editor_does_not_arrange_the_reviews_of_an_own_paper():
    own = editor()
    paper = reviewing.submission(submitter=own)
    signed = reviewing.submission()
    signed.authors.update(email=own.email.upper())
    for each in (paper, signed):
        with pytest.raises(NotTheirs):
            operations.assign(
                submission=each,
                reviewer=reviewing.reviewer(),
                actor=own,
                now=timezone.now(),
            )
    assert not queries.board(own).exists()


def test_declared_conflict_takes_the_paper_away_and_the_link_with_it():
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    token, link = reviewing.link_to(found)
    A(
        assignment=found,
        event=ReviewEvent.DECLARE_CONFLICT,
        actor=link,
        now=timezone.now(),
        reason="We work together.",
    )
    with pytest.raises(LinkInvalid):
        core.open_link(token=token, purpose=LinkPurpose.REVIEW, now=timezone.now())
    conflict = DeclaredConflict.objects.get()
    assert (conflict.reviewer, conflict.submission, conflict.reason) == (
        found.reviewer,
        found.submission,
        "We work together.",
    )


# --- Writing ------------------------------------------------------------------
def test_review_is_kept_as_often_as_it_is_saved_and_sent_when_complete():
    made = reviewing.call()
    needed = reviewing.criterion(made)
    reviewing.criterion(made, is_required=False)
    found = reviewing.assignment(state=ReviewState.ACCEPTED, call=made)
    _token, link = reviewing.link_to(found)
    now = timezone.now()
    operations.save_review(
        assignment=found,
        content=operations.Content(text_for_author="So far"),
        actor=link,
        now=now,
    )
    with pytest.raises(ReviewIncomplete) as caught:
        operations.submit_review(
            assignment=found, content=operations.Content(), actor=link, now=now
        )
    assert caught.value.missing == [
        f"score-{needed.pk}",
        "recommendation",
        "text_for_author",
    ]
    # What was refused as a whole has changed nothing.
    assert Review.objects.get().text_for_author == "So far"
    sent = operations.submit_review(
        assignment=found,
        content=reviewing.content(scores={needed.pk: 4}),
        actor=link,
        now=now,
    )
    assert (sent.state, sent.submitted_at) == (ReviewState.SUBMITTED, now)
    assert [(s.criterion, s.value) for s in sent.review.scores.all()] == [(needed, 4)]
    (mail,) = Mail.objects.filter(kind="reviewing.submit")
    assert mail.state == MailState.QUEUED


@pytest.mark.parametrize("value", [0, 6, 99])
def test_score_outside_its_scale_is_not_kept(value):
    made = reviewing.call()
    row = reviewing.criterion(made)
    found = reviewing.assignment(state=ReviewState.ACCEPTED, call=made)
    review = operations.save_review(
        assignment=found,
        content=reviewing.content(scores={row.pk: value}),
        actor=reviewing.link_to(found)[1],
        now=timezone.now(),
    )
    assert not review.scores.exists()


def test_score_for_a_criterion_of_another_call_is_not_kept():
    foreign = reviewing.criterion(reviewing.call())
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    review = operations.save_review(
        assignment=found,
        content=reviewing.content(scores={foreign.pk: 3}),
        actor=reviewing.link_to(found)[1],
        now=timezone.now(),
    )
    assert not review.scores.exists()


def test_second_window_is_told_of_the_first():
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    _token, link = reviewing.link_to(found)
    now = timezone.now()

    def save(text, revision):
        return operations.save_review(
            assignment=found,
            content=reviewing.content(text_for_author=text, revision=revision),
            actor=link,
            now=now,
        )

    first = save("First", 0)
    with pytest.raises(ReviewChanged):
        save("Second", 0)
    assert Review.objects.get().text_for_author == "First"
    assert save("Second", first.revision).text_for_author == "Second"


def test_account_takes_over_the_reviews_of_whoever_has_the_link():
    found, person = reviewing.assignment(), user()
    _token, link = reviewing.link_to(found)
    assert operations.claim(assignment=found, link=link, user=person).user == person
    assert Assignment.objects.visible_to(person).get() == found
    with pytest.raises(NotTheirs):
        operations.claim(assignment=found, link=link, user=user())


def test_address_alone_gives_an_account_nothing():
    found = reviewing.assignment()
    assert not Assignment.objects.visible_to(user(email=found.reviewer.email)).exists()


# --- Guards -------------------------------------------------------------------
def move(paper: Submission, event: SubmissionEvent, actor=None, **said) -> Submission:
    return conference.apply(
        submission=paper,
        event=event,
        actor=actor or editor(),
        now=timezone.now(),
        **said,
    )


def test_review_without_reviewers_does_not_open():
    with pytest.raises(ReviewersMissing):
        move(reviewing.submission(), SubmissionEvent.OPEN_REVIEW)


def test_double_anonymous_review_opens_only_with_the_nameless_paper():
    paper = reviewing.submission()
    operations.assign(
        submission=paper,
        reviewer=reviewing.reviewer(),
        actor=editor(),
        now=timezone.now(),
    )
    with pytest.raises(BlindPaperMissing):
        move(paper, SubmissionEvent.OPEN_REVIEW)
    reviewing.set_paper(paper)
    assert move(paper, SubmissionEvent.OPEN_REVIEW).state == SubmissionState.IN_REVIEW


def test_call_decided_by_editors_needs_no_reviewers():
    paper = reviewing.submission(call=reviewing.call(review_mode=ReviewMode.EDITORS))
    paper = move(paper, SubmissionEvent.OPEN_REVIEW)
    assert move(paper, SubmissionEvent.ACCEPT).state == SubmissionState.ACCEPTED


def test_decision_waits_for_enough_reviews():
    first, second = reviewing.reviewer(), reviewing.reviewer()
    paper = reviewing.submission(call=reviewing.call(reviews_needed=2))
    paper = reviewing.open_review(paper, first, second)
    tasks = list(Assignment.objects.filter(submission=paper))
    for have, task in enumerate(tasks):
        with pytest.raises(ReviewsMissing) as caught:
            move(paper, SubmissionEvent.ACCEPT)
        assert (caught.value.have, caught.value.need) == (have, 2)
        reviewing.walk(task, ReviewState.SUBMITTED)
    assert move(paper, SubmissionEvent.ACCEPT).state == SubmissionState.ACCEPTED


def test_chief_may_decide_with_fewer_reviews_and_says_why():
    paper = reviewing.submission(state=SubmissionState.IN_REVIEW)
    waive = operations.waive_reviews
    now = timezone.now()
    with pytest.raises(NotTheirs):
        waive(submission=paper, reason="Late.", actor=editor(), now=now)
    boss = chief()
    with pytest.raises(ReasonNeeded):
        waive(submission=paper, reason=" ", actor=boss, now=now)
    row = waive(
        submission=paper, reason="Both reviewers fell ill.", actor=boss, now=now
    )
    assert (row.round, row.given_by) == (1, boss)
    assert move(paper, SubmissionEvent.ACCEPT).state == SubmissionState.ACCEPTED


# --- Rounds -------------------------------------------------------------------
def revised(found: Assignment) -> Submission:
    """Ask for a revision of a reviewed paper, and send it."""
    paper = move(found.submission, SubmissionEvent.REVISE_MAJOR)
    answered(paper)
    return move(paper, SubmissionEvent.SUBMIT_REVISION, actor=paper.submitter)


def test_next_round_asks_the_same_reviewers():
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    paper = revised(found)
    reviewing.set_paper(paper)
    move(paper, SubmissionEvent.REOPEN_REVIEW)
    again = Assignment.objects.get(submission=paper, round=2)
    assert (again.reviewer, again.state) == (found.reviewer, ReviewState.INVITED)
    (mail,) = Mail.objects.filter(kind="reviewing.next_round")
    assert mail.address == found.reviewer.email
    with pytest.raises(ReviewsMissing):
        move(paper, SubmissionEvent.ACCEPT)


def test_decision_calls_off_what_is_not_written_yet():
    done, waiting = reviewing.reviewer(), reviewing.reviewer()
    paper = reviewing.open_review(reviewing.submission(), done, waiting)
    reviewing.walk(Assignment.objects.get(reviewer=done), ReviewState.SUBMITTED)
    move(paper, SubmissionEvent.ACCEPT)
    states = {
        row.reviewer: row.state for row in Assignment.objects.filter(submission=paper)
    }
    assert states == {done: ReviewState.SUBMITTED, waiting: ReviewState.CANCELLED}
    (mail,) = Mail.objects.filter(kind="reviewing.cancel")
    assert mail.address == waiting.email


def test_withdrawn_paper_leaves_no_open_review():
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    paper = move(
        found.submission, SubmissionEvent.WITHDRAW, actor=found.submission.submitter
    )
    assert not Assignment.objects.filter(submission=paper, state__in=OPEN).exists()


def test_review_is_only_read_once_the_paper_is_decided():
    found = reviewing.assignment(state=ReviewState.RETURNED)
    other = reviewing.reviewer()
    operations.assign(
        submission=found.submission, reviewer=other, actor=editor(), now=timezone.now()
    )
    reviewing.walk(Assignment.objects.get(reviewer=other), ReviewState.SUBMITTED)
    move(found.submission, SubmissionEvent.ACCEPT)
    with pytest.raises(ReviewIsOver):
        operations.save_review(
            assignment=found,
            content=reviewing.content(),
            actor=reviewing.link_to(found)[1],
            now=timezone.now(),
        )


# --- Time ---------------------------------------------------------------------
def test_overdue_is_computed_from_the_clock_alone():
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    assert not found.is_overdue(found.due_at)
    late = found.due_at + timedelta(seconds=1)
    assert found.is_overdue(late)
    assert list(Assignment.objects.overdue(late)) == [found]
    done = reviewing.walk(reviewing.assignment(), ReviewState.SUBMITTED)
    assert not done.is_overdue(late)


def test_reminders_are_batched_by_account_and_not_repeated():
    person = reviewing.reviewer(user=user())
    for _ in range(3):
        reviewing.overdue(reviewing.assignment(person=person))
    lone = reviewing.overdue(reviewing.assignment())
    reviewing.assignment()
    now = timezone.now()
    assert operations.remind(now=now) == 2
    first, second = Mail.objects.filter(kind="reviewing.reminder").order_by("address")
    by_address = {first.address: first, second.address: second}
    assert by_address[person.user.email].text.count("– ") == 3
    assert by_address[lone.reviewer.email].text.count("– ") == 1
    assert {first.state, second.state} == {MailState.DRAFT}
    assert operations.remind(now=now + timedelta(days=1)) == 0
    assert operations.remind(now=now + timedelta(days=6)) == 2


def test_invitation_without_an_answer_expires():
    silent, promised = (
        reviewing.invited(reviewing.assignment()),
        reviewing.assignment(state=ReviewState.ACCEPTED),
    )
    now = timezone.now() + timedelta(days=11)
    assert operations.expire_invitations(now=now) == 1
    states = {row.pk: row.state for row in Assignment.objects.all()}
    assert states == {
        silent.pk: ReviewState.EXPIRED,
        promised.pk: ReviewState.ACCEPTED,
    }


@pytest.mark.parametrize("edited", [False, True])
def test_time_runs_from_the_release_of_the_invitation(edited):
    person = reviewing.reviewer(language="sl")
    found = reviewing.assignment(person=person)
    drafted, mail = found.due_at, found.invitation
    week = timezone.now() + timedelta(days=60)
    # Nobody reminds of, or ends, what nobody was told of.
    assert (found.is_overdue(week), operations.run_clock(now=week)) == (False, 0)
    if edited:
        outbox.edit(mail=mail, subject=mail.subject, text=f"Vabljeni!\n\n{mail.text}")
    old_link = mail.secrets["link"]
    found = reviewing.invited(found, week)
    assert (found.invited_at, found.due_at) == (week, week + timedelta(days=28))
    assert found.answer_by == week + timedelta(days=10)
    mail.refresh_from_db()
    with translation.override("sl"):
        said = [
            formats.date_format(timezone.localtime(moment).date(), "DATE_FORMAT")
            for moment in (drafted, found.due_at, found.answer_by)
        ]
    assert [day in mail.text for day in said] == [False, True, True]
    assert mail.text.startswith("Vabljeni!") == edited
    assert (mail.state, mail.secrets["link"] != old_link) == (MailState.QUEUED, True)
    assert operations.expire_invitations(now=week + timedelta(days=9)) == 0
    assert operations.expire_invitations(now=week + timedelta(days=11)) == 1


def test_time_runs_from_a_promise_that_came_before_the_invitation():
    found = reviewing.assignment()
    late = timezone.now() + timedelta(days=60)
    _token, link = reviewing.link_to(found)
    found = A(assignment=found, event=ReviewEvent.ACCEPT, actor=link, now=late)
    assert (found.invited_at, found.due_at) == (late, late + timedelta(days=28))
    assert reviewing.invited(found, late + timedelta(days=1)).due_at == found.due_at


def test_worker_runs_the_clock_each_night():
    reviewing.overdue(reviewing.assignment(state=ReviewState.ACCEPTED))
    done = housekeeping.keep_house(now=timezone.now())
    assert done["reviews"] == 1
    assert Mail.objects.filter(kind="reviewing.reminder").count() == 1


# --- The author ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("mode", "signed"), [(ReviewMode.OPEN, True), (ReviewMode.SINGLE, False)]
)
def test_author_gets_the_marked_reviews_with_the_decision(mode, signed):
    first, second = reviewing.reviewer(), reviewing.reviewer()
    paper = reviewing.submission(call=reviewing.call(review_mode=mode))
    paper = reviewing.open_review(paper, first, second)
    for task in Assignment.objects.filter(submission=paper):
        reviewing.walk(task, ReviewState.SUBMITTED)
    shown = Review.objects.get(assignment__reviewer=first)
    assert attachments.text_for(paper) == ""
    operations.show_to_author(
        review=shown, shown=True, actor=editor(), now=timezone.now()
    )
    name = first.name if signed else "Reviewer 1"
    assert attachments.text_for(paper) == f"{name}\n\nA good paper."
    accepted = move(paper, SubmissionEvent.ACCEPT)
    assert accepted.decision.reviews == f"{name}\n\nA good paper."


def test_review_that_is_not_there_cannot_be_marked():
    found = reviewing.assignment(state=ReviewState.ACCEPTED)
    review = operations.save_review(
        assignment=found,
        content=reviewing.content(),
        actor=reviewing.link_to(found)[1],
        now=timezone.now(),
    )
    with pytest.raises(StepImpossible):
        operations.show_to_author(
            review=review, shown=True, actor=editor(), now=timezone.now()
        )


def test_paper_is_set_without_names_when_it_is_sent(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        paper = reviewing.submission(
            content=paper_content(
                authors=[{"name": "Zdenka Kukovičnik", "affiliation": "Inštitut"}]
            )
        )
    rendition = queries.rendition_for_review(paper, paper.manuscript)
    assert rendition.pdf
    with rendition.html.open("rb") as stored:
        assert "Kukovi" not in stored.read().decode()


def codes_of_preview(paper: Submission) -> set[str]:
    """Return what the author's own preview says that tells the author."""
    rendition = rendition_of(paper)
    return {
        row["code"] for row in rendition.findings if row["code"].startswith("anonymous")
    }


def test_author_learns_before_sending_what_tells_the_author(
    django_capture_on_commit_callbacks,
):
    typed = paper_content(authors=[{"name": "Zdenka Kukovičnik"}])
    with django_capture_on_commit_callbacks(execute=True):
        draft = reviewing.submission(state=SubmissionState.DRAFT, content=typed)
    body = b"# Uvod\n\nZdenka Kukovi\xc4\x8dnik je pokazala veliko.\n"
    version = manuscript(draft, "clanek.md", body)
    conference.render_manuscript(manuscript_id=version.pk)
    assert codes_of_preview(draft) == {"anonymous-author"}


def test_names_in_a_chosen_paper_are_no_findings(django_capture_on_commit_callbacks):
    found = reviewing.assignment(state=ReviewState.SUBMITTED)
    with django_capture_on_commit_callbacks(execute=True):
        paper = move(found.submission, SubmissionEvent.ACCEPT)
    assert codes_of_preview(paper) == set()
    assert rendition_of(paper).pdf
