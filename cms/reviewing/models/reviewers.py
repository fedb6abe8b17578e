"""People who review, with and without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.conference.models import Submission
from cms.reviewing.enums import OPEN, ReviewState


class ReviewerQuerySet(models.QuerySet):
    def with_load(self) -> "ReviewerQuerySet":
        """With how many reviews each has open, and how many are written."""
        return self.annotate(
            open_reviews=Count(
                "assignments", filter=Q(assignments__state__in=sorted(OPEN))
            ),
            written_reviews=Count(
                "assignments", filter=Q(assignments__state=ReviewState.SUBMITTED)
            ),
        )

    def filter_words(self, words: str) -> "ReviewerQuerySet":
        """Those in whose name, organisation or expertise the words stand."""
        return self.filter(
            Q(name__icontains=words)
            | Q(affiliation__icontains=words)
            | Q(expertise__icontains=words)
        )

    def active(self) -> "ReviewerQuerySet":
        """Those who may be asked."""
        return self.filter(is_active=True)


class Reviewer(models.Model):
    """Somebody who may be asked for reviews; an account is not needed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reviewer",
        verbose_name=_("account"),
    )
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="sl",
        help_text=_("The language of our mails to this person."),
    )
    affiliation = models.CharField(
        _("affiliation"),
        max_length=300,
        blank=True,
        help_text=_("Nobody is proposed papers from the same organisation."),
    )
    expertise = models.CharField(
        _("expertise"),
        max_length=500,
        blank=True,
        help_text=_("Keywords and tracks, with commas; in all languages that help."),
    )
    reading_languages = models.CharField(
        _("reads papers in"),
        max_length=40,
        blank=True,
        help_text=_("Codes of languages with commas, e.g. sl, en; empty means all."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("most reviews at once"),
        default=4,
        help_text=_("So many open reviews at most are proposed to this person."),
    )
    is_active = models.BooleanField(
        pgettext_lazy("reviewer", "may be asked"), default=True
    )
    note = models.TextField(_("note for the editors"), blank=True, max_length=2000)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_reviewer_per_email",
                violation_error_message=_("There is a reviewer with this address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def expertise_list(self) -> list[str]:
        return [word.strip() for word in self.expertise.split(",") if word.strip()]

    @property
    def languages(self) -> set[str]:
        """The codes of the languages of papers; empty for all."""
        codes = (code.strip().lower() for code in self.reading_languages.split(","))
        return {code for code in codes if code}


class DeclaredConflict(models.Model):
    """A reviewer must not have this paper: they said so, or an editor knows."""

    reviewer = models.ForeignKey(
        Reviewer, on_delete=models.CASCADE, related_name="conflicts"
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="reviewer_conflicts"
    )
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reviewer", "submission"], name="one_conflict_per_paper"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.submission_id}"
