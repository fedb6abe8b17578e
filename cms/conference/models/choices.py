"""What a call lets authors choose: tracks and types, with their texts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms.conference.kinds import PaperKind
from cms.conference.models.calls import Call
from cms.conference.models.fields import in_reading_language


class Named(models.Model):
    """A name and a description in one language."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=1000, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Track(ClusterableModel, Orderable):
    """A strand of the conference to which papers are offered."""

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="tracks")

    class Meta(Orderable.Meta):
        verbose_name = _("track")
        verbose_name_plural = _("tracks")

    def __str__(self) -> str:
        return self.text.name if self.text else str(self.pk)

    @property
    def text(self) -> "TrackText | None":
        """The text in the active language, else in the site's, else the first."""
        return in_reading_language(self.texts.all(), settings.LANGUAGE_CODE)


class TrackText(Named):
    track = ParentalKey(Track, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        verbose_name = _("text of the track")
        verbose_name_plural = _("texts of the track")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "language"], name="one_track_text_per_language"
            )
        ]


class SubmissionType(ClusterableModel, Orderable):
    """A kind of submission, and what is asked of it."""

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="types")
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind.choices)
    needs_file = models.BooleanField(
        _("needs a file"),
        default=True,
        help_text=_("Without a file, title and abstract are all that is submitted."),
    )
    most_abstract_words = models.PositiveIntegerField(
        _("words of the abstract, at most"), null=True, blank=True
    )
    most_words = models.PositiveIntegerField(
        _("words of the text, at most"), null=True, blank=True
    )

    class Meta(Orderable.Meta):
        verbose_name = _("submission type")
        verbose_name_plural = _("submission types")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind"], name="one_type_of_a_kind_per_call"
            )
        ]

    def __str__(self) -> str:
        return self.text.name if self.text else str(self.get_kind_display())

    @property
    def text(self) -> "SubmissionTypeText | None":
        """The text in the active language, else in the site's, else the first."""
        return in_reading_language(self.texts.all(), settings.LANGUAGE_CODE)


class SubmissionTypeText(Named):
    submission_type = ParentalKey(
        SubmissionType, on_delete=models.CASCADE, related_name="texts"
    )

    class Meta:
        verbose_name = _("text of the submission type")
        verbose_name_plural = _("texts of the submission type")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission_type", "language"],
                name="one_type_text_per_language",
            )
        ]
