"""What was done to accounts, and by whom."""

from django.db import models
from django.utils import timezone

from cms.accounts.enums import RecordKind
from cms.accounts.models.people import User


class AccountRecord(models.Model):
    """One line of the log: rights given and taken, acting as somebody, erasure."""

    kind = models.CharField(max_length=20, choices=RecordKind.choices)
    # Nobody, when a command or a migration did it.
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="records")
    detail = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.detail}"


class Acting(models.Model):
    """An administrator acts as somebody else, from one moment to another."""

    administrator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-began_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.administrator} – {self.person}"
