"""What a reviewer wrote."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Submission
from cms.reviewing.enums import Recommendation, ReviewState
from cms.reviewing.models.assignments import Assignment
from cms.reviewing.models.criteria import Criterion

LONGEST_TEXT = 20_000


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, viewer) -> "ReviewQuerySet":
        """Those of the assignments that the viewer may know of."""
        return self.filter(assignment__in=Assignment.objects.visible_to(viewer))

    def for_author(self, submission: Submission, number: int) -> "ReviewQuerySet":
        """What the editors have marked for the author, of one round."""
        return (
            self.filter(
                assignment__submission=submission,
                assignment__round=number,
                assignment__state=ReviewState.SUBMITTED,
                shown_at__isnull=False,
            )
            .select_related("assignment__reviewer", "assignment__submission__call")
            .prefetch_related("scores__criterion__texts")
            .order_by("assignment__round", "assignment__uuid")
        )


class Review(models.Model):
    """The texts and the recommendation; a draft until the assignment is submitted."""

    assignment = models.OneToOneField(
        Assignment, on_delete=models.CASCADE, related_name="review"
    )
    recommendation = models.CharField(
        _("recommendation"),
        max_length=10,
        choices=Recommendation.choices,
        blank=True,
    )
    text_for_author = models.TextField(
        _("text for the author"), blank=True, max_length=LONGEST_TEXT
    )
    text_for_editors = models.TextField(
        _("text for the editors"), blank=True, max_length=LONGEST_TEXT
    )
    # Two windows: the second to save is told of the first.
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    # Marked by an editor as something that its author may read.
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review text")
        verbose_name_plural = _("review texts")
        ordering = ["assignment"]

    def __str__(self) -> str:
        return self.get_recommendation_display()


class Score(models.Model):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="scores"
    )
    value = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "criterion"], name="one_score_per_criterion"
            )
        ]

    def __str__(self) -> str:
        return str(self.value)
