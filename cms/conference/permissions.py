"""Who is what to a submission, and what follows from it."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.conference import guards
from cms.conference.enums import TRANSITIONS, Guard, Role, SubmissionEvent
from cms.conference.exceptions import (
    CallIsClosed,
    CallStillRuns,
    ConferenceError,
    NotAllowed,
    ReasonMissing,
    TransitionImpossible,
)
from cms.conference.models import Submission
from cms.outbox import permissions as outbox

DECIDE = "conference.decide_submission"
CHIEF = "conference.overrule_submission"
# What the site does by itself has no person behind it.
SYSTEM = object()
# Guards that look at the clock alone: they also say whether a button is shown.
TIMELY = frozenset(
    {
        Guard.CALL_IS_OPEN,
        Guard.CHANGES_ARE_OPEN,
        Guard.RETURN_IS_DUE,
        Guard.CAMERA_READY_IS_OPEN,
    }
)


def is_editor(user) -> bool:
    """Whether the person reads and decides all submissions."""
    return user.is_authenticated and user.is_active and user.has_perm(DECIDE)


def is_chief(user) -> bool:
    """Whether the person may also overrule what was decided or published."""
    return is_editor(user) and user.has_perm(CHIEF)


def is_conflicted(user, submission: Submission) -> bool:
    """Whether the person is an author of the submission, and so no editor of it."""
    if submission.submitter_id == user.pk:
        return True
    address = user.email.lower()
    return any(author.email.lower() == address for author in submission.authors.all())


@outbox.hide
def papers_of_their_own(user) -> list[str]:
    """Return about which submissions an editor must read no mails."""
    if not is_editor(user):
        return []
    address = Q(authors__email__iexact=user.email) | Q(submitter=user)
    codes = Submission.objects.filter(address).values_list("code", flat=True)
    return [f"submission:{code}" for code in codes.distinct()]


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
    if not user.is_authenticated:
        return {Role.ANONYMOUS}
    roles = set()
    if submission.submitter_id == user.pk:
        roles.add(Role.OWNER)
    # Nobody decides on a paper of their own.
    if is_editor(user) and not is_conflicted(user, submission):
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
    timely = tuple(guard for guard in transition.guards if guard in TIMELY)
    guards.ask(timely, guards.Attempt(submission, event, user, now))


@guards.register(Guard.CALL_IS_OPEN)
@guards.register(Guard.CHANGES_ARE_OPEN)
def call_is_open(attempt: guards.Attempt) -> None:
    """Refuse what comes before the call opens or after it closes."""
    if not attempt.submission.call.is_open(attempt.now):
        raise CallIsClosed(attempt.submission.call.slug)


@guards.register(Guard.CALL_IS_OVER)
def call_is_over(attempt: guards.Attempt) -> None:
    """Refuse to end drafts that can still be submitted."""
    if attempt.now <= attempt.submission.call.submit_by:
        raise CallStillRuns(attempt.submission.call.slug)


@guards.register(Guard.REASON_IS_GIVEN)
def reason_is_given(attempt: guards.Attempt) -> None:
    """Refuse what nobody gave a reason for."""
    if not attempt.reason.strip():
        raise ReasonMissing


class SubmissionPolicy(BasePermissionPolicy):
    """In the admin, submissions are read by editors; nobody adds or edits them there."""

    def user_has_permission(self, user, action: str) -> bool:
        return action == "view" and is_editor(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return "view" in actions and is_editor(user)

    def users_with_any_permission(self, actions):
        if "view" not in actions:
            return get_user_model().objects.none()
        return get_user_model().objects.with_perm(
            DECIDE, backend="django.contrib.auth.backends.ModelBackend"
        )
