"""The reviewers' pages: behind an account, and behind the link of one review."""

from cms.reviewing.views.desk import MineView
from cms.reviewing.views.doors import (
    AccountPaperView,
    AccountPdfView,
    AccountTaskView,
    LinkedPaperView,
    LinkedPdfView,
    LinkedTaskView,
)

__all__ = [
    "AccountPaperView",
    "AccountPdfView",
    "AccountTaskView",
    "LinkedPaperView",
    "LinkedPdfView",
    "LinkedTaskView",
    "MineView",
]
