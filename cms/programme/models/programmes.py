"""The programme as editors compose it, and its releases as the public sees them."""

import uuid
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms.conference.enums import CHOSEN
from cms.conference.models import (
    CODE_LENGTH,
    AppendOnly,
    AppendOnlyQuerySet,
    new_code,
    validate_timezone,
)
from cms.core.languages import own_language_first
from cms.programme.enums import RecordKind, SessionKind
from cms.programme.fields import TextsField

LONGEST_TALK = 600


def in_reading_language(texts: dict[str, str], *own: str) -> str:
    """Return the text in the active language, else in `own`, else any."""
    wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
    pairs = own_language_first(texts, wanted, *own)
    return next((text for _code, text in pairs if text), "")


def lines_of(text: str) -> list[str]:
    """Return the lines that hold something, e.g. one name each."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LanguageCodesField(models.JSONField):
    """A list of language codes, ticked one by one."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=settings.LANGUAGES,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value: object, model_instance: models.Model) -> None:
        super().validate(value, model_instance)
        known = {code for code, _name in settings.LANGUAGES}
        if not isinstance(value, list) or not known.issuperset(value):
            raise ValidationError(_("Choose a language"), code="languages")


class ProgrammeQuerySet(models.QuerySet):
    def released(self) -> "ProgrammeQuerySet":
        """Programmes of which the public may know."""
        return self.filter(releases__isnull=False).distinct()


class Programme(ClusterableModel):
    """What happens when and where at one conference; only releases are public."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("address"),
        unique=True,
        help_text=_("The last part of the programme's address, e.g. coop-2013."),
    )
    call = models.ForeignKey(
        "conference.Call",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("call for papers"),
    )
    titles = TextsField(_("title"), max_length=200)
    places = TextsField(_("place"), max_length=300, blank=True)
    introductions = TextsField(_("introduction"), max_length=1000, rows=3, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    timezone_name = models.CharField(
        _("time zone"),
        max_length=64,
        default="Europe/Ljubljana",
        validators=[validate_timezone],
        help_text=_("All times of the programme are on the clocks of this zone."),
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-first_day", "-pk"]
        permissions = [("release_programme", "Can release programmes")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="programme_ends_after_it_starts",
                violation_error_message=_(
                    "The conference cannot end before it starts."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_reading_language(self.titles) or self.slug

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone_name)


class Room(Orderable):
    """A room of the conference; the order is that of the columns."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="rooms")
    code = models.CharField(
        max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    names = TextsField(_("name"), max_length=100)

    class Meta(Orderable.Meta):
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self) -> str:
        return in_reading_language(self.names) or self.code


class Session(ClusterableModel):
    """Something with a beginning and an end; holds talks, or stands for itself."""

    code = models.CharField(
        max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.CASCADE,
        related_name="sessions",
        verbose_name=_("programme"),
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=SessionKind.choices,
        default=SessionKind.TALKS,
    )
    titles = TextsField(_("title"), max_length=200)
    chairs = models.TextField(
        _("chairs"), blank=True, help_text=_("One name in a line, as printed.")
    )
    room = models.ForeignKey(
        Room,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("room"),
        help_text=_("Without one, it is for everybody, wherever they are."),
    )
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day", "starts", "room__sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message=_("A session ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SessionKind.values), name="known_session_kind"
            ),
        ]

    def __str__(self) -> str:
        return in_reading_language(self.titles) or self.code

    def clean(self) -> None:
        super().clean()
        if self.room and self.room.programme_id != self.programme_id:
            raise ValidationError({"room": _("This room is of another programme.")})

    @property
    def chair_names(self) -> list[str]:
        return lines_of(self.chairs)


class Talk(models.Model):
    """An accepted paper or an invited contribution, at its time in a session."""

    code = models.CharField(
        max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    session = ParentalKey(Session, on_delete=models.CASCADE, related_name="talks")
    submission = models.OneToOneField(
        "conference.Submission",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="talk",
        limit_choices_to={"state__in": sorted(CHOSEN)},
        verbose_name=_("paper"),
    )
    titles = TextsField(
        _("title"),
        blank=True,
        help_text=_("Only for an invited talk; a paper brings its own."),
    )
    abstracts = TextsField(_("abstract"), max_length=5000, rows=3, blank=True)
    speakers = models.TextField(
        _("speakers"),
        blank=True,
        help_text=_("One name in a line, as printed; empty takes the paper's authors."),
    )
    languages = LanguageCodesField(
        _("languages"),
        blank=True,
        help_text=_("Those in which it is given; empty takes the paper's."),
    )
    starts = models.TimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TALK)],
    )

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_TALK),
                name="talk_takes_time",
            ),
        ]

    def __str__(self) -> str:
        own = in_reading_language(self.titles)
        return own or (str(self.submission) if self.submission else self.code)

    def clean(self) -> None:
        super().clean()
        if not (self.submission_id or in_reading_language(self.titles)):
            raise ValidationError(
                {"titles": _("Choose a paper, or enter the title of the talk.")}
            )

    @property
    def speaker_names(self) -> list[str]:
        return lines_of(self.speakers)


class ReleaseQuerySet(AppendOnlyQuerySet):
    def current(self) -> "ReleaseQuerySet":
        """The last release of each programme: what the public sees."""
        last = ProgrammeRelease.objects.filter(programme=OuterRef("programme"))
        return self.filter(
            pk=Subquery(last.order_by("-number").values("pk")[:1])
        ).select_related("programme")


class ProgrammeRelease(AppendOnly):
    """One released version, for ever as it was; see `snapshots` for its shape."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="releases"
    )
    number = models.PositiveIntegerField(_("number"))
    released_at = models.DateTimeField(_("released"), default=timezone.now)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    notes = models.JSONField(default=dict)
    # What `changes.between` found since the release before.
    changes = models.JSONField(default=list)
    snapshot = models.JSONField(default=dict)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release of the programme")
        verbose_name_plural = _("releases of the programme")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="one_release_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} · {self.number}"

    @property
    def note(self) -> str:
        return in_reading_language(self.notes)


class ProgrammeRecord(AppendOnly):
    """Who changed what in a programme, and when."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="records"
    )
    kind = models.CharField(max_length=10, choices=RecordKind.choices)
    subject = models.CharField(max_length=500)
    details = models.JSONField(default=dict)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"
