"""What lies on the editors' desk, and where."""

from django.urls import reverse

from cms.conference.enums import SubmissionEvent
from cms.conference.models import Submission


def submitted_to(editor):
    """Return what lies on the editors' desk: all that was ever submitted."""
    return Submission.objects.visible_to(editor).filter(submitted_at__isnull=False)


def inspect_url(submission: Submission) -> str:
    return reverse("submissions:inspect", kwargs={"pk": submission.pk})


def decide_url(submission: Submission, event: SubmissionEvent) -> str:
    return reverse(
        "submissions:decide", kwargs={"pk": submission.pk, "event": event.value}
    )
