"""What is tried at the door, and the links that open it once."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.enums import AttemptKind, MailLinkPurpose


class Attempt(models.Model):
    """A failed sign-in, or a wish for a mail; rows live for a day."""

    kind = models.CharField(max_length=20, choices=AttemptKind.choices)
    account = models.CharField(max_length=254)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "account", "at"], name="attempt_lookup")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class MailLink(models.Model):
    """A wish to come in by mail: to sign in, or to open an account.

    Unlike the links that lead to one object, it opens a session: it works once and
    for minutes. Only the hash of its token is kept, and none before the mail goes out.
    """

    purpose = models.CharField(max_length=20, choices=MailLinkPurpose.choices)
    email = models.EmailField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    token_sha256 = models.CharField(  # noqa: DJ001 - unique, and none at first
        max_length=64, unique=True, null=True
    )
    # Where to go afterwards: an address of this site.
    next_address = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # What was typed at sign-up. No password: who only typed the address could
    # otherwise choose that of the person who reads the mail.
    name = models.CharField(_("full name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    # What the browser held when it asked, by app (`luggage.py`); empty once used.
    luggage = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.made_at:%Y-%m-%d %H:%M}"

    def is_usable(self, now: datetime) -> bool:
        return self.used_at is None and now < self.expires_at
