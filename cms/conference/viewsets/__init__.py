"""The editors' desk in the Wagtail admin: submissions, decisions, calls."""

from cms.conference.viewsets.desk import ConferenceViewSetGroup
from cms.conference.viewsets.submissions import SubmissionViewSet

__all__ = ["ConferenceViewSetGroup", "SubmissionViewSet"]
