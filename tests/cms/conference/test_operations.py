"""Every state, event and role; manuscripts that stay; mails that go once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from cms.conference import operations, permissions
from cms.conference.enums import (
    TRANSITIONS,
    Guard,
    Role,
    SubmissionEvent,
    SubmissionState,
)
from cms.conference.exceptions import (
    CallIsClosed,
    CallStillRuns,
    ConferenceError,
    NotAllowed,
    ReasonMissing,
    RowIsFinal,
    SubmissionIncomplete,
    TransitionImpossible,
    UploadRefused,
)
from cms.conference.models import (
    Decision,
    HistoryEntry,
    Manuscript,
    Submission,
)
from cms.core import invariants
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
DELETED = "deleted"
INSIDE = {Role.OWNER, Role.COAUTHOR, Role.EDITOR, Role.CHIEF, Role.SYSTEM}


def actor_of(role: Role, submission: Submission):
    return {
        Role.ANONYMOUS: AnonymousUser,
        Role.OTHER: accounts.user,
        Role.COAUTHOR: lambda: conference.coauthor(submission),
        Role.OWNER: lambda: submission.submitter,
        Role.EDITOR: accounts.editor,
        Role.CHIEF: accounts.chief,
        Role.SYSTEM: lambda: permissions.SYSTEM,
    }[role]()


def apply(submission, event, actor, **more):
    more = {"reason": "There is one.", **more}
    return operations.apply(
        submission=submission, event=event, actor=actor, now=timezone.now(), **more
    )


def expected(state, event, role):
    if role not in INSIDE:
        return NotAllowed
    transition = TRANSITIONS.get((state, event))
    if transition is None:
        return TransitionImpossible
    if role not in transition.roles:
        return NotAllowed
    return DELETED if transition.deletes else transition.target


def came_from(state):
    events = conference.events_to(state)
    submission_state = SubmissionState.DRAFT
    for event in events[:-1]:
        submission_state = TRANSITIONS[submission_state, event].target
    return submission_state


@pytest.mark.parametrize("state", SubmissionState)
@pytest.mark.parametrize("role", Role)
def test_event_leads_where_the_table_says(state, role):
    submission = conference.submission(state=state)
    actor = actor_of(role, submission)
    before = HistoryEntry.objects.count()
    found, wanted = {}, {}
    for event in SubmissionEvent:
        wanted[event] = expected(state, event, role)
        if wanted[event] is None:
            wanted[event] = came_from(state)
        undo = transaction.savepoint()
        conference.prepare(submission, event)
        try:
            led = apply(submission, event, actor)
        except ConferenceError as refusal:
            found[event] = type(refusal)
        else:
            found[event] = SubmissionState(led.state) if led.pk else DELETED
            logged = HistoryEntry.objects.count() - before
            assert logged == (-before if led.pk is None else 1)
            assert invariants.violations() == []
        transaction.savepoint_rollback(undo)
        assert Submission.objects.get(pk=submission.pk).state == state
    assert found == wanted


@pytest.mark.parametrize(
    ("state", "event"),
    [
        key
        for key, transition in TRANSITIONS.items()
        if {Guard.CALL_IS_OPEN, Guard.CHANGES_ARE_OPEN} & set(transition.guards)
    ],
)
def test_event_after_the_deadline_is_refused(state, event):
    submission = conference.submission(state=state)
    conference.close(submission.call)
    with pytest.raises(CallIsClosed):
        apply(submission, event, submission.submitter)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        key
        for key, transition in TRANSITIONS.items()
        if Guard.REASON_IS_GIVEN in transition.guards
    ],
)
def test_event_that_asks_for_a_reason_is_refused_without_one(state, event):
    submission = conference.submission(state=state)
    actor = conference.causer(submission, event)
    with pytest.raises(ReasonMissing):
        apply(submission, event, actor, reason="  ")


def test_discarded_draft_leaves_nothing_behind(django_capture_on_commit_callbacks):
    submission = conference.submission()
    stored = submission.manuscript.file
    with django_capture_on_commit_callbacks(execute=True):
        apply(submission, SubmissionEvent.DISCARD, submission.submitter)
    assert (Submission.objects.count(), HistoryEntry.objects.count()) == (0, 0)
    assert (Manuscript.objects.count(), stored.storage.exists(stored.name)) == (
        0,
        False,
    )


def test_draft_of_a_call_that_still_runs_does_not_expire():
    submission = conference.submission()
    with pytest.raises(CallStillRuns):
        apply(submission, SubmissionEvent.EXPIRE, permissions.SYSTEM)


def test_deadline_itself_still_counts():
    submission = conference.submission()
    operations.apply(
        submission=submission,
        event=SubmissionEvent.SUBMIT,
        actor=submission.submitter,
        now=submission.call.submit_by,
    )
    submission.refresh_from_db()
    assert submission.state == SubmissionState.SUBMITTED


def test_moment_after_the_deadline_is_late():
    submission = conference.submission()
    with pytest.raises(CallIsClosed):
        operations.apply(
            submission=submission,
            event=SubmissionEvent.SUBMIT,
            actor=submission.submitter,
            now=submission.call.submit_by + timedelta(microseconds=1),
        )


def test_submit_without_anything_names_what_is_missing():
    submission = operations.start_submission(
        call=conference.call(),
        submitter=accounts.user(),
        form_key="1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    )
    with pytest.raises(SubmissionIncomplete) as refusal:
        apply(submission, SubmissionEvent.SUBMIT, submission.submitter)
    assert refusal.value.missing == [
        "manuscript",
        "paper_language",
        "texts",
        "authors",
    ]


def test_reversed_decision_keeps_the_old_row():
    submission = conference.submission(state=SubmissionState.REJECTED)
    apply(submission, SubmissionEvent.ACCEPT, accounts.editor(), note="Still.")
    assert list(submission.decisions.values_list("verdict", "note")) == [
        ("rejected", ""),
        ("accepted", "Still."),
    ]


def test_decision_once_made_cannot_be_changed():
    submission = conference.submission(state=SubmissionState.ACCEPTED)
    decision = submission.decision
    decision.note = "Other"
    with pytest.raises(RowIsFinal):
        decision.save()
    with pytest.raises(RowIsFinal):
        Decision.objects.update(note="Other")


def test_form_sent_twice_makes_one_draft():
    call, person = conference.call(), accounts.user()
    key = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
    first = operations.start_submission(call=call, submitter=person, form_key=key)
    again = operations.start_submission(call=call, submitter=person, form_key=key)
    assert (first.pk, Submission.objects.count()) == (again.pk, 1)


def test_state_unknown_is_refused_by_the_database():
    submission = conference.submission()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(state="lost")


# --- Manuscripts --------------------------------------------------------------
def add(submission, name="paper.md", body=conference.MARKDOWN):
    return operations.add_manuscript(
        submission=submission,
        file=conference.upload(name, body),
        filename=name,
        actor=submission.submitter,
        now=timezone.now(),
    )


def draft() -> Submission:
    return operations.start_submission(
        call=conference.call(),
        submitter=accounts.user(),
        form_key="1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    )


def test_manuscript_sent_again_unchanged_stays_one_version():
    submission = draft()
    first, again = add(submission), add(submission)
    other = add(submission, body=b"# New\n")
    assert (first.pk, other.version) == (again.pk, 2)


def test_manuscript_once_kept_cannot_be_changed():
    manuscript = conference.submission().manuscript
    manuscript.original_filename = "other.md"
    with pytest.raises(RowIsFinal):
        manuscript.save()
    with pytest.raises(RowIsFinal):
        Manuscript.objects.update(original_filename="other.md")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/cron.d/paper.md", "paper.md"),
        ("C:\\Users\\Ana\\paper.md", "paper.md"),
        ("pa\x00pe\r\nr.md", "paper.md"),
        ("\u202edm.paper.md", "dm.paper.md"),
        ('a"; filename="b.md', 'a"; filename="b.md'),
        ("--lua-filter=x.md", "--lua-filter=x.md"),
        ("č" * 400 + ".md", "č" * 197 + ".md"),
    ],
)
def test_hostile_filename_never_becomes_a_path(sent, kept):
    manuscript = add(draft(), name=sent)
    folder, _slash, name = manuscript.file.name.rpartition("/")
    assert manuscript.original_filename == kept
    assert folder.startswith("manuscripts/")
    assert (len(name), name.isascii()) == (35, True)


@pytest.mark.parametrize("name", ["paper.tex", "paper.html", "paper.exe", "paper"])
def test_format_that_the_conference_does_not_take_is_refused(name):
    with pytest.raises(UploadRefused) as refusal:
        add(draft(), name=name, body=b"\\documentclass{article}")
    assert len(refusal.value.findings) == 1


def test_upload_by_somebody_else_is_refused():
    submission = conference.submission()
    with pytest.raises(NotAllowed):
        operations.add_manuscript(
            submission=submission,
            file=conference.upload(),
            filename="paper.md",
            actor=accounts.user(),
            now=timezone.now(),
        )


# --- Mails --------------------------------------------------------------------
@pytest.mark.parametrize("language", ["sl", "it", "en"])
@pytest.mark.parametrize(
    ("state", "leaves"),
    [
        (SubmissionState.SUBMITTED, MailState.QUEUED),
        (SubmissionState.WITHDRAWN, MailState.QUEUED),
        (SubmissionState.RETURNED, MailState.DRAFT),
        (SubmissionState.CANCELED, MailState.DRAFT),
    ],
)
def test_mail_speaks_the_speakers_language(state, leaves, language, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://coop.example.org"
    submitter = accounts.user(language=language)
    with translation.override("en"):
        submission = conference.submission(state=state, submitter=submitter)
    letter = Mail.objects.order_by("pk").last()
    with translation.override(language):
        address = reverse("conference:submission", kwargs={"code": submission.code})
    assert (letter.address, letter.language) == (submitter.email, language)
    assert letter.state == leaves
    assert submission.code in letter.subject
    assert f"https://coop.example.org{address}" in letter.text
    assert "Social enterprises" in letter.text


def test_receipt_leaves_at_once_and_the_decision_waits_for_an_editor():
    conference.submission(state=SubmissionState.ACCEPTED)
    assert list(Mail.objects.order_by("pk").values_list("kind", "state")) == [
        ("conference.submit", "queued"),
        ("conference.accept", "draft"),
    ]


def test_waiting_receipt_is_sent_once_with_its_pdf():
    submission = conference.submission(state=SubmissionState.SUBMITTED)
    now = timezone.now()
    operations.send_waiting_mails(now=now)
    operations.send_waiting_mails(now=now)
    [sent] = mail.outbox
    with submission.receipts.get().pdf.open("rb") as pdf:
        body = pdf.read()
    assert body.startswith(b"%PDF-")
    assert sent.attachments == [(f"{submission.code}.pdf", body, "application/pdf")]


def test_receipt_that_was_erased_goes_nowhere():
    submission = conference.submission(state=SubmissionState.SUBMITTED)
    operations.delete_receipts(given_to=submission.submitter)
    operations.send_waiting_mails(now=timezone.now())
    [sent] = mail.outbox
    assert sent.attachments == []
