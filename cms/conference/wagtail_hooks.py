"""Registers the editors' desk with the Wagtail admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.conference.models import Submission
from cms.conference.permissions import SubmissionPolicy
from cms.conference.viewsets import ConferenceViewSetGroup

register_permission_policy(Submission, SubmissionPolicy(Submission))


@hooks.register("register_admin_viewset")
def register_conference() -> ConferenceViewSetGroup:
    return ConferenceViewSetGroup()
