"""Where things lie on the editors' desk of reviews."""

from django.urls import reverse

from cms.conference.models import Call, Submission
from cms.reviewing.models import Assignment

NAME = "reviews"


def board_url() -> str:
    return reverse(f"{NAME}:index")


def paper_url(submission: Submission) -> str:
    return reverse(f"{NAME}:paper", kwargs={"pk": submission.pk})


def act_url(assignment: Assignment, event: str) -> str:
    return reverse(f"{NAME}:act", kwargs={"uuid": assignment.uuid, "event": event})


def proposal_url(call: Call) -> str:
    return reverse(f"{NAME}:propose", kwargs={"pk": call.pk})
