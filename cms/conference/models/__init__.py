"""The tables of the conference desk, one family a file."""

from cms.conference.models.authors import Author
from cms.conference.models.calls import Call, CallText
from cms.conference.models.decisions import Decision, HistoryEntry
from cms.conference.models.discussion import Comment
from cms.conference.models.fields import (
    CODE_LENGTH,
    CODE_LETTERS,
    AppendOnly,
    AppendOnlyQuerySet,
    in_reading_language,
    new_code,
    private_storage,
    validate_orcid,
    validate_timezone,
)
from cms.conference.models.letters import OutgoingMail
from cms.conference.models.manuscripts import Manuscript, manuscript_name
from cms.conference.models.releases import Release
from cms.conference.models.submissions import Submission, SubmissionText

__all__ = [
    "CODE_LENGTH",
    "CODE_LETTERS",
    "AppendOnly",
    "AppendOnlyQuerySet",
    "Author",
    "Call",
    "CallText",
    "Comment",
    "Decision",
    "HistoryEntry",
    "Manuscript",
    "OutgoingMail",
    "Release",
    "Submission",
    "SubmissionText",
    "in_reading_language",
    "manuscript_name",
    "new_code",
    "private_storage",
    "validate_orcid",
    "validate_timezone",
]
