"""What lies on the editors' desk, and where."""

from django.urls import reverse
from wagtail.admin.menu import MenuItem

from cms.conference import permissions
from cms.conference.enums import SubmissionEvent
from cms.conference.models import Submission


def submitted_to(editor):
    """Return what lies on an editor's desk: all that was submitted by others."""
    return Submission.objects.on_desk_of(editor)


def inspect_url(submission: Submission) -> str:
    return reverse("submissions:inspect", kwargs={"pk": submission.pk})


def decide_url(submission: Submission, event: SubmissionEvent) -> str:
    return reverse(
        "submissions:decide", kwargs={"pk": submission.pk, "event": event.value}
    )


class EditorsMenuItem(MenuItem):
    """Shown to editors."""

    def is_shown(self, request) -> bool:
        return permissions.is_editor(request.user)
