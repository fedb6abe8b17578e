"""The mails of earlier versions; today they lie in the outbox."""

from django.db import models
from django.utils import timezone

from cms.conference.models.submissions import Submission


class OutgoingMail(models.Model):
    """A mail as it was written before there was an outbox; only read."""

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
