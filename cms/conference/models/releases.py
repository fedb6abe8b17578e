"""Decisions leave together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models.fields import behind


class ReleaseQuerySet(models.QuerySet):
    def pending(self) -> "ReleaseQuerySet":
        """Asked for, and neither done nor taken back."""
        return self.filter(finished_at=None, undone_at=None)


class Release(models.Model):
    """One press of the button: decisions that become known at `due_at`."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    size = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Administrators who acted in the names of those above.
    acted_by = behind()
    undone_acted_by = behind()
    # Which worker is at it, since when.
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # The codes of papers whose decision could not be released, and what stood in
    # its way.
    failures = models.JSONField(default=list, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release of decisions")
        verbose_name_plural = _("releases of decisions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gte=F("asked_at")), name="release_is_due_later"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(finished_at=None),
                name="release_undone_or_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M:%S}"
