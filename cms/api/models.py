"""The ledger: what partners can see, and every change of it in order.

Whoever changes public content leaves a `Mark` in the same transaction. Settling
the ledger turns marks into `Change`s, one settler at a time, so that the numbers of
changes are given in the order in which they become visible: a reader who has seen
number n can never meet a smaller one later.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.api.enums import GONE, Event


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
