"""Paragraphs of papers that may become recommendations."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Submission
from cms.production.enums import Level, MarkState, TargetGroup


class RecommendationMark(models.Model):
    """A paragraph that somebody marked, with whom it addresses; an offer so far."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="recommendation_marks"
    )
    # The paragraph's lasting name, without that of the paper.
    anchor = models.CharField(max_length=120)
    # Its words when it was marked.
    words = models.CharField(max_length=300)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    text = models.TextField(
        _("recommendation"),
        max_length=2000,
        help_text=_("In your own words: who should do what."),
    )
    target_group = models.CharField(
        _("target group"), max_length=30, choices=TargetGroup.choices
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=MarkState.choices,
        default=MarkState.OFFERED,
        editable=False,
    )
    # The recommendation that it became, by its translation key.
    became = models.UUIDField(null=True, blank=True, editable=False)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("marked recommendation")
        verbose_name_plural = _("marked recommendations")
        ordering = ["marked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MarkState.TAKEN) | Q(became__isnull=False),
                name="taken_mark_names_its_recommendation",
            )
        ]

    def __str__(self) -> str:
        return self.text
