"""Calls for papers and their texts."""

from datetime import datetime, timedelta
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
from cms.conference.kinds import Licence
from cms.conference.models.fields import (
    ChoiceListField,
    in_reading_language,
    validate_timezone,
)

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
    edit_by = models.DateTimeField(
        _("deadline for changes"),
        null=True,
        blank=True,
        help_text=_(
            "Until then a submitted paper can be changed. "
            "When empty, the submission deadline counts."
        ),
    )
    camera_ready_by = models.DateTimeField(
        _("deadline for final versions"),
        null=True,
        blank=True,
        help_text=_("Until then the authors of accepted papers send their last files."),
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes of grace"),
        default=0,
        validators=[MaxValueValidator(1440)],
        help_text=_("So long after a deadline we still take papers. Nobody is told."),
    )
    licences = ChoiceListField(
        _("licences to choose from"),
        options=Licence,
        help_text=_("Without any, authors are not asked for a licence."),
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
            models.CheckConstraint(
                condition=Q(edit_by__isnull=True) | Q(edit_by__gte=F("submit_by")),
                name="changes_close_after_submissions",
                violation_error_message=_(
                    "The deadline for changes must not come before the "
                    "submission deadline."
                ),
            ),
            models.CheckConstraint(
                condition=Q(camera_ready_by__isnull=True)
                | Q(camera_ready_by__gt=F("submit_by")),
                name="final_versions_close_after_submissions",
                violation_error_message=_(
                    "The deadline for final versions must come after the "
                    "submission deadline."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_open(self, now: datetime) -> bool:
        """Whether the public is invited to submit; the grace is not for telling."""
        return self.opens_at <= now <= self.submit_by

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.grace_minutes)

    def takes_submissions(self, now: datetime) -> bool:
        """Whether a paper is still taken, with the grace that nobody is told of."""
        return self.opens_at <= now <= self.submit_by + self.grace

    def takes_changes(self, now: datetime) -> bool:
        """Whether a submitted paper may still be changed."""
        last = self.edit_by or self.submit_by
        return self.opens_at <= now <= last + self.grace

    def takes_final_versions(self, now: datetime) -> bool:
        """Whether the file of an accepted paper may still be replaced."""
        return not self.camera_ready_by or now <= self.camera_ready_by + self.grace

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
    checklist = models.TextField(
        _("submission checklist"),
        blank=True,
        max_length=3000,
        help_text=_("One point a line; the author ticks each before sending."),
    )

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

    @property
    def checklist_points(self) -> list[str]:
        return [line.strip() for line in self.checklist.splitlines() if line.strip()]
