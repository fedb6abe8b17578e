"""What authors answer to the reviews when they send a new version."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models.decisions import Decision


class Reply(models.Model):
    """The answer to one decision that asked for a revision.

    Its author changes it until the revision is sent.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, related_name="reply"
    )
    text = models.TextField(_("answer to the reviews"), max_length=20_000)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer to the reviews")
        verbose_name_plural = _("answers to the reviews")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="reply_has_words")
        ]

    def __str__(self) -> str:
        return self.text[:80]
