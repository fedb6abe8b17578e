"""Mails as rows of the transaction that caused them."""

from django.db import models
from django.utils import timezone

from cms.conference.models.submissions import Submission


class OutgoingMail(models.Model):
    """A mail written in the transaction that caused it, sent after it."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="mails"
    )
    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.subject
