"""The states of a reviewer's task, and which event leads from where to where."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewState(TextChoices):
    INVITED = "invited", pgettext_lazy("review", "invited")
    ACCEPTED = "accepted", pgettext_lazy("review", "promised")
    SUBMITTED = "submitted", pgettext_lazy("review", "submitted")
    RETURNED = (
        "returned_for_clarity",
        pgettext_lazy("review", "returned with a question"),
    )
    DECLINED = "declined", pgettext_lazy("review", "declined")
    CONFLICT = "conflict", pgettext_lazy("review", "conflict of interest")
    EXPIRED = "expired", pgettext_lazy("review", "invitation expired")
    CANCELLED = "cancelled", pgettext_lazy("review", "cancelled")


class ReviewEvent(TextChoices):
    INVITE = "invite", pgettext_lazy("review", "invited")
    ACCEPT = "accept", pgettext_lazy("review", "promised")
    DECLINE = "decline", pgettext_lazy("review", "declined")
    DECLARE_CONFLICT = (
        "declare_conflict",
        pgettext_lazy("review", "conflict of interest declared"),
    )
    SAVE = "save", pgettext_lazy("review", "saved")
    SUBMIT = "submit", pgettext_lazy("review", "submitted")
    RETURN = "return", pgettext_lazy("review", "returned with a question")
    EXPIRE = "expire", pgettext_lazy("review", "invitation expired")
    CANCEL = "cancel", pgettext_lazy("review", "cancelled")


class ReviewRole(TextChoices):
    """What somebody is to one review."""

    OTHER = "other"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    SYSTEM = "system"


class Recommendation(TextChoices):
    ACCEPT = "accept", pgettext_lazy("recommendation", "accept")
    MINOR = "minor", pgettext_lazy("recommendation", "accept after minor changes")
    MAJOR = "major", pgettext_lazy("recommendation", "review again after major changes")
    REJECT = "reject", pgettext_lazy("recommendation", "decline")


class ConflictKind(TextChoices):
    """Why somebody should not review a paper."""

    AUTHOR = "author", _("is an author of the paper")
    DECLARED = "declared", _("has declared a conflict of interest")
    AFFILIATION = "affiliation", _("works at an author’s organisation")
    DOMAIN = "domain", _("has a mail address at an author’s organisation")
    COAUTHOR = "coauthor", _("has written with an author of the paper")


S, E = ReviewState, ReviewEvent

# Something is still to be done by the reviewer.
OPEN = frozenset({S.INVITED, S.ACCEPTED, S.RETURNED})
# The reviewer may read the paper itself.
READING = frozenset({S.ACCEPTED, S.SUBMITTED, S.RETURNED})
WRITING = frozenset({S.ACCEPTED, S.RETURNED})
# Counts as somebody who reviews the paper.
TAKING_PART = OPEN | {S.SUBMITTED}
# No editor may set these aside.
NEVER_OVERRULED = frozenset({ConflictKind.AUTHOR, ConflictKind.DECLARED})


@dataclass(frozen=True)
class Transition:
    """Where an event leads, who may cause it, and what has to be said with it."""

    target: ReviewState
    roles: frozenset[ReviewRole]
    needs_reason: bool = False


_REVIEWER = frozenset({ReviewRole.REVIEWER})
_EDITOR = frozenset({ReviewRole.EDITOR})
_DESK = frozenset({ReviewRole.EDITOR, ReviewRole.SYSTEM})
_SYSTEM = frozenset({ReviewRole.SYSTEM})

TRANSITIONS: dict[tuple[ReviewState, ReviewEvent], Transition] = {
    (S.INVITED, E.ACCEPT): Transition(S.ACCEPTED, _REVIEWER),
    (S.INVITED, E.DECLINE): Transition(S.DECLINED, _REVIEWER),
    (S.INVITED, E.DECLARE_CONFLICT): Transition(S.CONFLICT, _REVIEWER, True),
    (S.INVITED, E.EXPIRE): Transition(S.EXPIRED, _SYSTEM),
    (S.INVITED, E.CANCEL): Transition(S.CANCELLED, _DESK),
    (S.ACCEPTED, E.SAVE): Transition(S.ACCEPTED, _REVIEWER),
    (S.ACCEPTED, E.SUBMIT): Transition(S.SUBMITTED, _REVIEWER),
    (S.ACCEPTED, E.DECLINE): Transition(S.DECLINED, _REVIEWER),
    (S.ACCEPTED, E.DECLARE_CONFLICT): Transition(S.CONFLICT, _REVIEWER, True),
    (S.ACCEPTED, E.CANCEL): Transition(S.CANCELLED, _DESK),
    (S.SUBMITTED, E.RETURN): Transition(S.RETURNED, _EDITOR, True),
    (S.RETURNED, E.SAVE): Transition(S.RETURNED, _REVIEWER),
    (S.RETURNED, E.SUBMIT): Transition(S.SUBMITTED, _REVIEWER),
    (S.RETURNED, E.DECLARE_CONFLICT): Transition(S.CONFLICT, _REVIEWER, True),
    (S.RETURNED, E.CANCEL): Transition(S.CANCELLED, _DESK),
    # Somebody may be asked again, but not after a conflict of interest.
    (S.DECLINED, E.INVITE): Transition(S.INVITED, _EDITOR),
    (S.EXPIRED, E.INVITE): Transition(S.INVITED, _EDITOR),
    (S.CANCELLED, E.INVITE): Transition(S.INVITED, _EDITOR),
}
# A review is written while the paper is under review, and afterwards only read.
ONLY_UNDER_REVIEW = frozenset(
    {E.ACCEPT, E.SAVE, E.SUBMIT, E.RETURN, E.DECLARE_CONFLICT}
)
