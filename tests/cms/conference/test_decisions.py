"""Decisions are staged, released together after a minute, and undone in it."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.conference import attachments, operations, permissions
from cms.conference.enums import SubmissionEvent, SubmissionState, Verdict
from cms.conference.exceptions import (
    DecisionIsGone,
    DecisionIsLeaving,
    NotAllowed,
    ReasonMissing,
    ReleaseTooLate,
    RowIsFinal,
    SelectionChanged,
    TransitionImpossible,
)
from cms.conference.models import Decision, Release, Submission
from cms.conference.operations.releases import LEASE, UNDO
from cms.outbox import operations as outbox
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
S, E = SubmissionState, SubmissionEvent


def release(*decisions: Decision, now=None, actor=None) -> Release:
    return operations.release_decisions(
        decisions=[decision.pk for decision in decisions],
        actor=actor or accounts.editor(),
        now=now or timezone.now(),
    )


def state_of(submission: Submission) -> str:
    return Submission.objects.get(pk=submission.pk).state


def apply(submission, event, actor, **more):
    return operations.apply(
        submission=submission, event=event, actor=actor, now=timezone.now(), **more
    )


@pytest.mark.parametrize(
    ("start", "event", "verdict", "end"),
    [
        (S.SUBMITTED, E.ACCEPT, Verdict.ACCEPTED, S.ACCEPTED),
        (S.SUBMITTED, E.DESK_REJECT, Verdict.DESK_REJECTED, S.REJECTED),
        (S.IN_REVIEW, E.REVISE_MINOR, Verdict.REVISE_MINOR, S.REVISION_REQUESTED),
        (S.IN_REVIEW, E.REVISE_MAJOR, Verdict.REVISE_MAJOR, S.REVISION_REQUESTED),
        (S.IN_REVIEW, E.REJECT, Verdict.REJECTED, S.REJECTED),
        (S.REVISED, E.ACCEPT, Verdict.ACCEPTED, S.ACCEPTED),
    ],
)
def test_decision_holds_from_its_release_on(start, event, verdict, end):
    paper, now = conference.submission(state=start), timezone.now()
    decision = conference.staged(paper, event, reason="Out of scope.")
    made = release(decision, now=now)
    assert operations.release_due(now=now + UNDO - timedelta(seconds=1)) == 0
    assert state_of(paper) == start
    assert operations.release_due(now=now + UNDO) == 1
    paper.refresh_from_db()
    assert (paper.state, paper.decision.verdict) == (end, verdict)
    assert paper.decision.released_at == now + UNDO
    made.refresh_from_db()
    assert (made.finished_at, made.failures) == (now + UNDO, [])
    entry = paper.history.last()
    assert (entry.event, entry.actor, entry.reason) == (
        event,
        made.asked_by,
        "Out of scope.",
    )


def test_release_sends_the_mail_that_was_shown_and_no_other():
    decision, now = conference.staged(note="Come early."), timezone.now()
    before = Mail.objects.get(hold=decision.hold)
    outbox.edit(mail=before, subject="Good news", text=before.text)
    release(decision, now=now)
    outbox.deliver(now=now)
    assert [sent.subject for sent in post.outbox if "Good" in sent.subject] == []
    operations.release_due(now=now + UNDO)
    outbox.deliver(now=now + UNDO)
    [told] = [sent for sent in post.outbox if sent.subject == "Good news"]
    assert told.to[0].endswith(f"<{decision.submission.submitter.email}>")
    assert Mail.objects.filter(about=before.about).count() == 2


def test_release_can_be_undone_for_a_minute():
    decision, now = conference.staged(), timezone.now()
    editor = accounts.editor()
    made = release(decision, now=now)
    later = now + UNDO - timedelta(seconds=1)
    operations.undo_release(release=made, actor=editor, now=later)
    assert operations.release_due(now=now + UNDO * 2) == 0
    decision.refresh_from_db()
    assert (decision.is_staged, decision.release) == (True, None)
    assert state_of(decision.submission) == S.SUBMITTED
    assert Mail.objects.get(hold=decision.hold).state == MailState.DRAFT


def test_release_cannot_be_undone_after_the_minute():
    decision, now = conference.staged(), timezone.now()
    made = release(decision, now=now)
    with pytest.raises(ReleaseTooLate):
        operations.undo_release(release=made, actor=accounts.editor(), now=now + UNDO)


def test_undone_release_is_done_again():
    decision, now = conference.staged(), timezone.now()
    first = release(decision, now=now)
    operations.undo_release(release=first, actor=accounts.editor(), now=now)
    release(decision, now=now)
    operations.release_due(now=now + UNDO)
    assert state_of(decision.submission) == S.ACCEPTED


def test_release_counts_each_decision_once_with_two_workers():
    decision, now = conference.staged(), timezone.now()
    made = release(decision, now=now)
    assert operations.release_due(now=now + UNDO) == 1
    assert operations.release_due(now=now + UNDO) == 0
    assert decision.submission.history.filter(event=E.ACCEPT).count() == 1
    assert Release.objects.get().pk == made.pk


def test_release_whose_worker_died_goes_on_where_it_stopped():
    first, second = conference.staged(), conference.staged()
    now = timezone.now()
    made = release(first, second, now=now)
    Release.objects.filter(pk=made.pk).update(claimed_at=now + UNDO)
    assert operations.release_due(now=now + UNDO) == 0
    assert operations.release_due(now=now + UNDO + LEASE) == 1
    assert state_of(first.submission) == state_of(second.submission) == S.ACCEPTED


def test_paper_that_was_withdrawn_meanwhile_holds_up_no_other():
    gone, stays = conference.staged(), conference.staged()
    now = timezone.now()
    made = release(gone, stays, now=now)
    apply(gone.submission, E.WITHDRAW, gone.submission.submitter)
    operations.release_due(now=now + UNDO)
    made.refresh_from_db()
    assert made.failures == [
        {"code": gone.submission.code, "problem": "DecisionIsGone"}
    ]
    assert state_of(gone.submission) == S.WITHDRAWN
    assert state_of(stays.submission) == S.ACCEPTED
    assert Mail.objects.get(key__contains=gone.hold).state == MailState.SUPPRESSED


def test_editor_who_may_not_decide_any_more_releases_nothing():
    decision, now = conference.staged(), timezone.now()
    editor = accounts.editor()
    made = release(decision, now=now, actor=editor)
    editor.groups.clear()
    operations.release_due(now=now + UNDO)
    made.refresh_from_db()
    decision.refresh_from_db()
    assert [failure["problem"] for failure in made.failures] == ["NotAllowed"]
    assert (decision.is_staged, decision.release) == (True, None)


def test_selection_that_has_changed_is_refused_whole():
    first, second = conference.staged(), conference.staged()
    operations.withdraw_decision(
        decision=second, actor=accounts.editor(), now=timezone.now()
    )
    with pytest.raises(SelectionChanged):
        release(first, second)
    with pytest.raises(SelectionChanged):
        release()
    assert Release.objects.count() == 0


def test_decision_leaves_only_once():
    decision = conference.staged()
    release(decision)
    with pytest.raises(SelectionChanged):
        release(decision)


def test_decision_that_is_leaving_is_neither_changed_nor_taken_back():
    decision = conference.staged()
    release(decision)
    with pytest.raises(DecisionIsLeaving):
        conference.staged(decision.submission, E.REJECT)
    with pytest.raises(DecisionIsLeaving):
        operations.withdraw_decision(
            decision=decision, actor=accounts.editor(), now=timezone.now()
        )


def test_later_decision_takes_the_earlier_one_back_and_keeps_its_row():
    first = conference.staged()
    second = conference.staged(first.submission, E.REJECT)
    first.refresh_from_db()
    assert (first.is_staged, first.released_at) == (False, None)
    assert second.is_staged
    assert list(
        Mail.objects.filter(kind__in=["conference.accept", "conference.reject"])
        .order_by("pk")
        .values_list("state", flat=True)
    ) == ["suppressed", "draft"]
    with pytest.raises(DecisionIsGone):
        operations.withdraw_decision(
            decision=first, actor=accounts.editor(), now=timezone.now()
        )


def test_same_decision_staged_twice_is_one():
    editor = accounts.editor()
    first = conference.staged(actor=editor)
    again = conference.staged(first.submission, actor=editor)
    assert (first.pk, Decision.objects.count()) == (again.pk, 1)


@pytest.mark.parametrize(
    ("start", "event"),
    [
        (S.REJECTED, E.ACCEPT),
        (S.ACCEPTED, E.REJECT),
        (S.SUBMITTED, E.DESK_REJECT),
    ],
)
def test_reversal_without_a_reason_is_not_even_staged(start, event):
    paper = conference.submission(state=start)
    with pytest.raises(ReasonMissing):
        conference.staged(paper, event, reason=" ")


def test_decision_that_the_state_does_not_know_is_refused():
    with pytest.raises(TransitionImpossible):
        conference.staged(conference.submission(state=S.PUBLISHED))


def test_nobody_decides_on_a_paper_of_their_own():
    editor = accounts.editor(email="ana@example.org")
    own = conference.submission(state=S.SUBMITTED, submitter=editor)
    by_line = [{"name": "Ana", "email": "ANA@example.org"}]
    named = conference.submission(
        state=S.SUBMITTED, content=conference.content(authors=by_line)
    )
    for paper in (own, named):
        with pytest.raises(NotAllowed):
            conference.staged(paper, actor=editor)
        with pytest.raises(NotAllowed):
            release(conference.staged(paper), actor=editor)


def test_reviews_go_along_as_they_were_when_it_was_decided():
    texts = ["Reviewer 1: clear."]
    provider = attachments.provide(lambda submission: "\n\n".join(texts))
    try:
        decision = conference.staged()
        texts.append("Reviewer 2: for editors only.")
    finally:
        attachments._PROVIDERS.remove(provider)
    mail = Mail.objects.get(hold=decision.hold)
    assert decision.reviews == "Reviewer 1: clear."
    assert "> Reviewer 1: clear." in mail.text
    assert "Reviewer 2" not in mail.text


def test_reversal_adds_a_row_and_overwrites_nothing():
    paper = conference.submission(state=S.REJECTED)
    old = paper.decision
    decision = conference.staged(paper, reason="The appeal was right.")
    now = timezone.now()
    release(decision, now=now)
    operations.release_due(now=now + UNDO)
    paper.refresh_from_db()
    assert list(paper.decisions.all()) == [old, decision]
    assert (paper.state, paper.decision) == (S.ACCEPTED, decision)


def test_rejection_that_is_taken_back_leaves_the_decision_before_it():
    paper = conference.submission(state=S.REVISED)
    first = paper.decision
    apply(paper, E.REJECT, accounts.editor())
    apply(paper, E.REVERT, accounts.chief(), reason="A mistake.")
    paper.refresh_from_db()
    assert (paper.state, paper.decision) == (S.REVISED, first)


def test_decision_says_for_ever_what_it_said():
    decision = conference.staged()
    with pytest.raises(RowIsFinal):
        Decision.objects.filter(pk=decision.pk).update(verdict=Verdict.REJECTED)
    decision.note = "Other"
    with pytest.raises(RowIsFinal):
        decision.save()


# --- The database refuses too ---------------------------------------------------
def test_paper_is_not_decided_without_a_decision():
    paper = conference.submission(state=S.SUBMITTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=paper.pk).update(state=S.ACCEPTED)


def test_paper_has_one_staged_decision_at_most():
    decision = conference.staged()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            submission=decision.submission,
            verdict=Verdict.REJECTED,
            decided_by=decision.decided_by,
        )


def test_decision_is_not_both_released_and_taken_back():
    decision, now = conference.staged(), timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(
            released_at=now, withdrawn_at=now
        )


# --- The system acts --------------------------------------------------------------
def test_site_itself_decides_nothing():
    with pytest.raises(NotAllowed):
        conference.staged(actor=permissions.SYSTEM)
