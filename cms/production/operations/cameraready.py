"""The final version of a file, after acceptance."""

from datetime import datetime

from django.core.files import File
from django.db import transaction

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent
from cms.conference.models import Manuscript, Submission


def add_final_version(
    *, submission: Submission, file: File, filename: str, actor, now: datetime
) -> Manuscript:
    """Keep the final version, and log that the paper was changed.

    Raises:
        UploadRefused: when the file does not pass the gate.
        CallIsClosed: when the day for it has passed.
        ConferenceError: see `conference.operations.add_manuscript`.
    """
    before = submission.manuscript
    with transaction.atomic():
        made = conference.add_manuscript(
            submission=submission, file=file, filename=filename, actor=actor, now=now
        )
        if made != before:
            conference.apply(
                submission=submission,
                event=SubmissionEvent.SAVE,
                actor=actor,
                now=now,
            )
    return made
