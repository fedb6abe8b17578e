"""More time for one submission."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models.calls import Call
from cms.conference.models.submissions import Submission


class ExtensionQuerySet(models.QuerySet):
    def in_force(self, now: datetime) -> "ExtensionQuerySet":
        return self.filter(until__gte=now, revoked_at=None)


class Extension(models.Model):
    """A deadline of one submission's own, given to one person by a link."""

    call = models.ForeignKey(
        Call,
        on_delete=models.CASCADE,
        related_name="extensions",
        verbose_name=_("call for papers"),
    )
    # Unknown until the person has opened the link and chosen a submission.
    submission = models.ForeignKey(
        Submission,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="extensions",
        verbose_name=_("submission"),
    )
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="sl"
    )
    until = models.DateTimeField(_("new deadline"))
    reason = models.CharField(_("reason"), max_length=500)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(_("given on"), default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline extension")
        verbose_name_plural = _("deadline extensions")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="extension_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.until:%Y-%m-%d %H:%M}"
