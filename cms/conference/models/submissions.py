"""Submissions, and their texts in each language."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.conference.enums import DECIDED, NEVER_SUBMITTED, SubmissionState
from cms.conference.models.calls import Call
from cms.conference.models.fields import CODE_LENGTH, in_reading_language, new_code


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SubmissionQuerySet":
        """One's own submissions; for editors also all that were ever submitted."""
        if not user.is_authenticated:
            return self.none()
        own = Q(submitter=user)
        if user.has_perm("conference.decide_submission"):
            return self.filter(own | Q(submitted_at__isnull=False))
        return self.filter(own)

    def for_list(self) -> "SubmissionQuerySet":
        """With no more than a row of a long list shows."""
        return self.prefetch_related("texts", "authors")

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
        permissions = [
            ("decide_submission", "Can accept and decline submissions"),
            ("overrule_submission", "Can overrule decisions and publications"),
            ("translate_submission", "Can translate titles, abstracts and keywords"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submitter", "form_key"], name="one_submission_per_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values), name="known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(NEVER_SUBMITTED))
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
    def manuscript(self) -> models.Model | None:
        """The newest version of the file (`Manuscript`)."""
        versions = list(self.manuscripts.all())
        return versions[-1] if versions else None

    @property
    def decision(self) -> models.Model | None:
        """The decision in force (`Decision`): the last one that was made."""
        decisions = list(self.decisions.all())
        return decisions[-1] if decisions else None

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
