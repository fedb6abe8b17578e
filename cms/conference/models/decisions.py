"""What was decided, and everything that ever happened to a submission."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.enums import (
    ALWAYS_WITH_REASON,
    SubmissionEvent,
    SubmissionState,
    Verdict,
)
from cms.conference.exceptions import RowIsFinal
from cms.conference.models.fields import AppendOnly, behind
from cms.conference.models.releases import Release
from cms.conference.models.submissions import Submission


class DecisionQuerySet(models.QuerySet):
    """Where a decision stands may be stamped on it; what it says never changes."""

    WITHDRAWN = ("withdrawn_at", "withdrawn_by", "withdrawn_acted_by")
    STAMPS = frozenset({"release", "released_at", *WITHDRAWN})

    def update(self, **fields) -> int:
        if set(fields) - self.STAMPS:
            raise RowIsFinal(self.model.__name__)
        return super().update(**fields)

    def staged(self) -> "DecisionQuerySet":
        """Decided, and known to editors alone."""
        return self.filter(released_at=None, withdrawn_at=None)

    def released(self) -> "DecisionQuerySet":
        return self.filter(released_at__isnull=False)


class Decision(AppendOnly):
    """What an editor decided; a reversal is one more row.

    It is staged first: nobody but editors knows of it until it is released.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="decisions"
    )
    verdict = models.CharField(_("decision"), max_length=20, choices=Verdict.choices)
    note = models.TextField(_("note to the author"), max_length=5000, blank=True)
    # The reviews as the author may read them, as they were at this moment.
    reviews = models.TextField(blank=True, default="")
    reason = models.TextField(
        _("reason, for the editors"), max_length=5000, blank=True, default=""
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)
    release = models.ForeignKey(
        Release,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    # Administrators who acted in the names of those above.
    acted_by = behind()
    withdrawn_acted_by = behind()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(released_at=None, withdrawn_at=None),
                name="one_staged_decision",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(withdrawn_at=None),
                name="decision_released_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()

    @property
    def hold(self) -> str:
        """The key under which the outbox holds the mail of this decision."""
        return f"decision:{self.pk}"

    @property
    def is_staged(self) -> bool:
        return self.released_at is None and self.withdrawn_at is None


class HistoryEntry(AppendOnly):
    """One event of a submission: who, when, from which state to which."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="history"
    )
    event = models.CharField(max_length=20, choices=SubmissionEvent.choices)
    from_state = models.CharField(max_length=20, choices=SubmissionState.choices)
    to_state = models.CharField(max_length=20, choices=SubmissionState.choices)
    # Nobody, when the site did it by itself.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # The administrator who acted in the name of the actor.
    acted_by = behind()
    reason = models.TextField(blank=True, max_length=5000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(event__in=sorted(ALWAYS_WITH_REASON)) | ~Q(reason=""),
                name="reversal_keeps_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_event_display()
