"""What is known of translations beyond what wagtail-localize keeps.

wagtail-localize holds the passages of a source, their translations, and which page is
translated from which (`TranslationSource`, `StringTranslation`, `Translation`).
"""

import uuid
from datetime import datetime
from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import String, Translation, TranslationContext

from cms.core.models import BasePage
from cms.translation.enums import (
    JobKind,
    JobState,
    ProblemKind,
    ReleaseState,
    TargetState,
)


class Target(models.Model):
    """One page in one language other than its own: a cell of the board."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    source_page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=TargetState.choices)
    since = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    stale = models.PositiveIntegerField(default=0)
    machine = models.PositiveIntegerField(default=0)
    wishes = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="one_target_a_language"
            )
        ]
        indexes = [
            models.Index(fields=["state", "-wishes"], name="target_by_state"),
            models.Index(fields=["source_page"], name="target_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id}: {self.state}"


class Change(models.Model):
    """A passage of the source that is new, or other than it was when translated.

    `old` is what the kept translation `data` says; both are empty for a new passage.
    """

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="changes"
    )
    context = models.ForeignKey(
        TranslationContext, on_delete=models.CASCADE, related_name="+"
    )
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    old = models.ForeignKey(
        String, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    data = models.TextField(blank=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "context", "string"], name="one_change_a_passage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.context_id}"


class Generated(models.Model):
    """What we last wrote into a translation: by it, edits by hand are known."""

    translation = models.OneToOneField(
        Translation, on_delete=models.CASCADE, related_name="generated"
    )
    content = models.JSONField(default=dict)
    # The log entry of wagtail-localize that was the newest then.
    log = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.translation_id)


class Job(models.Model):
    """Work on many pages, done in the background; it says how far it is."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=JobKind.choices)
    state = models.CharField(
        max_length=10, choices=JobState.choices, default=JobState.QUEUED
    )
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    locales = models.ManyToManyField(Locale, related_name="+")
    with_subtree = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page}"


class Waiver(models.Model):
    """Somebody answers for a page that goes live although a language is lacking."""

    translation_key = models.UUIDField(db_index=True)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(
        _("reason"), max_length=300, help_text=_("Readers see it on the page.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"],
                condition=models.Q(ended_at=None),
                name="one_waiver_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.reason


class Release(models.Model):
    """Pages that go live together, in all languages, at one instant."""

    name = models.CharField(_("name"), max_length=200)
    at = models.DateTimeField(_("moment"), db_index=True)
    state = models.CharField(
        max_length=10, choices=ReleaseState.choices, default=ReleaseState.SCHEDULED
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def obstacles(self) -> list[dict]:
        """Why it was not published: language, page and reason."""
        return [
            {"language": language, "page": page, "reason": ProblemKind(kind).label}
            for language, page, kind in self.problems
        ]


class ReleasePage(models.Model):
    """One page of a release, with all its languages."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pages")
    source_page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "source_page"], name="one_place_in_a_release"
            )
        ]

    def __str__(self) -> str:
        return str(self.source_page)


class Translator(models.Model):
    """Somebody who translates into a language, and gets mail about what waits."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="translates",
    )
    locale = models.ForeignKey(
        Locale,
        verbose_name=_("language"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    by_mail = models.BooleanField(
        _("tell by mail"),
        default=True,
        help_text=_("At most one mail a day, with everything that is new."),
    )
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("translator")
        verbose_name_plural = _("translators")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "locale"], name="one_translator_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.locale})"


def new_token() -> str:
    return token_urlsafe(24)


class PreviewLink(models.Model):
    """Lets somebody without an account read a page's draft, for a while."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    note = models.CharField(
        _("for whom"), max_length=120, blank=True, help_text=_("Only you see it.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.page}: {self.note}"

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


class TrashPage(BasePage):
    """Holds pages that were thrown away: no site shows what stands below it."""

    template = "404.html"

    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    is_creatable = False

    class Meta:
        verbose_name = _("trash")


class Thrown(models.Model):
    """A page in the trash: where it stood, and what of it readers saw."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Pages that were thrown away together are put back together.
    batch = models.UUIDField(db_index=True)
    # The ids of the pages that were public, each with its public revision.
    live = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return str(self.page)
