"""Who reviews what, and what they wrote."""

from cms.reviewing.models.assignments import Assignment, LogEntry
from cms.reviewing.models.criteria import Criterion, CriterionText
from cms.reviewing.models.reviewers import DeclaredConflict, Reviewer
from cms.reviewing.models.reviews import Review, Score
from cms.reviewing.models.waivers import ReviewWaiver

__all__ = [
    "Assignment",
    "Criterion",
    "CriterionText",
    "DeclaredConflict",
    "LogEntry",
    "Review",
    "ReviewWaiver",
    "Reviewer",
    "Score",
]
