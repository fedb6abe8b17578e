"""Who may what in production, beyond what the table of states says."""

from cms.conference.enums import Role
from cms.conference.models import Submission
from cms.conference.permissions import roles_of
from cms.production.enums import CHANGEABLE, IN_HAND

EDITORS = frozenset({Role.EDITOR, Role.CHIEF})


def edits(user, submission: Submission) -> bool:
    """Whether the person is an editor of the paper, and so none of its authors."""
    return bool(EDITORS & roles_of(user, submission))


def is_owner(user, submission: Submission) -> bool:
    """Whether the paper is this person's to answer for."""
    return Role.OWNER in roles_of(user, submission)


def is_author(user, submission: Submission) -> bool:
    return bool({Role.OWNER, Role.COAUTHOR} & roles_of(user, submission))


def may_mark(user, submission: Submission) -> bool:
    """Authors mark recommendations, and editors extract them."""
    return is_author(user, submission) or edits(user, submission)


def may_change_words(user, submission: Submission) -> bool:
    return edits(user, submission) and submission.state in CHANGEABLE


def may_waive(user, submission: Submission) -> bool:
    return edits(user, submission) and submission.state in IN_HAND
