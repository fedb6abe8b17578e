"""Decisions that need no more reviews."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import AppendOnly, Submission


class ReviewWaiver(AppendOnly):
    """A chief editor lets a round be decided with fewer reviews, for a reason."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="review_waivers"
    )
    round = models.PositiveSmallIntegerField(_("round"))
    reason = models.TextField(_("reason"), max_length=2000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return self.reason
