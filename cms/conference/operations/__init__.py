"""What happens to submissions: saved, submitted, withdrawn, decided, rendered."""

from cms.conference.operations.decisions import (
    stage_decision,
    withdraw_decision,
)
from cms.conference.operations.discussion import write_comment
from cms.conference.operations.drafts import Content, missing_parts, start_submission
from cms.conference.operations.mailing import send_waiting_mails
from cms.conference.operations.manuscripts import (
    add_manuscript,
    plain_name,
    render_manuscript,
)
from cms.conference.operations.releases import (
    release_decisions,
    release_due,
    undo_release,
)
from cms.conference.operations.transitions import apply

__all__ = [
    "Content",
    "add_manuscript",
    "apply",
    "missing_parts",
    "plain_name",
    "release_decisions",
    "release_due",
    "render_manuscript",
    "send_waiting_mails",
    "stage_decision",
    "start_submission",
    "undo_release",
    "withdraw_decision",
    "write_comment",
]
