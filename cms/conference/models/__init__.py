"""The tables of the conference desk, one family a file."""

from cms.accounts.orcid import validate_orcid
from cms.conference.models.authors import (
    AFFILIATION_FIELDS,
    MOST_AFFILIATIONS,
    Author,
)
from cms.conference.models.calls import Call, CallText
from cms.conference.models.choices import (
    SubmissionType,
    SubmissionTypeText,
    Track,
    TrackText,
)
from cms.conference.models.decisions import Decision, HistoryEntry
from cms.conference.models.discussion import Comment
from cms.conference.models.extensions import Extension
from cms.conference.models.fields import (
    CODE_LENGTH,
    CODE_LETTERS,
    AppendOnly,
    AppendOnlyQuerySet,
    in_reading_language,
    new_code,
    private_storage,
    validate_ror,
    validate_timezone,
)
from cms.conference.models.fixes import ManuscriptFix
from cms.conference.models.letters import OutgoingMail
from cms.conference.models.manuscripts import Manuscript, manuscript_name
from cms.conference.models.questions import Answer, Question, QuestionText
from cms.conference.models.receipts import Receipt
from cms.conference.models.releases import Release
from cms.conference.models.replies import Reply
from cms.conference.models.submissions import Submission, SubmissionText
from cms.conference.models.terms import Term, TermText
from cms.conference.models.track_editors import TrackEditor
from cms.conference.models.typed import TypedStep

__all__ = [
    "AFFILIATION_FIELDS",
    "CODE_LENGTH",
    "CODE_LETTERS",
    "MOST_AFFILIATIONS",
    "Answer",
    "AppendOnly",
    "AppendOnlyQuerySet",
    "Author",
    "Call",
    "CallText",
    "Comment",
    "Decision",
    "Extension",
    "HistoryEntry",
    "Manuscript",
    "ManuscriptFix",
    "OutgoingMail",
    "Question",
    "QuestionText",
    "Receipt",
    "Release",
    "Reply",
    "Submission",
    "SubmissionText",
    "SubmissionType",
    "SubmissionTypeText",
    "Term",
    "TermText",
    "Track",
    "TrackEditor",
    "TrackText",
    "TypedStep",
    "in_reading_language",
    "manuscript_name",
    "new_code",
    "private_storage",
    "validate_orcid",
    "validate_ror",
    "validate_timezone",
]
