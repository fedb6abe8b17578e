"""The pages of the conference desk: calls for everybody, submissions for their owners."""

from cms.conference.views.calendars import (
    DeadlinesView,
    MyCalendarView,
    OwnDeadlinesView,
)
from cms.conference.views.calls import CallsView, CallView
from cms.conference.views.desk import MineView, SubmissionView
from cms.conference.views.files import ManuscriptView, PreviewPdfView, PreviewView
from cms.conference.views.form import (
    AuthorsView,
    DetailsView,
    EditView,
    FileView,
    KindView,
    QuestionsView,
)
from cms.conference.views.leaving import WithdrawView
from cms.conference.views.links import (
    CoauthorView,
    ExtensionView,
    ResumeView,
    SendLinkView,
)
from cms.conference.views.papers import (
    ApproveTextView,
    DifferenceView,
    ReceiptView,
    TellCoauthorView,
)
from cms.conference.views.review import ReviewView
from cms.conference.views.start import SubmitView
from cms.conference.views.typeset import (
    RenditionPictureView,
    TypesetStateView,
    TypesetView,
)

__all__ = [
    "ApproveTextView",
    "AuthorsView",
    "CallView",
    "CallsView",
    "CoauthorView",
    "DeadlinesView",
    "DetailsView",
    "DifferenceView",
    "EditView",
    "ExtensionView",
    "FileView",
    "KindView",
    "ManuscriptView",
    "MineView",
    "MyCalendarView",
    "OwnDeadlinesView",
    "PreviewPdfView",
    "PreviewView",
    "QuestionsView",
    "ReceiptView",
    "RenditionPictureView",
    "ResumeView",
    "ReviewView",
    "SendLinkView",
    "SubmissionView",
    "SubmitView",
    "TellCoauthorView",
    "TypesetStateView",
    "TypesetView",
    "WithdrawView",
]
