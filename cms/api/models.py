"""The ledger: what partners can see, and every change of it in order.

Whoever changes public content leaves a `Mark` in the same transaction. Settling
the ledger turns marks into `Change`s, one settler at a time, so that the numbers of
changes are given in the order in which they become visible: a reader who has seen
number n can never meet a smaller one later.
"""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.api.enums import GONE, READING, Event


class Clock(models.Model):
    """The one row that settlers lock: the last number given, and when."""

    number = models.PositiveBigIntegerField(default=0)
    # The last change that is no longer kept.
    dropped = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("clock of changes")
        verbose_name_plural = _("clock of changes")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_clock"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Mark(models.Model):
    """Something public may have changed: to be looked at when settling."""

    resource = models.CharField(max_length=30)
    # Empty for all entries of the resource.
    key = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")

    def __str__(self) -> str:
        return f"{self.resource} {self.key}"


class EntryQuerySet(models.QuerySet):
    def present(self) -> "EntryQuerySet":
        """Entries that partners can read now."""
        return self.exclude(event__in=GONE)


class Entry(models.Model):
    """What partners know of one thing in one language; gone things are kept."""

    resource = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    locale = models.CharField(max_length=5)
    # Of the entry as served; empty when it is gone.
    digest = models.CharField(max_length=64, blank=True)
    # Of the text, so that harvesters learn also what left a language's set.
    language = models.CharField(max_length=5, blank=True)
    event = models.CharField(max_length=12, choices=Event.choices)
    # Of the last change.
    number = models.PositiveBigIntegerField(db_index=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "key", "locale"], name="entry_once_per_locale"
            ),
            models.CheckConstraint(
                condition=Q(event__in=Event.values), name="known_entry_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.key} {self.locale}"


class Change(models.Model):
    """One change, kept for two years and more; it holds no content."""

    number = models.PositiveBigIntegerField(primary_key=True)
    resource = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    locale = models.CharField(max_length=5)
    event = models.CharField(max_length=12, choices=Event.choices)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__in=Event.values), name="known_change_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event} {self.resource} {self.key} {self.locale}"


def every_scope() -> list[str]:
    """Return what a key is good for unless its owner says otherwise: no writing."""
    return [scope.value for scope in READING]


class ApiKeyQuerySet(models.QuerySet):
    def good(self) -> "ApiKeyQuerySet":
        """Keys that open something now: not revoked, not expired, of an active person."""
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=timezone.localdate()),
            revoked_at=None,
            owner__is_active=True,
        )


class ApiKey(models.Model):
    """A partner's key: who reads, what of it, and from where.

    The key itself is kept nowhere. It has 256 random bits, so that a plain SHA-256 of
    it tells a thief of the database nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_keys",
        verbose_name=_("contact"),
    )
    name = models.CharField(_("name"), max_length=100)
    scopes = models.JSONField(_("scopes"), default=every_scope)
    resources = models.JSONField(
        _("resources"), default=list, blank=True, help_text=_("Empty for all.")
    )
    locales = models.JSONField(
        _("languages"), default=list, blank=True, help_text=_("Empty for all.")
    )
    # Of pages whose scripts may use the key; none for a key of servers.
    origins = models.JSONField(_("allowed origins"), default=list, blank=True)
    expires_on = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("This day included.")
    )
    # What the owner knows the key by.
    prefix = models.CharField(max_length=16, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # Good too until everybody has the new one.
    old_digest = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False
    )
    old_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def has_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    def opens(self, resource: str) -> bool:
        """Whether it reads this resource."""
        return not self.resources or resource in self.resources

    def speaks(self, locale: str) -> bool:
        """Whether it reads this language."""
        return not self.locales or locale in self.locales


class Written(models.Model):
    """The answer to a request that a tool may repeat without doing it twice."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="written")
    # The Idempotency-Key of the request.
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("repeatable request")
        verbose_name_plural = _("repeatable requests")
        constraints = [
            models.UniqueConstraint(fields=["key", "name"], name="written_once")
        ]

    def __str__(self) -> str:
        return self.name
