"""Who may what in production, beyond what the table of states says."""

from cms.conference.enums import Role
from cms.conference.models import Submission
from cms.conference.permissions import is_editor, roles_of
from cms.production.enums import CHANGEABLE, IN_HAND

__all__ = ["is_editor", "is_owner", "may_change_words", "may_mark", "may_waive"]


def is_owner(user, submission: Submission) -> bool:
    """Whether the paper is this person's to answer for."""
    return Role.OWNER in roles_of(user, submission)


def is_author(user, submission: Submission) -> bool:
    return bool({Role.OWNER, Role.COAUTHOR} & roles_of(user, submission))


def may_mark(user, submission: Submission) -> bool:
    """Authors mark recommendations, and editors extract them."""
    return is_author(user, submission) or is_editor(user)


def may_change_words(user, submission: Submission) -> bool:
    return is_editor(user) and submission.state in CHANGEABLE


def may_waive(user, submission: Submission) -> bool:
    return is_editor(user) and submission.state in IN_HAND
