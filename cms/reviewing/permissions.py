"""Who is what to a review, and what follows from it."""

from datetime import datetime

from wagtail.permission_policies.base import BasePermissionPolicy

from cms.conference.enums import Role, SubmissionState
from cms.conference.models import Submission
from cms.conference.permissions import SYSTEM, is_chief, is_editor
from cms.conference.permissions import roles_of as roles_in_submission
from cms.core.enums import LinkPurpose
from cms.core.models import ScopedLink
from cms.reviewing.enums import (
    ONLY_UNDER_REVIEW,
    TRANSITIONS,
    ReviewEvent,
    ReviewRole,
)
from cms.reviewing.exceptions import NotTheirs, ReviewIsOver, StepImpossible
from cms.reviewing.models import Assignment

# Reviewers are chosen and asked while these last; they write only under review.
CHOOSING = frozenset(
    {SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW, SubmissionState.REVISED}
)


def oversees(user, submission: Submission) -> bool:
    """Whether the person arranges the reviews of this paper: never of one's own."""
    return is_editor(user) and Role.EDITOR in roles_in_submission(user, submission)


def may_waive(user, submission: Submission) -> bool:
    """Whether the person may have the paper decided with fewer reviews."""
    return is_chief(user) and oversees(user, submission)


def roles_of(actor, assignment: Assignment) -> set[ReviewRole]:
    """Everything that an account, a link, or the site itself is to the review."""
    if actor is SYSTEM:
        return {ReviewRole.SYSTEM}
    if isinstance(actor, ScopedLink):
        own = (
            actor.purpose == LinkPurpose.REVIEW
            and actor.subject_key == assignment.link_key
        )
        return {ReviewRole.REVIEWER} if own else {ReviewRole.OTHER}
    if not actor.is_authenticated or not actor.is_active:
        return {ReviewRole.OTHER}
    roles = set()
    if assignment.reviewer.user_id == actor.pk and assignment.asked_at is not None:
        roles.add(ReviewRole.REVIEWER)
    if oversees(actor, assignment.submission):
        roles.add(ReviewRole.EDITOR)
    return roles or {ReviewRole.OTHER}


def check(actor, assignment: Assignment, event: ReviewEvent) -> None:
    """Pass when the event is this actor's to cause, and the state knows it.

    Raises:
        NotTheirs: when the event is not this actor's to cause.
        StepImpossible: when the state of the review does not know the event.
        ReviewIsOver: when the paper is not under review.
    """
    roles = roles_of(actor, assignment)
    if roles == {ReviewRole.OTHER}:
        raise NotTheirs
    transition = TRANSITIONS.get((assignment.state, event))
    if transition is None:
        raise StepImpossible(assignment.state, event)
    if not transition.roles & roles:
        raise NotTheirs
    under_review = assignment.submission.state == SubmissionState.IN_REVIEW
    if event in ONLY_UNDER_REVIEW and not under_review:
        raise ReviewIsOver(assignment.submission.state)


def may(actor, assignment: Assignment, event: ReviewEvent) -> bool:
    """Whether the actor can cause the event now, if what it asks for is given."""
    try:
        check(actor, assignment, event)
    except (NotTheirs, StepImpossible, ReviewIsOver):
        return False
    return True


class EditorsPolicy(BasePermissionPolicy):
    """In the admin, reviewers and criteria are kept by editors; nobody deletes."""

    ACTIONS = frozenset({"view", "add", "change"})

    def user_has_permission(self, user, action: str) -> bool:
        return action in self.ACTIONS and is_editor(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return bool(self.ACTIONS & set(actions)) and is_editor(user)


def is_late(assignment: Assignment, now: datetime) -> bool:
    """Whether the reviewer is late and could still do something about it."""
    return assignment.is_overdue(now) and (
        assignment.submission.state == SubmissionState.IN_REVIEW
    )
