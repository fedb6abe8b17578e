"""Who is what to a submission, and what follows from it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Value
from django.db.models.functions import Concat
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.conference import guards
from cms.conference.enums import (
    TRANSITIONS,
    Guard,
    Role,
    SubmissionEvent,
    SubmissionState,
)
from cms.conference.exceptions import (
    AccountMissing,
    CallIsClosed,
    CallStillRuns,
    ConferenceError,
    CorrectionsAreLate,
    NotAllowed,
    ReasonMissing,
    TransitionImpossible,
)
from cms.conference.models import Submission, TrackEditor
from cms.outbox import permissions as outbox

DECIDE = "conference.decide_submission"
CHIEF = "conference.overrule_submission"
# Editors have it too; alone, it reaches as far as the tracks that somebody edits.
READ = "conference.view_submission"
# What the site does by itself has no person behind it.
SYSTEM = object()
TRANSLATE = "conference.translate_submission"
# Papers that their authors look at or have approved, that readers have, or that take
# no part any more.
FINAL = frozenset(
    {
        SubmissionState.AUTHOR_PROOF,
        SubmissionState.READY,
        SubmissionState.PUBLISHED,
        SubmissionState.RETRACTED,
        SubmissionState.REJECTED,
        SubmissionState.WITHDRAWN,
        SubmissionState.CANCELED,
    }
)
# Guards that look at the clock alone: they also say whether a button is shown.
TIMELY = frozenset(
    {
        Guard.CALL_IS_OPEN,
        Guard.CHANGES_ARE_OPEN,
        Guard.RETURN_IS_DUE,
        Guard.CAMERA_READY_IS_OPEN,
    }
)


@dataclass(frozen=True)
class Holder:
    """Whoever holds the key to a draft that belongs to no account yet."""

    digest: str
    pk: None = None
    is_authenticated: bool = False
    is_active: bool = False

    def has_perm(self, _permission: str) -> bool:
        return False

    def holds(self, submission: Submission) -> bool:
        """Whether the draft is this holder's."""
        return (
            submission.submitter_id is None
            and bool(self.digest)
            and secrets.compare_digest(self.digest, submission.holder)
        )


def is_editor(user) -> bool:
    """Whether the person reads and decides all submissions."""
    return user.is_authenticated and user.is_active and user.has_perm(DECIDE)


def reads_desk(user) -> bool:
    """Whether the person reads submissions at the desk: all, or those of a track."""
    return user.is_authenticated and user.is_active and user.has_perm(READ)


def is_track_editor(user, submission: Submission) -> bool:
    """Whether the person edits the track of this submission."""
    return (
        submission.track_id is not None
        and submission.submitted_at is not None
        and reads_desk(user)
        and TrackEditor.objects.filter(track=submission.track_id, person=user).exists()
    )


def is_chief(user) -> bool:
    """Whether the person may also overrule what was decided or published."""
    return is_editor(user) and user.has_perm(CHIEF)


def is_translator(user) -> bool:
    """Whether the person translates titles, abstracts and keywords."""
    return user.is_authenticated and user.is_active and user.has_perm(TRANSLATE)


def is_conflicted(user, submission: Submission) -> bool:
    """Whether the person is an author of the submission, and so no editor of it."""
    if submission.submitter_id == user.pk:
        return True
    address = user.email.lower()
    return any(
        author.account_id == user.pk or author.email.lower() == address
        for author in submission.authors.all()
    )


@outbox.hide
def papers_of_their_own(user) -> Iterable[str]:
    """Return about which submissions an editor must read no mails."""
    if not is_editor(user):
        return []
    papers = Submission.objects.with_author(user)
    # Not a list: the outbox asks for it together with its mails.
    return papers.values_list(Concat(Value("submission:"), "code"), flat=True)


def check_editor(user, submission: Submission) -> None:
    """Pass for editors of the submission, who are not its authors.

    Raises:
        NotAllowed: for everybody else.
    """
    if not {Role.EDITOR, Role.CHIEF} & roles_of(user, submission):
        raise NotAllowed


def roles_of(user, submission: Submission) -> set[Role]:
    """Everything that the person is to the submission."""
    if user is SYSTEM:
        return {Role.SYSTEM}
    if isinstance(user, Holder) and user.holds(submission):
        return {Role.OWNER}
    if not user.is_authenticated:
        return {Role.ANONYMOUS}
    roles = set()
    if submission.submitter_id == user.pk:
        roles.add(Role.OWNER)
    if any(
        author.is_editing and author.account_id == user.pk
        for author in submission.authors.all()
    ):
        roles.add(Role.COAUTHOR)
    # Nobody decides on a paper of their own.
    edits = is_editor(user) or is_track_editor(user, submission)
    if edits and not is_conflicted(user, submission):
        roles.add(Role.EDITOR)
        if is_chief(user):
            roles.add(Role.CHIEF)
    return roles or {Role.OTHER}


