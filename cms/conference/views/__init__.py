"""The pages of the conference desk: calls for everybody, submissions for their owners."""

from cms.conference.views.calls import CallsView, CallView
from cms.conference.views.desk import MineView, SubmissionView, WithdrawView
from cms.conference.views.files import ManuscriptView, PreviewPdfView, PreviewView
from cms.conference.views.form import EditView, SubmitView
from cms.conference.views.typeset import (
    RenditionPictureView,
    TypesetStateView,
    TypesetView,
)

__all__ = [
    "CallView",
    "CallsView",
    "EditView",
    "ManuscriptView",
    "MineView",
    "PreviewPdfView",
    "PreviewView",
    "RenditionPictureView",
    "SubmissionView",
    "SubmitView",
    "TypesetStateView",
    "TypesetView",
    "WithdrawView",
]
