"""Who is told of changes, and every message with its attempts."""

import base64
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.api.models import Change
from cms.api.v1.resources import FOLLOWED
from cms.webhooks.enums import MessageState, MessageType
from cms.webhooks.reach import NotReachable, check_address

# Standard Webhooks recommends 24 to 64 bytes.
SECRET_BYTES = 32
OVERLAP = timedelta(hours=24)
LOCALES = [code for code, _name in settings.LANGUAGES]


def new_secret() -> str:
    """Return a fresh secret in the notation of Standard Webhooks."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def validate_address(address: str) -> None:
    """Refuse an address that we would not send to."""
    try:
        check_address(address)
    except NotReachable as problem:
        raise ValidationError(str(problem), code="address") from problem


def validate_resources(value: list) -> None:
    """Refuse resources that there are not."""
    if not isinstance(value, list) or set(map(str, value)) - set(FOLLOWED):
        known = ", ".join(FOLLOWED)
        raise ValidationError(
            _("Choose from: %(known)s."), params={"known": known}, code="resources"
        )


def validate_locales(value: list) -> None:
    """Refuse languages that there are not."""
    if not isinstance(value, list) or set(map(str, value)) - set(LOCALES):
        raise ValidationError(
            _("Choose from: %(known)s."),
            params={"known": ", ".join(LOCALES)},
            code="locales",
        )


class Webhook(models.Model):
    """An address of a partner that is told of every change."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="webhooks",
        verbose_name=_("contact"),
        help_text=_("Gets a mail when the address fails for good."),
    )
    name = models.CharField(_("name"), max_length=100)
    address = models.URLField(
        _("address"), max_length=500, validators=[validate_address]
    )
    resources = models.JSONField(
        _("resources"),
        default=list,
        blank=True,
        validators=[validate_resources],
        help_text=_("Empty for all."),
    )
    locales = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        validators=[validate_locales],
        help_text=_("Empty for all."),
    )
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    # Signs too until everybody has the new one.
    old_secret = models.CharField(max_length=100, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    # Since when no message has arrived; empty while they do.
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    # The last change for which messages were written.
    number = models.PositiveBigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(
        _("created"), default=timezone.now, editable=False
    )

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def wants(self, change: Change) -> bool:
        """Whether this receiver is told of a change."""
        return (not self.resources or change.resource in self.resources) and (
            not self.locales or change.locale in self.locales
        )

    def secrets_at(self, now) -> list[str]:
        """Return the secrets that sign at this moment, the new one first."""
        if self.old_secret and self.old_secret_until and now < self.old_secret_until:
            return [self.secret, self.old_secret]
        return [self.secret]


class Message(models.Model):
    """One message to one receiver: exactly these bytes are signed and sent."""

    # The receiver knows a repetition by it.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="messages"
    )
    type = models.CharField(max_length=20, choices=MessageType.choices)
    body = models.TextField()
    state = models.CharField(
        max_length=10, choices=MessageState.choices, default=MessageState.WAITING
    )
    created_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_at"], name="messages_that_wait"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MessageState.values), name="known_message_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.uuid}"


class Attempt(models.Model):
    """One try to deliver a message, and what became of it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=timezone.now)
    # What the receiver answered; empty when it did not.
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    milliseconds = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.status or self.error}"
