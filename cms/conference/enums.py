"""The states of a submission, and which event leads from where to where."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubmissionState(TextChoices):
    DRAFT = "draft", pgettext_lazy("submission", "draft")
    SUBMITTED = "submitted", pgettext_lazy("submission", "submitted")
    RETURNED = "returned", pgettext_lazy("submission", "returned for corrections")
    IN_REVIEW = "in_review", pgettext_lazy("submission", "under review")
    REVISION_REQUESTED = (
        "revision_requested",
        pgettext_lazy("submission", "revision requested"),
    )
    REVISED = "revised", pgettext_lazy("submission", "revised")
    ACCEPTED = "accepted", pgettext_lazy("submission", "accepted")
    CONFIRMED = "confirmed", pgettext_lazy("submission", "confirmed")
    IN_PRODUCTION = "in_production", pgettext_lazy("submission", "in production")
    AUTHOR_PROOF = "author_proof", pgettext_lazy("submission", "proof with the author")
    READY = "ready", pgettext_lazy("submission", "ready for the volume")
    PUBLISHED = "published", pgettext_lazy("submission", "published")
    REJECTED = "rejected", pgettext_lazy("submission", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("submission", "withdrawn")
    CANCELED = "canceled", pgettext_lazy("submission", "cancelled")
    RETRACTED = "retracted", pgettext_lazy("submission", "retracted")


class SubmissionEvent(TextChoices):
    SAVE = "save", _("changed")
    SUBMIT = "submit", _("submitted")
    DISCARD = "discard", _("draft discarded")
    EXPIRE = "expire", _("draft expired")
    WITHDRAW = "withdraw", _("withdrawn")
    RETURN_FOR_FIX = "return_for_fix", _("returned for corrections")
    RESUBMIT = "resubmit", _("submitted again")
    DESK_REJECT = "desk_reject", _("declined without review")
    OPEN_REVIEW = "open_review", _("review opened")
    REVISE_MINOR = "revise_minor", _("minor revision requested")
    REVISE_MAJOR = "revise_major", _("major revision requested")
    SUBMIT_REVISION = "submit_revision", _("revision submitted")
    REOPEN_REVIEW = "reopen_review", _("next round of review opened")
    ACCEPT = "accept", _("accepted")
    REJECT = "reject", _("declined")
    CONFIRM = "confirm", _("participation confirmed")
    CANCEL = "cancel", _("cancelled")
    START_PRODUCTION = "start_production", _("production started")
    SEND_PROOF = "send_proof", _("proof sent")
    APPROVE_PROOF = "approve_proof", _("proof approved")
    REQUEST_CHANGES = "request_changes", _("changes to the proof requested")
    INCLUDE = "include", _("published in a volume")
    CORRECT = "correct", _("correction published")
    RETRACT = "retract", _("retracted")
    REVERT = "revert", _("taken back")


class Role(TextChoices):
    """What somebody is to one submission; one person may be several."""

    ANONYMOUS = "anonymous"
    OTHER = "other"
    OWNER = "owner"
    COAUTHOR = "coauthor"
    EDITOR = "editor"
    CHIEF = "chief"
    # No person: the site itself, e.g. when a volume is released.
    SYSTEM = "system"


class Guard(TextChoices):
    """What has to be true before an event, beyond state and role.

    Each app that holds the facts registers the check (`guards.py`).
    """

    CALL_IS_OPEN = "call_is_open"
    CALL_IS_OVER = "call_is_over"
    CHANGES_ARE_OPEN = "changes_are_open"
    RETURN_IS_DUE = "return_is_due"
    IS_COMPLETE = "is_complete"
    REASON_IS_GIVEN = "reason_is_given"
    REVIEW_CAN_OPEN = "review_can_open"
    REVIEWS_ARE_ENOUGH = "reviews_are_enough"
    REVISION_IS_ANSWERED = "revision_is_answered"
    RIGHTS_ARE_CERTIFIED = "rights_are_certified"
    CAMERA_READY_IS_OPEN = "camera_ready_is_open"
    PROOF_IS_SET = "proof_is_set"
    VOLUME_IS_OPEN = "volume_is_open"


class Verdict(TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("decision", "accepted")
    REVISE_MINOR = "revise_minor", pgettext_lazy("decision", "minor revision")
    REVISE_MAJOR = "revise_major", pgettext_lazy("decision", "major revision")
    REJECTED = "rejected", pgettext_lazy("decision", "declined")
    DESK_REJECTED = (
        "desk_rejected",
        pgettext_lazy("decision", "declined without review"),
    )


class ReviewMode(TextChoices):
    """Who knows of whom while a paper is reviewed."""

    EDITORS = "editors", pgettext_lazy("review mode", "by the editors alone")
    OPEN = "open", pgettext_lazy("review mode", "open: both sides know each other")
    SINGLE = (
        "single",
        pgettext_lazy("review mode", "single-anonymous: reviewers stay unknown"),
    )
    DOUBLE = (
        "double",
        pgettext_lazy("review mode", "double-anonymous: neither side knows the other"),
    )


class ManuscriptKind(TextChoices):
    DOCX = "docx", _("Word document (DOCX)")
    ODT = "odt", _("OpenDocument text (ODT)")
    MARKDOWN = "md", _("Markdown")
    ZIP = "zip", _("archive with Markdown or LaTeX (ZIP)")


class FixKind(TextChoices):
    """What can be decided beside a manuscript; the book library's own words."""

    PICTURE = "pictures", pgettext_lazy("fix", "Picture")
    HEADING = "headings", pgettext_lazy("fix", "Heading")
    TABLE = "tables", pgettext_lazy("fix", "Table")
    PASSAGE = "passages", pgettext_lazy("fix", "Passage")
    EQUATION = "equations", pgettext_lazy("fix", "Equation")


