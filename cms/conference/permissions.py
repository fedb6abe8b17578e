"""Who is what to a submission, and what follows from it."""

from datetime import datetime

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.conference.enums import TRANSITIONS, Role, SubmissionEvent
from cms.conference.exceptions import CallIsClosed, NotAllowed, TransitionImpossible
from cms.conference.models import Submission

DECIDE = "conference.decide_submission"


def is_editor(user) -> bool:
    """Whether the person reads and decides all submissions."""
    return user.is_authenticated and user.is_active and user.has_perm(DECIDE)


def roles_of(user, submission: Submission) -> set[Role]:
    """Everything that the person is to the submission."""
    if not user.is_authenticated:
        return {Role.ANONYMOUS}
    roles = set()
    if submission.submitter_id == user.pk:
        roles.add(Role.OWNER)
    if is_editor(user):
        roles.add(Role.EDITOR)
    return roles or {Role.OTHER}


def may(user, submission: Submission, event: SubmissionEvent, now: datetime) -> bool:
    """Whether the person can cause the event now."""
    try:
        check(user, submission, event, now)
    except (NotAllowed, TransitionImpossible, CallIsClosed):
        return False
    return True


def check(user, submission: Submission, event: SubmissionEvent, now: datetime) -> None:
    """Pass when the person can cause the event now.

    Raises:
        NotAllowed: when the event is not this person's to cause.
        TransitionImpossible: when the state does not know the event.
        CallIsClosed: when the event needs an open call.
    """
    roles = roles_of(user, submission)
    if not roles & {Role.OWNER, Role.EDITOR}:
        raise NotAllowed
    transition = TRANSITIONS.get((submission.state, event))
    if transition is None:
        raise TransitionImpossible(submission.state, event)
    if transition.role not in roles:
        raise NotAllowed
    if transition.while_open and not submission.call.is_open(now):
        raise CallIsClosed(submission.call.slug)


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
