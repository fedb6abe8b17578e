"""Calls for papers and their texts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField

from cms.conference.enums import ReviewMode
from cms.conference.models.fields import in_reading_language, validate_timezone

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "h3"]


class CallQuerySet(models.QuerySet):
    def published(self, now: datetime) -> "CallQuerySet":
        """Calls that the public may see: those that have opened."""
        return self.filter(opens_at__lte=now)


class Call(ClusterableModel):
    """An invitation to submit papers."""

    slug = models.SlugField(
        _("address"), unique=True, help_text=_("The last part of the call's address.")
    )
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    submit_by = models.DateTimeField(
        _("submission deadline"),
        help_text=_("The last moment at which a paper can be submitted or changed."),
    )
    timezone_name = models.CharField(
        _("time zone"),
        max_length=64,
        default="Europe/Ljubljana",
        validators=[validate_timezone],
        help_text=_("The zone in which the public reads the deadline."),
    )

    review_mode = models.CharField(
        _("review"),
        max_length=10,
        choices=ReviewMode.choices,
        default=ReviewMode.EDITORS,
        help_text=_("How papers are reviewed, and who knows of whom meanwhile."),
    )
    reviews_needed = models.PositiveSmallIntegerField(
        _("reviews for a decision"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("So many reviews each paper needs before it is decided."),
    )
    review_by = models.DateTimeField(
        _("deadline for reviews"),
        null=True,
        blank=True,
        help_text=_("When empty, reviewers have four weeks from the invitation."),
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for papers")
        verbose_name_plural = _("calls for papers")
        ordering = ["-submit_by"]
        constraints = [
            models.CheckConstraint(
                condition=Q(submit_by__gt=F("opens_at")),
                name="call_closes_after_it_opens",
                violation_error_message=_("The deadline must come after the opening."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_open(self, now: datetime) -> bool:
        return self.opens_at <= now <= self.submit_by

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone_name)

    @property
    def deadline(self) -> datetime:
        """The deadline on the clock of the call's own time zone."""
        return self.submit_by.astimezone(self.zone)

    @property
    def text(self) -> "CallText | None":
        """The text in the active language, else in the first one that exists."""
        return in_reading_language(self.texts.all(), settings.LANGUAGE_CODE)

    @property
    def title(self) -> str:
        return self.text.title if self.text else self.slug


class CallText(models.Model):
    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    introduction = RichTextField(_("introduction"), features=RICH_TEXT)
    guidelines = RichTextField(_("author guidelines"), features=RICH_TEXT, blank=True)

    class Meta:
        verbose_name = _("text of the call")
        verbose_name_plural = _("texts of the call")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "language"], name="one_call_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title
