"""Editors talk about a submission."""

from datetime import datetime

from cms.conference import permissions
from cms.conference.models import Comment, Submission


def write_comment(
    *, submission: Submission, actor, text: str, now: datetime
) -> Comment:
    """Keep what an editor says to the other editors.

    Raises:
        NotAllowed: when the person is no editor, or an author of the submission.
    """
    permissions.check_editor(actor, submission)
    return Comment.objects.create(
        submission=submission, written_by=actor, written_at=now, text=text.strip()
    )
