"""Submissions, and their texts in each language."""

import hashlib
import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.conference.enums import (
    DECIDED,
    NEED_DECISION,
    NEVER_SUBMITTED,
    TELL_DECISION,
    SubmissionEvent,
    SubmissionState,
)
from cms.conference.kinds import Licence, TextState
from cms.conference.models.calls import Call
from cms.conference.models.choices import SubmissionType, Track
from cms.conference.models.fields import CODE_LENGTH, in_reading_language, new_code

# So many days authors have at least for corrections, whenever they are asked.
CORRECTIONS_TAKE = timedelta(days=14)


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SubmissionQuerySet":
        """One's own submissions; for editors also all that were ever submitted.

        Track editors see what was submitted to their tracks alone.
        """
        if not user.is_authenticated:
            return self.none()
        own = self._own(user)
        if user.has_perm("conference.decide_submission"):
            return self.filter(own | Q(submitted_at__isnull=False))
        if user.has_perm("conference.view_submission"):
            edited = Track.objects.filter(editors__person=user)
            return self.filter(
                own | Q(submitted_at__isnull=False, track__in=edited.order_by())
            )
        return self.filter(own)

    def on_desk_of(self, editor) -> "SubmissionQuerySet":
        """What an editor works on: all that was submitted, but no paper of their own."""
        return (
            self.visible_to(editor)
            .filter(submitted_at__isnull=False)
            .exclude(pk__in=self.model.objects.with_author(editor).values("pk"))
        )

    def with_author(self, user) -> "SubmissionQuerySet":
        """Those that the person submits, or in whose by-line the person stands."""
        authors = self.model._meta.get_field("authors").related_model
        named = authors.objects.filter(Q(email__iexact=user.email) | Q(account=user))
        return self.filter(
            Q(submitter=user) | Q(pk__in=named.values("submission"))
        ).order_by()

    def written_by(self, user) -> "SubmissionQuerySet":
        """Those that the person submits, or edits as an invited co-author."""
        return self.filter(self._own(user))

    def _own(self, user) -> Q:
        authors = self.model._meta.get_field("authors").related_model
        edited = authors.objects.editing().filter(account=user)
        return Q(submitter=user) | Q(pk__in=edited.values("submission"))

    def held_by(self, digest: str) -> "SubmissionQuerySet":
        """Drafts without an account, which one browser holds by its key."""
        return self.filter(submitter=None, holder=digest) if digest else self.none()

    def for_list(self) -> "SubmissionQuerySet":
        """With no more than a row of a long list shows: `title_in_list`, authors."""
        texts = self.model._meta.get_field("texts").related_model.objects
        own = texts.filter(submission=OuterRef("pk")).order_by("pk").values("title")
        active = (get_language() or "")[:2]
        return self.annotate(
            title_in_list=Coalesce(
                Subquery(own.filter(language=active)[:1]),
                Subquery(own.filter(language=OuterRef("paper_language"))[:1]),
                Subquery(own[:1]),
                Value(""),
            )
        ).prefetch_related("authors")

    def for_display(self) -> "SubmissionQuerySet":
        """With everything that a list shows, in a fixed number of queries."""
        return self.select_related(
            "call", "submitter", "decision", "track", "submission_type"
        ).prefetch_related(
            "texts",
            "authors",
            "manuscripts",
            "decisions",
            "call__texts",
            "track__texts",
            "submission_type__texts",
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
    # Nobody yet, while a visitor without an account writes a draft.
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("submitted by"),
    )
    # The fingerprint of the key that one browser holds to a draft without account.
    holder = models.CharField(max_length=64, blank=True, default="", editable=False)
    held_until = models.DateTimeField(null=True, blank=True, editable=False)
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
    track = models.ForeignKey(
        Track,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("track"),
    )
    submission_type = models.ForeignKey(
        SubmissionType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("submission type"),
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, blank=True, default=""
    )
    # The form's own key: a form that is sent twice makes one submission.
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    submitted_at = models.DateTimeField(
        pgettext_lazy("date", "submitted"), null=True, blank=True, editable=False
    )

    # The decision in force, which its author knows; a staged one is not yet in force.
    decision = models.ForeignKey(
        "conference.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("decide_submission", "Can accept and decline submissions"),
            ("overrule_submission", "Can overrule decisions and publications"),
            ("translate_submission", "Can translate titles, abstracts and keywords"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submitter", "form_key"], name="one_submission_per_form"
            ),
            models.UniqueConstraint(
                fields=["holder", "form_key"],
                condition=Q(submitter__isnull=True),
                name="one_held_draft_per_form",
            ),
            models.CheckConstraint(
                condition=Q(submitter__isnull=False)
                | Q(state=SubmissionState.DRAFT, held_until__isnull=False),
                name="only_drafts_without_account",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values), name="known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(NEVER_SUBMITTED))
                | Q(submitted_at__isnull=False),
                name="past_draft_means_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(NEED_DECISION))
                | Q(decision__isnull=False),
                name="decided_means_decision",
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
    def manuscript(self) -> models.Model | None:
        """The newest version of the file (`Manuscript`)."""
        versions = list(self.manuscripts.all())
        return versions[-1] if versions else None

    @property
    def is_told(self) -> bool:
        """Whether the author reads the decision in force on the submission's page."""
        return self.state in TELL_DECISION

    @property
    def needs_file(self) -> bool:
        """Whether the kind of submission asks for a file."""
        return self.submission_type is None or self.submission_type.needs_file

    @property
    def source_text(self) -> "SubmissionText | None":
        """The text in the paper's own language, from which others are translated."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(self.paper_language) or next(iter(texts.values()), None)

    @property
    def corrections_by(self) -> datetime:
        """Until when a paper that was sent back may be submitted again.

        Two weeks from then, to the end of the day, or while the call takes changes.
        """
        asked = self.history.filter(event=SubmissionEvent.RETURN_FOR_FIX).last()
        zone = self.call.zone
        day = (asked.at.astimezone(zone) + CORRECTIONS_TAKE).date()
        weeks = datetime.combine(day, time(23, 59, 59), tzinfo=zone)
        return max(weeks, self.call.edit_by or self.call.submit_by)

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED


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
    state = models.CharField(
        _("state of the translation"),
        max_length=10,
        choices=TextState.choices,
        default=TextState.APPROVED,
        editable=False,
    )
    # The fingerprint of the text from which this one was translated.
    source_sha256 = models.CharField(
        max_length=64, blank=True, default="", editable=False
    )
    changed_at = models.DateTimeField(_("changed"), null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("title, abstract and keywords")
        verbose_name_plural = _("titles, abstracts and keywords")
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
    def fingerprint(self) -> str:
        """The SHA-256 of what a translation rests on."""
        words = "\0".join([self.title, self.abstract, self.keywords])
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.abstract or self.keywords)

    @property
    def keyword_list(self) -> list[str]:
        """The keywords one by one."""
        return [word.strip() for word in self.keywords.split(",") if word.strip()]
