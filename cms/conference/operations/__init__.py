"""What happens to submissions: saved, submitted, withdrawn, decided, rendered."""

from cms.conference.operations.drafts import Content, missing_parts, start_submission
from cms.conference.operations.ending import discard_draft, end_old_drafts
from cms.conference.operations.mailing import send_waiting_mails
from cms.conference.operations.manuscripts import (
    add_manuscript,
    plain_name,
    render_manuscript,
)
from cms.conference.operations.transitions import apply

__all__ = [
    "Content",
    "add_manuscript",
    "apply",
    "discard_draft",
    "end_old_drafts",
    "missing_parts",
    "plain_name",
    "render_manuscript",
    "send_waiting_mails",
    "start_submission",
]