S, E = SubmissionState, SubmissionEvent

# The paper may stand in a volume and in the programme.
CHOSEN = frozenset(
    {S.ACCEPTED, S.CONFIRMED, S.IN_PRODUCTION, S.AUTHOR_PROOF, S.READY, S.PUBLISHED}
)
# Its pages are set as the volume will have them, for the author to approve.
PROOFED = frozenset({S.IN_PRODUCTION, S.AUTHOR_PROOF, S.READY, S.PUBLISHED})
DECIDED = CHOSEN | {S.REJECTED}
# A released decision led here, and is in force.
NEED_DECISION = DECIDED | {S.REVISION_REQUESTED, S.REVISED, S.RETRACTED}
TELL_DECISION = DECIDED | {S.REVISION_REQUESTED}
NEVER_SUBMITTED = frozenset({S.DRAFT, S.WITHDRAWN})


@dataclass(frozen=True)
class Transition:
    """Where an event leads, who may cause it, and what has to be true first.

    Without a target, the event leads back to the state before the present one, or
    `deletes` the submission with all its rows and files.
    """

    target: SubmissionState | None
    roles: frozenset[Role]
    guards: tuple[Guard, ...] = ()
    deletes: bool = False


def _by(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_AUTHOR = _by(Role.OWNER)
_AUTHORS = _by(Role.OWNER, Role.COAUTHOR)
_EDITORS = _by(Role.EDITOR, Role.CHIEF)
_CHIEF = _by(Role.CHIEF)
_REVIEWED = (Guard.REVIEWS_ARE_ENOUGH,)
_WITH_REASON = (Guard.REASON_IS_GIVEN,)

TRANSITIONS: dict[tuple[SubmissionState, SubmissionEvent], Transition] = {
    # A draft may be saved at any time: nothing that was typed is lost at a deadline.
    (S.DRAFT, E.SAVE): Transition(S.DRAFT, _AUTHORS),
    (S.DRAFT, E.SUBMIT): Transition(
        S.SUBMITTED, _AUTHOR, (Guard.CALL_IS_OPEN, Guard.IS_COMPLETE)
    ),
    (S.DRAFT, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR),
    (S.DRAFT, E.DISCARD): Transition(None, _AUTHOR, deletes=True),
    (S.DRAFT, E.EXPIRE): Transition(
        None, _by(Role.SYSTEM), (Guard.CALL_IS_OVER,), deletes=True
    ),
    (S.SUBMITTED, E.SAVE): Transition(
        S.SUBMITTED, _AUTHORS, (Guard.CHANGES_ARE_OPEN, Guard.IS_COMPLETE)
    ),
    (S.SUBMITTED, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR),
    (S.SUBMITTED, E.ACCEPT): Transition(S.ACCEPTED, _EDITORS),
    (S.SUBMITTED, E.REJECT): Transition(S.REJECTED, _EDITORS),
    (S.SUBMITTED, E.RETURN_FOR_FIX): Transition(S.RETURNED, _EDITORS, _WITH_REASON),
    (S.SUBMITTED, E.DESK_REJECT): Transition(S.REJECTED, _EDITORS, _WITH_REASON),
    (S.SUBMITTED, E.OPEN_REVIEW): Transition(
        S.IN_REVIEW, _EDITORS, (Guard.REVIEW_CAN_OPEN,)
    ),
    (S.RETURNED, E.SAVE): Transition(S.RETURNED, _AUTHORS),
    (S.RETURNED, E.RESUBMIT): Transition(
        S.SUBMITTED, _AUTHOR, (Guard.RETURN_IS_DUE, Guard.IS_COMPLETE)
    ),
    (S.RETURNED, E.DESK_REJECT): Transition(S.REJECTED, _EDITORS, _WITH_REASON),
    (S.RETURNED, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR),
    (S.IN_REVIEW, E.REVISE_MINOR): Transition(
        S.REVISION_REQUESTED, _EDITORS, _REVIEWED
    ),
    (S.IN_REVIEW, E.REVISE_MAJOR): Transition(
        S.REVISION_REQUESTED, _EDITORS, _REVIEWED
    ),
    (S.IN_REVIEW, E.ACCEPT): Transition(S.ACCEPTED, _EDITORS, _REVIEWED),
    (S.IN_REVIEW, E.REJECT): Transition(S.REJECTED, _EDITORS, _REVIEWED),
    (S.IN_REVIEW, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR),
    (S.REVISION_REQUESTED, E.SAVE): Transition(S.REVISION_REQUESTED, _AUTHORS),
    (S.REVISION_REQUESTED, E.SUBMIT_REVISION): Transition(
        S.REVISED, _AUTHOR, (Guard.IS_COMPLETE, Guard.REVISION_IS_ANSWERED)
    ),
    (S.REVISION_REQUESTED, E.REJECT): Transition(S.REJECTED, _EDITORS, _WITH_REASON),
    (S.REVISION_REQUESTED, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR),
    (S.REVISED, E.REOPEN_REVIEW): Transition(
        S.IN_REVIEW, _EDITORS, (Guard.REVIEW_CAN_OPEN,)
    ),
    (S.REVISED, E.REVISE_MINOR): Transition(S.REVISION_REQUESTED, _EDITORS),
    (S.REVISED, E.REVISE_MAJOR): Transition(S.REVISION_REQUESTED, _EDITORS),
    (S.REVISED, E.ACCEPT): Transition(S.ACCEPTED, _EDITORS),
    (S.REVISED, E.REJECT): Transition(S.REJECTED, _EDITORS),
    (S.REVISED, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR),
    (S.ACCEPTED, E.CONFIRM): Transition(
        S.CONFIRMED, _AUTHOR, (Guard.RIGHTS_ARE_CERTIFIED,)
    ),
    (S.ACCEPTED, E.REJECT): Transition(S.REJECTED, _EDITORS, _WITH_REASON),
    (S.ACCEPTED, E.CANCEL): Transition(S.CANCELED, _EDITORS, _WITH_REASON),
    (S.ACCEPTED, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR, _WITH_REASON),
    (S.CONFIRMED, E.SAVE): Transition(
        S.CONFIRMED, _AUTHORS, (Guard.CAMERA_READY_IS_OPEN, Guard.IS_COMPLETE)
    ),
    (S.CONFIRMED, E.START_PRODUCTION): Transition(S.IN_PRODUCTION, _EDITORS),
    (S.CONFIRMED, E.CANCEL): Transition(S.CANCELED, _EDITORS, _WITH_REASON),
    (S.CONFIRMED, E.WITHDRAW): Transition(S.WITHDRAWN, _AUTHOR, _WITH_REASON),
    (S.IN_PRODUCTION, E.SEND_PROOF): Transition(
        S.AUTHOR_PROOF, _EDITORS, (Guard.PROOF_IS_SET,)
    ),
    (S.AUTHOR_PROOF, E.APPROVE_PROOF): Transition(
        S.READY, _by(Role.OWNER, Role.SYSTEM)
    ),
    (S.AUTHOR_PROOF, E.REQUEST_CHANGES): Transition(
        S.IN_PRODUCTION, _AUTHOR, _WITH_REASON
    ),
    (S.READY, E.START_PRODUCTION): Transition(S.IN_PRODUCTION, _EDITORS, _WITH_REASON),
    (S.READY, E.INCLUDE): Transition(S.PUBLISHED, _by(Role.SYSTEM)),
    (S.PUBLISHED, E.CORRECT): Transition(S.PUBLISHED, _CHIEF, _WITH_REASON),
    (S.PUBLISHED, E.RETRACT): Transition(S.RETRACTED, _CHIEF, _WITH_REASON),
    (S.REJECTED, E.ACCEPT): Transition(S.ACCEPTED, _EDITORS, _WITH_REASON),
    (S.REJECTED, E.REVERT): Transition(None, _CHIEF, _WITH_REASON),
    (S.WITHDRAWN, E.REVERT): Transition(
        None, _EDITORS, (Guard.REASON_IS_GIVEN, Guard.VOLUME_IS_OPEN)
    ),
    (S.CANCELED, E.REVERT): Transition(
        None, _EDITORS, (Guard.REASON_IS_GIVEN, Guard.VOLUME_IS_OPEN)
    ),
}

# Events that nobody causes without saying why, wherever they start.
ALWAYS_WITH_REASON = frozenset(
    event
    for event in E
    if all(
        Guard.REASON_IS_GIVEN in transition.guards
        for (_state, known), transition in TRANSITIONS.items()
        if known == event
    )
)
