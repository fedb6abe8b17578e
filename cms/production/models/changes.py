"""What an editor would like to change, and what the author said to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Submission
from cms.production.enums import ChangeState


class EditorialChange(models.Model):
    """A proposal; the words of the paper change only when its author accepts."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="editorial_changes"
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ChangeState.choices,
        default=ChangeState.PROPOSED,
        editable=False,
    )
    # Objects with path (text.en.title, author.1.name), before and after.
    differences = models.JSONField(default=list)
    note = models.TextField(_("note to the author"), max_length=2000, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change by the editors")
        verbose_name_plural = _("changes by the editors")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state=ChangeState.PROPOSED),
                name="one_open_change_per_submission",
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.PROPOSED)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="answered_change_names_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
