"""Calls, submissions, their texts, authors and manuscripts, and what was decided."""

import re
import secrets
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from stdnum import isni
from stdnum.exceptions import ValidationError as NumberInvalid
from wagtail.fields import RichTextField

from cms.conference.enums import (
    ManuscriptKind,
    SubmissionEvent,
    SubmissionState,
    Verdict,
)
from cms.conference.exceptions import RowIsFinal

CODE_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
CODE_LENGTH = 7
ORCID_SHAPE = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "h3"]


def new_code() -> str:
    """Return a random public code without characters that look alike.

    It begins with a letter, since the book uses it as an identifier.
    """
    first = secrets.choice([letter for letter in CODE_LETTERS if letter.isalpha()])
    rest = (secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH - 1))
    return first + "".join(rest)


def private_storage() -> Storage:
    return storages["private"]


def manuscript_name(manuscript: "Manuscript", _filename: str) -> str:
    """Return a random name: an author's file name never becomes a path."""
    name = secrets.token_hex(16)
    return f"manuscripts/{name[:2]}/{name}.{manuscript.kind}"


def validate_orcid(value: str) -> None:
    """Refuse an ORCID iD of another shape, or whose check digit is wrong.

    ORCID iDs are a block of the ISNI numbers and share their check digit.
    """
    try:
        isni.validate(value if ORCID_SHAPE.fullmatch(value) else "")
    except NumberInvalid as problem:
        raise ValidationError(
            _("This is not a valid ORCID iD: check its sixteen characters."),
            code="orcid",
        ) from problem


def validate_timezone(value: str) -> None:
    """Refuse a time zone that the system does not know."""
    if value not in available_timezones():
        raise ValidationError(_("This time zone is not known."), code="timezone")


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **_fields) -> int:
        raise RowIsFinal(self.model.__name__)


class AppendOnly(models.Model):
    """A row that is written once and never changed."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise RowIsFinal(type(self).__name__)
        super().save(*args, **kwargs)


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


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SubmissionQuerySet":
        """One's own submissions; for editors also all that were ever submitted."""
        if not user.is_authenticated:
            return self.none()
        own = Q(submitter=user)
        if user.has_perm("conference.decide_submission"):
            return self.filter(own | Q(submitted_at__isnull=False))
        return self.filter(own)

    def for_display(self) -> "SubmissionQuerySet":
        """With everything that a list shows, in a fixed number of queries."""
        return self.select_related("call", "submitter").prefetch_related(
            "texts", "authors", "manuscripts", "decisions", "call__texts"
        )


class Submission(models.Model):
    """One paper offered to one call."""

    code = models.CharField(
        _("code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    call = models.ForeignKey(
        Call,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("call for papers"),
    )
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("submitted by"),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=SubmissionState.choices,
        default=SubmissionState.DRAFT,
        editable=False,
    )
    paper_language = models.CharField(
        _("language of the paper"), max_length=5, choices=settings.LANGUAGES, blank=True
    )
    # The form's own key: a form that is sent twice makes one submission.
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    submitted_at = models.DateTimeField(
        pgettext_lazy("date", "submitted"), null=True, blank=True, editable=False
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-created_at", "-pk"]
        permissions = [("decide_submission", "Can accept and decline submissions")]
        constraints = [
            models.UniqueConstraint(
                fields=["submitter", "form_key"], name="one_submission_per_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values), name="known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False),
                name="past_draft_means_submitted",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def text(self) -> "SubmissionText | None":
        """The text in the active language, else in the paper's, else the first."""
        return in_reading_language(self.texts.all(), self.paper_language)

    @property
    def title(self) -> str:
        """The title in the reader's language; empty while none was typed."""
        return self.text.title if self.text else ""

    @property
    def manuscript(self) -> "Manuscript | None":
        """The newest version of the file."""
        versions = list(self.manuscripts.all())
        return versions[-1] if versions else None

    @property
    def decision(self) -> "Decision | None":
        """The decision in force: the last one that was made."""
        decisions = list(self.decisions.all())
        return decisions[-1] if decisions else None

    @property
    def is_decided(self) -> bool:
        return self.state in {SubmissionState.ACCEPTED, SubmissionState.REJECTED}


class SubmissionText(models.Model):
    """Title, abstract and keywords in one language."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="texts"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=300, blank=True)
    abstract = models.TextField(_("abstract"), max_length=5000, blank=True)
    keywords = models.CharField(
        _("keywords"), max_length=500, blank=True, help_text=_("Separate with commas.")
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "language"],
                name="one_submission_text_per_language",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def keyword_list(self) -> list[str]:
        """The keywords one by one."""
        return [word.strip() for word in self.keywords.split(",") if word.strip()]


class Author(models.Model):
    """A name in the by-line; needs no account."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="authors"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    orcid = models.CharField(
        "ORCID iD", max_length=19, blank=True, validators=[validate_orcid]
    )
    corresponding = models.BooleanField(_("corresponding author"), default=False)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "position"], name="one_author_per_position"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(corresponding=True),
                name="one_corresponding_author",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def affiliation_line(self) -> str:
        """The affiliation with its country, as printed."""
        return ", ".join(part for part in [self.affiliation, self.country] if part)


class Manuscript(AppendOnly):
    """One version of a file as the author sent it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="manuscripts"
    )
    version = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=manuscript_name, max_length=200
    )
    original_filename = models.CharField(_("file name"), max_length=255)
    kind = models.CharField(_("format"), max_length=10, choices=ManuscriptKind.choices)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField(_("size"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    class Meta:
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "version"], name="one_manuscript_per_version"
            )
        ]

    def __str__(self) -> str:
        return self.original_filename


class Decision(AppendOnly):
    """What an editor decided; a reversal is one more row."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="decisions"
    )
    verdict = models.CharField(_("decision"), max_length=20, choices=Verdict.choices)
    note = models.TextField(_("note to the author"), max_length=5000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_at", "pk"]

    def __str__(self) -> str:
        return self.get_verdict_display()


class HistoryEntry(AppendOnly):
    """One event of a submission: who, when, from which state to which."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="history"
    )
    event = models.CharField(max_length=20, choices=SubmissionEvent.choices)
    from_state = models.CharField(max_length=20, choices=SubmissionState.choices)
    to_state = models.CharField(max_length=20, choices=SubmissionState.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_event_display()


class OutgoingMail(models.Model):
    """A mail written in the transaction that caused it, sent after it."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="mails"
    )
    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.subject


def in_reading_language(texts, fallback: str):
    """Return the text of the active language, else of the fallback, else the first."""
    by_language = {text.language: text for text in texts}
    wanted = (get_language() or fallback)[:2]
    first = next(iter(by_language.values()), None)
    return by_language.get(wanted) or by_language.get(fallback) or first
