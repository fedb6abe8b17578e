"""What the press made of an issue: one edition in all its languages, and its files."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.visibility import visible
from cms.newspaper.enums import FOR_READERS, IssueFileKind, IssueState
from cms.newspaper.models.pages import NewspaperIssuePage


def issues_folder() -> Path:
    """Return where all compiled issues lie, each edition in a folder of its own."""
    return Path(settings.PRIVATE_ROOT) / "issues"


class IssueEdition(models.Model):
    """One run of the press over an issue, in all languages that it has."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The key that the translations of the issue's page share.
    issue_key = models.UUIDField(db_index=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=IssueState.choices,
        default=IssueState.BUILDING,
        editable=False,
    )
    job = models.OneToOneField(
        "press.BuildJob", on_delete=models.PROTECT, related_name="issue_edition"
    )
    # The page that each article begins on, alike in all languages.
    plan = models.JSONField(default=dict, editable=False)
    # How many pages each language has.
    pages = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("printed edition of an issue")
        verbose_name_plural = _("printed editions of issues")
        ordering = ["-created_at", "-pk"]
        permissions = [("compile_issue", "Can arrange and compile issues")]
        constraints = [
            models.UniqueConstraint(
                fields=["issue_key"],
                condition=Q(state="building"),
                name="one_issue_build_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["issue_key"],
                condition=Q(state="published"),
                name="one_current_issue_edition",
            ),
            models.CheckConstraint(
                condition=Q(state__in=IssueState.values), name="known_issue_state"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def folder(self) -> Path:
        return issues_folder() / self.uuid.hex


class IssueFileQuerySet(models.QuerySet):
    def for_readers(self) -> "IssueFileQuerySet":
        """Files of current editions, in the languages whose issue is public."""
        public = visible(NewspaperIssuePage.objects.all())
        return self.filter(
            edition__state=IssueState.PUBLISHED,
            kind__in=FOR_READERS,
            issue_id__in=public.values("pk"),
        )


class IssueFile(models.Model):
    """One file of an edition, of the issue in one language."""

    edition = models.ForeignKey(
        IssueEdition, on_delete=models.CASCADE, related_name="files"
    )
    issue = models.ForeignKey(
        NewspaperIssuePage, on_delete=models.CASCADE, related_name="files"
    )
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    kind = models.CharField(max_length=10, choices=IssueFileKind.choices)
    name = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = IssueFileQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "kind"], name="one_issue_file_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.name}"

    @property
    def disk_path(self) -> Path:
        return self.edition.folder / self.language / self.name
