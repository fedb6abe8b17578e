"""The states of a submission, and which event leads from where to where."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubmissionState(TextChoices):
    DRAFT = "draft", pgettext_lazy("submission", "draft")
    SUBMITTED = "submitted", pgettext_lazy("submission", "submitted")
    ACCEPTED = "accepted", pgettext_lazy("submission", "accepted")
    REJECTED = "rejected", pgettext_lazy("submission", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("submission", "withdrawn")


class SubmissionEvent(TextChoices):
    SAVE = "save", _("changed")
    SUBMIT = "submit", _("submitted")
    WITHDRAW = "withdraw", _("withdrawn")
    ACCEPT = "accept", _("accepted")
    REJECT = "reject", _("declined")


class Role(TextChoices):
    """What a person is to one submission; one person may be several."""

    ANONYMOUS = "anonymous"
    OTHER = "other"
    OWNER = "owner"
    EDITOR = "editor"


class Verdict(TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("decision", "accepted")
    REJECTED = "rejected", pgettext_lazy("decision", "declined")


class ManuscriptKind(TextChoices):
    DOCX = "docx", _("Word document (DOCX)")
    ODT = "odt", _("OpenDocument text (ODT)")
    MARKDOWN = "md", _("Markdown")
    ZIP = "zip", _("archive with Markdown or LaTeX (ZIP)")


@dataclass(frozen=True)
class Transition:
    """Where an event leads, who may cause it, and whether the call must be open."""

    target: SubmissionState
    role: Role
    while_open: bool = False


TRANSITIONS: dict[tuple[SubmissionState, SubmissionEvent], Transition] = {
    # A draft may be saved at any time: nothing that was typed is lost at a deadline.
    (SubmissionState.DRAFT, SubmissionEvent.SAVE): Transition(
        SubmissionState.DRAFT, Role.OWNER
    ),
    (SubmissionState.DRAFT, SubmissionEvent.SUBMIT): Transition(
        SubmissionState.SUBMITTED, Role.OWNER, while_open=True
    ),
    (SubmissionState.DRAFT, SubmissionEvent.WITHDRAW): Transition(
        SubmissionState.WITHDRAWN, Role.OWNER
    ),
    (SubmissionState.SUBMITTED, SubmissionEvent.SAVE): Transition(
        SubmissionState.SUBMITTED, Role.OWNER, while_open=True
    ),
    (SubmissionState.SUBMITTED, SubmissionEvent.WITHDRAW): Transition(
        SubmissionState.WITHDRAWN, Role.OWNER
    ),
    (SubmissionState.SUBMITTED, SubmissionEvent.ACCEPT): Transition(
        SubmissionState.ACCEPTED, Role.EDITOR
    ),
    (SubmissionState.SUBMITTED, SubmissionEvent.REJECT): Transition(
        SubmissionState.REJECTED, Role.EDITOR
    ),
    (SubmissionState.ACCEPTED, SubmissionEvent.REJECT): Transition(
        SubmissionState.REJECTED, Role.EDITOR
    ),
    (SubmissionState.REJECTED, SubmissionEvent.ACCEPT): Transition(
        SubmissionState.ACCEPTED, Role.EDITOR
    ),
}