def may(user, submission: Submission, event: SubmissionEvent, now: datetime) -> bool:
    """Whether the person can cause the event now, if what it asks for is given."""
    try:
        check(user, submission, event, now)
    except ConferenceError:
        return False
    return True


def check(user, submission: Submission, event: SubmissionEvent, now: datetime) -> None:
    """Pass when the event is this person's to cause, and the clock allows it.

    Raises:
        NotAllowed: when the event is not this person's to cause.
        TransitionImpossible: when the state does not know the event.
        AccountMissing: when a draft without an account is to be more than a draft.
        CallIsClosed: when the event came too late or too early.
    """
    roles = roles_of(user, submission)
    if roles <= {Role.ANONYMOUS, Role.OTHER}:
        raise NotAllowed
    transition = TRANSITIONS.get((submission.state, event))
    if transition is None:
        raise TransitionImpossible(submission.state, event)
    if not transition.roles & roles:
        raise NotAllowed
    if isinstance(user, Holder) and event != SubmissionEvent.SAVE:
        raise AccountMissing
    timely = tuple(guard for guard in transition.guards if guard in TIMELY)
    guards.ask(timely, guards.Attempt(submission, event, user, now))


def may_fix(user, submission: Submission, now: datetime) -> bool:
    """Whether the person may decide something beside the manuscript now.

    Its authors as long as they may change it, editors until a proof is out.
    """
    if may(user, submission, SubmissionEvent.SAVE, now):
        return True
    return (
        bool({Role.EDITOR, Role.CHIEF} & roles_of(user, submission))
        and submission.submitted_at is not None
        and submission.state not in FINAL
    )


@guards.register(Guard.CALL_IS_OPEN)
def call_is_open(attempt: guards.Attempt) -> None:
    """Refuse what comes before the call opens or after it closes."""
    _refuse_late(attempt, attempt.submission.call.takes_submissions(attempt.now))


@guards.register(Guard.CHANGES_ARE_OPEN)
def changes_are_open(attempt: guards.Attempt) -> None:
    """Refuse changes that come too late."""
    _refuse_late(attempt, attempt.submission.call.takes_changes(attempt.now))


@guards.register(Guard.RETURN_IS_DUE)
def return_is_due(attempt: guards.Attempt) -> None:
    """Refuse corrections that come too late."""
    submission, now = attempt.submission, attempt.now
    late = now > submission.corrections_by + submission.call.grace
    if late and not has_more_time(submission, now):
        raise CorrectionsAreLate(submission.code)


@guards.register(Guard.CAMERA_READY_IS_OPEN)
def camera_ready_is_open(attempt: guards.Attempt) -> None:
    """Refuse final versions that come too late."""
    _refuse_late(attempt, attempt.submission.call.takes_final_versions(attempt.now))


def _refuse_late(attempt: guards.Attempt, call_takes_it: bool) -> None:
    if not (call_takes_it or has_more_time(attempt.submission, attempt.now)):
        raise CallIsClosed(attempt.submission.call.slug)


@guards.register(Guard.CALL_IS_OVER)
def call_is_over(attempt: guards.Attempt) -> None:
    """Refuse to end drafts that can still be submitted."""
    submission, now = attempt.submission, attempt.now
    is_over = now > submission.call.submit_by + submission.call.grace
    if not is_over or has_more_time(submission, now):
        raise CallStillRuns(submission.call.slug)


def has_more_time(submission: Submission, now: datetime) -> bool:
    """Whether an extension of the submission's own is in force."""
    return submission.extensions.in_force(now).exists()


@guards.register(Guard.REASON_IS_GIVEN)
def reason_is_given(attempt: guards.Attempt) -> None:
    """Refuse what nobody gave a reason for."""
    if not attempt.reason.strip():
        raise ReasonMissing


class SubmissionPolicy(BasePermissionPolicy):
    """In the admin, submissions are read by editors; nobody adds or edits them there."""

    def user_has_permission(self, user, action: str) -> bool:
        return action == "view" and reads_desk(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return "view" in actions and reads_desk(user)

    def users_with_any_permission(self, actions):
        if "view" not in actions:
            return get_user_model().objects.none()
        return get_user_model().objects.with_perm(
            READ, backend="django.contrib.auth.backends.ModelBackend"
        )
