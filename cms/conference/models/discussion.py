"""What editors say to each other about a submission."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models.fields import AppendOnly
from cms.conference.models.submissions import Submission


class Comment(AppendOnly):
    """Read by editors alone, never by the paper's own authors or its reviewers."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="comments"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("comment"), max_length=5000)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
