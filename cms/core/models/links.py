"""Links in mails that let somebody do one thing without signing in."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ScopedLinkQuerySet(models.QuerySet):
    def working(self, now: datetime) -> "ScopedLinkQuerySet":
        """Those that have neither expired nor been revoked."""
        return self.filter(expires_at__gt=now, revoked_at=None)


class ScopedLink(models.Model):
    """A link for one purpose and one object; it works until it expires.

    Of its token only the hash is kept: who reads the database cannot use it.
    """

    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(max_length=40)
    # Which object the link is about, in the words of its app: "review:7Q…".
    subject_key = models.CharField(max_length=200, db_index=True)
    # Who was meant: an account, or an address without one.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(subject_key=""),
                name="link_has_purpose_and_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_key}"
