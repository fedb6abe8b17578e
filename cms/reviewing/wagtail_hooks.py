"""Registers the editors' desk of reviews with the Wagtail admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.conference import refusals
from cms.reviewing.exceptions import ReviewingError
from cms.reviewing.models import Criterion, Reviewer
from cms.reviewing.permissions import EditorsPolicy
from cms.reviewing.viewsets import ReviewingViewSetGroup
from cms.reviewing.viewsets.base import explain

for _model in (Reviewer, Criterion):
    register_permission_policy(_model, EditorsPolicy(_model))


refusals.explain(ReviewingError, explain)


@hooks.register("register_admin_viewset")
def register_reviews() -> ReviewingViewSetGroup:
    return ReviewingViewSetGroup()
