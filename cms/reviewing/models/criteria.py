"""What reviewers are asked to judge, per call and in three languages."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.conference.models import Call, in_reading_language
from cms.reviewing.enums import ReviewState
from cms.reviewing.models.assignments import Assignment

WIDEST_SCALE = 10


class Criterion(ClusterableModel):
    """One score of the review form, e.g. originality from 1 to 5."""

    call = models.ForeignKey(
        Call,
        on_delete=models.CASCADE,
        related_name="criteria",
        verbose_name=_("call for papers"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    lowest = models.PositiveSmallIntegerField(_("lowest score"), default=1)
    highest = models.PositiveSmallIntegerField(_("highest score"), default=5)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("A criterion with weight 2 counts twice in the mean."),
    )
    is_required = models.BooleanField(_("must be answered"), default=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["call", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(highest__gt=F("lowest")),
                name="scale_goes_upwards",
                violation_error_message=_(
                    "The highest score must be above the lowest."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if self.highest - self.lowest > WIDEST_SCALE:
            raise ValidationError(
                {"highest": _("A scale has eleven steps at most.")}, code="scale"
            )
        self._check_what_is_written()

    def _check_what_is_written(self) -> None:
        """Refuse what would make reviews wrong that are there already."""
        scale = (self.lowest, self.highest)
        if self.pk and self.scores.exclude(value__range=scale).exists():
            raise ValidationError(
                {"highest": _("There are scores that would be off this scale.")},
                code="scores",
            )
        written = Assignment.objects.filter(
            state=ReviewState.SUBMITTED, submission__call=self.call_id
        )
        if self.pk:
            written = written.exclude(review__scores__criterion=self.pk)
        if self.is_required and written.exists():
            raise ValidationError(
                {
                    "is_required": _(
                        "Some reviews of this call are there already, without a "
                        "score for this: it cannot be asked for any more."
                    )
                },
                code="required",
            )

    @property
    def text(self) -> "CriterionText | None":
        """The text in the active language, else in the first one that exists."""
        return in_reading_language(self.texts.all(), settings.LANGUAGE_CODE)

    @property
    def label(self) -> str:
        return self.text.label if self.text else str(self.position)

    @property
    def hint(self) -> str:
        return self.text.hint if self.text else ""


class CriterionText(models.Model):
    criterion = ParentalKey(Criterion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    label = models.CharField(_("criterion"), max_length=200)
    hint = models.CharField(
        _("explanation"),
        max_length=500,
        blank=True,
        help_text=_("What the lowest and the highest score mean."),
    )

    class Meta:
        verbose_name = _("text of the criterion")
        verbose_name_plural = _("texts of the criterion")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "language"],
                name="one_criterion_text_per_language",
            )
        ]

    def __str__(self) -> str:
        return self.label
